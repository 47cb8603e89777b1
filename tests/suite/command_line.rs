//! The binary as a shell sees it: codes, streams, files, keys.

#![expect(clippy::disallowed_methods, reason = "tests prepare and look at files")]

use std::process::Command;
use std::process::Stdio;

use crate::program::Desk;
use crate::program::Ran;

/// An error (`nobody` is no entry), a warning (`circa` is no year) and a sound response.
const BROKEN: &str = "@debate{d, title = {D}}\n@position{p, title = {P}}\n\
    @article{a, title = {A}, year = 2001, position = {p}}\n\
    @article{b, title = {B}, year = 2002, position = {p}, disputes = {a [on=method]}}\n\
    @article{c, title = {C}, year = {circa}, position = {p}, disputes = {nobody}}\n";

fn broken() -> Desk {
    let desk = Desk::empty();
    desk.write("broken.bib", BROKEN);
    desk
}

#[test]
fn errors_in_the_input_give_one_and_the_answer_all_the_same() {
    let desk = broken();
    for command in ["check", "claims", "facets", "stats", "who"] {
        let ran = desk.run(&[command, "broken.bib"]);
        assert_eq!(ran.code, 1, "{command}: {ran:?}");
        assert!((ran.out + &ran.err).contains("error[dangling-target]"), "{command}");
    }
    let ran = desk.run(&["who", "broken.bib"]);
    assert!(
        ran.out.lines().any(|line| line.starts_with("2002  b") && line.contains("method")),
        "{}",
        ran.out
    );
    assert!(ran.err.ends_with("dissensus: 1 warning; see them with `dissensus check`\n"), "{}", ran.err);
    for command in [["explain", "a"].as_slice(), &["path", "b", "a"]] {
        assert_eq!(desk.run(&[command, &["-f", "broken.bib"]].concat()).code, 1, "{command:?}");
    }
    assert_eq!(desk.run(&["map", "broken.bib", "-o", "broken.svg"]).code, 1);
    assert!(desk.read("broken.svg").starts_with(b"<?xml"), "what is sound is drawn");
}

#[test]
fn warnings_give_zero() {
    let desk = Desk::empty();
    desk.write("a.bib", BROKEN.replace("nobody", "a"));
    let ran = desk.run(&["check", "a.bib"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("warning[bad-date]") && ran.out.contains("0 errors, 1 warning\n"));
}

#[test]
fn usage_and_files_that_cannot_be_read_give_two_and_say_what_to_type() {
    let desk = Desk::with_debates();
    desk.write("empty/notes.txt", "");
    desk.write("bad.toml", "source = []");
    desk.write("sign.toml", "[[relation]]\nname = \"rebuts\"\nsign = \"2\"\n");
    desk.write("line.toml", "[[relation]]\nname = \"rebuts\"\nsign = \"-1\"\nline = \"wavy\"\n");
    let cases = [
        ("check nowhere.bib", "cannot read nowhere.bib"),
        ("check empty", "the folder empty holds no .bib file and no export"),
        ("check --encoding klingon", "`klingon` is no encoding; write utf-8"),
        ("check --config none.toml", "cannot read the settings none.toml"),
        ("check --config bad.toml", "unknown field `source`"),
        ("check --config sign.toml", "write +1, 0, -1 or mixed"),
        (
            "check --config line.toml",
            "line.toml: the line of `rebuts` is `wavy`; write solid, dashed, dotted or dash-dotted",
        ),
        ("who --sign 5", "`5` is no sign; write +1, -1, 0 or mixed"),
        ("who --relation disputs", "`disputs` is no relation; did you mean disputes?"),
        ("claims --position pape2005", "`pape2005` is a work, not a position"),
        ("facets --where Africa", "write facet=value, as in region=Africa"),
        ("facets --where place=Africa", "`place` is no facet; there are"),
        ("map -o map.bmp", "cannot draw .bmp; write one of .dot, .mmd, .pdf, .png, .svg, .tex"),
        ("map -o map", "map has no ending; write one of .dot, .mmd, .pdf, .png, .svg, .tex"),
        ("map", "--output <FILE>"),
        ("draw", "unrecognized subcommand 'draw'"),
    ];
    for (line, expected) in cases {
        let ran = desk.run_line(line);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{line}: {}", ran.err);
        assert!(ran.err.contains(expected), "{line}: {}", ran.err);
    }
    let ran = Desk::empty().run(&["check"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("no files: name some .bib files, or list them in dissensus.toml"),
        "{}",
        ran.err
    );
}

#[test]
fn a_line_that_the_user_declares_is_drawn_in_every_view() {
    let desk = Desk::empty();
    desk.write(
        "own.toml",
        "[[relation]]\nname = \"rebuts\"\nlabel = \"flatly rebuts\"\nsign = \"-1\"\nline = \"Dash-Dotted\"\n",
    );
    desk.write(
        "own.bib",
        "@debate{d, title={D}}\n@claim{x, title={X}, rebuts={y}}\n@claim{y, title={Y}, disputes={x}}\n\
         @book{a, author={Ash, A.}, year=2001, title={A}}\n\
         @book{b, author={Birch, B.}, year=2002, title={B}, rebuts={a}, disputes={a}}\n",
    );
    for view in ["works", "claims", "people"] {
        let ran = desk.run_line(&format!("map own.bib --config own.toml --view {view} -o {view}.svg"));
        assert_eq!(ran.code, 0, "{}", ran.err);
        let svg = String::from_utf8(desk.read(&format!("{view}.svg"))).unwrap().replace('\u{a0}', " ");
        for wanted in [">flatly rebuts</text>", ">disputes</text>"] {
            assert_eq!(svg.replace("&#160;", " ").matches(wanted).count(), 1, "{view}: {wanted}");
        }
        assert_eq!(svg.matches("4.5,1.4,0.9,1.4").count(), 2, "{view}: the edge and its sample");
        assert_eq!(svg.matches("3.2,1.6").count(), 2, "{view}: the other edge and its sample");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_mistake() {
    // Every command has thousands of lines to say of it, and nothing is wrong enough for standard error.
    let entry = |n: usize| {
        let before = n.saturating_sub(1);
        format!(
            "@claim{{c{n}, title = {{C}}}}\n@book{{k{n}, title = {{T}}}}\n@book{{r{n}, title = {{R}}, disputes = {{k{before}}}}}\n"
        )
    };
    let large: String = (0..2_000).map(entry).collect();
    for arguments in
        [["who", "-"].as_slice(), &["check", "-"], &["check", "-", "--format", "json"], &["stats", "-"]]
    {
        let desk = Desk::empty();
        let mut command = desk.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // It reads to the end before it writes, and by then nobody listens.
        drop(child.stdout.take());
        let mut input = child.stdin.take().unwrap();
        std::io::Write::write_all(&mut input, large.as_bytes()).unwrap();
        drop(input);
        let ran = Ran::from(child.wait_with_output().unwrap());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
    }
}

#[test]
fn nothing_is_coloured_but_on_a_terminal() {
    let desk = broken();
    assert!(!desk.run(&["check", "broken.bib"]).out.contains('\u{1b}'));
    assert!(!desk.run(&["who", "broken.bib"]).err.contains('\u{1b}'));
}

#[test]
#[cfg(target_os = "linux")]
fn colours_on_a_terminal_can_be_refused() {
    let desk = broken();
    let on_terminal = |refuse: Option<&str>| {
        let mut command = Command::new("script");
        let line = format!("{} check broken.bib", env!("CARGO_BIN_EXE_dissensus"));
        command.args(["-qec", &line, "/dev/null"]).current_dir(desk.path("")).stdin(Stdio::null());
        command.env("TERM", "xterm").env_remove("NO_COLOR").envs(refuse.map(|value| ("NO_COLOR", value)));
        command.output().ok().map(|output| String::from_utf8(output.stdout).unwrap())
    };
    let Some(coloured) = on_terminal(None) else {
        eprintln!("skipped: there is no `script` to make a terminal with");
        return;
    };
    assert!(coloured.contains("\u{1b}["), "{coloured:?}");
    assert!(on_terminal(Some("")).unwrap().contains("\u{1b}["), "an empty value refuses nothing");
    let plain = on_terminal(Some("1")).unwrap();
    assert!(plain.contains("dangling-target") && !plain.contains('\u{1b}'), "{plain:?}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let desk = Desk::with_debates();
    let files = ["bib/soft-balancing.bib", "bib/hedging.bib"];
    let lines = [
        "who --format json",
        "claims --format csv",
        "stats",
        "check --format json",
        "who --matrix people",
        "timeline",
        "timeline --format json",
    ];
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        let expected = desk.run(&[words.as_slice(), &files].concat()).clean();
        let turned = [files[1], files[0]];
        assert_eq!(desk.run(&[words.as_slice(), &turned].concat()).clean(), expected, "{line}");
        assert_eq!(
            desk.run(&[words.as_slice(), &files, &files].concat()).clean(),
            expected,
            "{line}: files twice"
        );
        for threads in ["1", "2", "7"] {
            let ran = Ran::of(desk.command(&words).args(files).env("RAYON_NUM_THREADS", threads));
            assert_eq!(ran.clean(), expected, "{line} on {threads} threads");
        }
    }
}

#[test]
fn the_same_debate_gives_the_same_figure() {
    let desk = Desk::with_debates();
    for ending in ["svg", "dot"] {
        let draw = |name: &str, threads: &str, files: [&str; 2]| {
            let name = format!("{name}.{ending}");
            let mut command = desk.command(&["map", "-o", &name]);
            let ran = Ran::of(command.args(files).env("RAYON_NUM_THREADS", threads));
            assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
            // The command is in the file as it was typed, on a line of its own.
            let drawn = String::from_utf8(desk.read(&name)).unwrap();
            let typed = format!("dissensus map -o {name} {} {}", files[0], files[1]);
            let (command, rest): (Vec<&str>, Vec<&str>) =
                drawn.lines().partition(|line| line.contains("dissensus map"));
            assert!(command.len() == 1 && command[0].contains(&typed), "{command:?}");
            rest.join("\n")
        };
        let files = ["bib/soft-balancing.bib", "bib/hedging.bib"];
        let expected = draw("first", "1", files);
        assert!(expected.len() > 10_000);
        assert!(draw("again", "7", files) == expected, "{ending} on seven threads");
        assert!(draw("turned", "2", [files[1], files[0]]) == expected, "{ending} with the files turned");
    }
}

#[test]
fn a_figure_appears_whole_or_not_at_all() {
    let desk = Desk::with_debates();
    let debate = "bib/soft-balancing.bib";
    desk.write("figures/old.svg", "old");
    desk.write("file", "");
    std::fs::create_dir_all(desk.path("figures/folder.svg/inside")).unwrap();
    for (name, wrong) in
        [("figures/folder.svg", debate), ("file/map.svg", debate), ("figures/old.svg", "nowhere.bib")]
    {
        let ran = desk.run(&["map", wrong, "-o", name]);
        assert_eq!(ran.code, 2, "{name}: {}", ran.err);
        assert!(ran.err.starts_with("dissensus: error: cannot "), "{}", ran.err);
    }
    assert_eq!(desk.list("figures"), ["folder.svg", "old.svg"], "no temporary file stays");
    assert_eq!(desk.read("figures/old.svg"), b"old");
    desk.run(&["map", debate, "-o", "figures/old.svg"]).clean();
    assert!(desk.read("figures/old.svg").ends_with(b"</svg>\n"));
    assert_eq!(desk.list("figures"), ["folder.svg", "old.svg"]);
    desk.run(&["map", debate, "-o", "new/deep/map.svg"]).clean();
    assert_eq!(desk.list("new/deep"), ["map.svg"]);
}

#[test]
#[cfg(unix)]
fn a_folder_that_takes_no_files_is_left_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_debates();
    std::fs::create_dir(desk.path("closed")).unwrap();
    std::fs::set_permissions(desk.path("closed"), std::fs::Permissions::from_mode(0o555)).unwrap();
    if std::fs::write(desk.path("closed/probe"), "").is_ok() {
        eprintln!("skipped: this user may write everywhere");
        return;
    }
    let ran = desk.run(&["map", "bib/soft-balancing.bib", "-o", "closed/map.svg"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.starts_with("dissensus: error: cannot write closed/map.svg"), "{}", ran.err);
    assert!(desk.list("closed").is_empty());
}

#[test]
fn input_may_come_from_a_stream_a_folder_or_the_settings() {
    let desk = Desk::with_debates();
    let named = desk.run(&["who", "--to", "pape2005", "bib/soft-balancing.bib", "bib/hedging.bib"]).clean();
    assert_eq!(desk.run(&["who", "--to", "pape2005", "bib"]).clean(), named);
    assert_eq!(desk.run(&["who", "--to", "pape2005"]).clean(), named);
    let piped = desk.run_with_input(&["who", "--to", "pape2005", "-"], &desk.read("bib/soft-balancing.bib"));
    assert_eq!(piped.clean(), desk.run(&["who", "--to", "pape2005", "bib/soft-balancing.bib"]).clean());
    let ran = desk.run_with_input(&["check", "-"], BROKEN.as_bytes());
    assert!(ran.out.contains("--> <stdin>:5:"), "{}", ran.out);
}

#[test]
fn a_key_may_be_shortened_and_a_wrong_one_gives_the_nearest() {
    let desk = Desk::with_debates();
    let whole = desk.run(&["explain", "whitaker2010"]).clean();
    assert_eq!(desk.run(&["explain", "whitaker2"]).clean(), whole);
    let ran = desk.run(&["explain", "pape2006"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.starts_with("dissensus: error: nothing is called `pape2006`; did you mean pape2005"),
        "{}",
        ran.err
    );
    let ran = desk.run(&["who", "--from", "walt200"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("`walt200` may be") && ran.err.contains("walt2005, walt2006"), "{}", ran.err);
}

#[test]
fn a_spreadsheet_takes_nothing_for_a_formula() {
    let desk = Desk::empty();
    desk.write(
        "formulas.bib",
        "@book{a, title = {A}, year = 2001}\n@book{b, title = {B}, year = 2002,\n\
         disputes = {a [on={=HYPERLINK(1)}], a [on={@SUM(1)}], a [on={+1+1}], a [on={-2+3}]},\n\
         supports = {a [on={a=b}]}}\n",
    );
    let text = desk.run(&["who", "formulas.bib", "--format", "csv"]).clean();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let place = |name: &str, headings: &csv::StringRecord| headings.iter().position(|at| at == name).unwrap();
    let headings = reader.headers().unwrap().clone();
    let cells: Vec<(String, String)> = reader
        .records()
        .map(|row| row.unwrap())
        .map(|row| (row[place("sign", &headings)].to_owned(), row[place("on", &headings)].to_owned()))
        .collect();
    let expected =
        [("-1", "'+1+1"), ("-1", "'-2+3"), ("-1", "'=HYPERLINK(1)"), ("-1", "'@SUM(1)"), ("+1", "a=b")];
    let mut found: Vec<(&str, &str)> = cells.iter().map(|(sign, on)| (sign.as_str(), on.as_str())).collect();
    found.sort_by_key(|cell| cell.1);
    assert_eq!(found, expected, "signs are numbers and stay");
}

#[test]
fn no_text_of_a_file_steers_the_terminal() {
    let desk = Desk::empty();
    desk.write(
        "hostile.bib",
        "@book{a, title = {A}, year = 2001}\n@book{b, title = {B\u{1b}[2J}, year = 2002,\n\
         disputes = {a [on={red \u{1b}[31m and \u{202e}turned}]}, supports = {\u{1b}[2Jc}}\n",
    );
    for line in
        ["who hostile.bib", "check hostile.bib", "explain b -f hostile.bib", "who hostile.bib --format latex"]
    {
        let ran = desk.run_line(line);
        let shown = ran.out + &ran.err;
        assert!(shown.len() > 20 && !shown.contains(['\u{1b}', '\u{202e}']), "{line}: {shown:?}");
    }
}
