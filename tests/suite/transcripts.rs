//! The console blocks of `README.md` and `tests/transcripts/*.md` are what the program prints.
//!
//! In a block, a line `$ dissensus …` is run in a folder that holds the reference debate; what follows is
//! standard output, then standard error, then `[exit 1]` where the code is not 0. A line `...` stands for any
//! number of lines. A fence ```` ```bibtex name.bib ```` or ```` ```text name.txt ```` puts its text into that folder under
//! this name.
//! `DISSENSUS_UPDATE=1` rewrites what does not agree.

use crate::program::Desk;
use crate::repository;

enum Piece<'a> {
    Text(&'a str),
    File { name: &'a str, lines: Vec<&'a str> },
    Command { line: &'a str, expected: Vec<&'a str> },
}

/// Every line of a page is in exactly one piece, in order.
fn pieces(page: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        pieces.push(Piece::Text(line));
        let file = line.strip_prefix("```bibtex ").or_else(|| line.strip_prefix("```text "));
        if line != "```console" && file.is_none() {
            continue;
        }
        let mut block: Vec<&str> = Vec::new();
        let closed = loop {
            match lines.next() {
                Some("```") => break "```",
                Some(line) => block.push(line),
                None => panic!("a block is not closed"),
            }
        };
        if let Some(name) = file {
            pieces.push(Piece::File { name, lines: block });
        } else {
            assert!(
                block.first().is_none_or(|line| line.starts_with("$ ")),
                "a block begins without a command"
            );
            for line in block {
                match (line.strip_prefix("$ "), pieces.last_mut()) {
                    (Some(command), _) => pieces.push(Piece::Command { line: command, expected: Vec::new() }),
                    (None, Some(Piece::Command { expected, .. })) => expected.push(line),
                    (None, _) => panic!("{line} belongs to no command"),
                }
            }
        }
        pieces.push(Piece::Text(closed));
    }
    pieces
}

/// Whether lines are as expected, where `...` stands for any number of them.
fn agree(expected: &[&str], found: &[&str]) -> bool {
    match expected.split_first() {
        None => found.is_empty(),
        Some((&"...", rest)) => (0..=found.len()).any(|skipped| agree(rest, &found[skipped..])),
        Some((line, rest)) => found.first() == Some(line) && agree(rest, &found[1..]),
    }
}

fn transcript(desk: &Desk, line: &str) -> String {
    let arguments =
        line.strip_prefix("dissensus").unwrap_or_else(|| panic!("`{line}` is no command of ours"));
    let ran = desk.run_line(arguments);
    let mut text = ran.out;
    text.push_str(&ran.err);
    if ran.code != 0 {
        text.push_str(&format!("[exit {}]\n", ran.code));
    }
    text
}

/// The page as the program would write it, and what of it does not agree.
fn replay(name: &str, page: &str) -> (String, Vec<String>) {
    let desk = Desk::with_debates();
    let (mut written, mut wrong) = (String::new(), Vec::new());
    let mut push = |line: &str| {
        written.push_str(line);
        written.push('\n');
    };
    let mut commands = 0;
    for piece in pieces(page) {
        match piece {
            Piece::Text(line) => push(line),
            Piece::File { name, lines } => {
                desk.write(name, lines.join("\n") + "\n");
                lines.into_iter().for_each(&mut push);
            }
            Piece::Command { line, expected } => {
                commands += 1;
                push(&format!("$ {line}"));
                let text = transcript(&desk, line);
                let found: Vec<&str> = text.lines().collect();
                if agree(&expected, &found) {
                    expected.into_iter().for_each(&mut push);
                } else {
                    wrong.push(format!(
                        "{name}: $ {line}\nexpected:\n{}\nfound:\n{text}",
                        expected.join("\n")
                    ));
                    found.into_iter().for_each(&mut push);
                }
            }
        }
    }
    assert!(commands > 0, "{name} runs no command");
    (written, wrong)
}

fn assert_replays(name: &str) {
    let (written, wrong) = replay(name, &repository::text(name));
    if repository::updating() {
        repository::rewrite(name, written.as_bytes());
    } else {
        repository::assert_nothing(&wrong, "read the differences; DISSENSUS_UPDATE=1 rewrites them");
    }
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    assert_replays("README.md");
}

#[test]
fn the_transcripts_show_what_the_program_prints() {
    for name in repository::files_below("tests/transcripts", &["md"]) {
        assert_replays(&name);
    }
}

#[test]
fn a_page_that_shows_something_else_is_refused_and_mended() {
    let page = "Text.\n\n```bibtex a.bib\n@book{a, title = {A}, year = {2001}}\n```\n\n```console\n\
                $ dissensus check a.bib\nnothing of the kind\n$ dissensus stats nowhere.bib\n...\n```\n";
    let (written, wrong) = replay("page", page);
    assert_eq!(wrong.len(), 1, "three points hide the other: {wrong:?}");
    let checked = "1 work, 0 positions, 0 claims, 0 responses, 0 citations: 0 errors, 0 warnings\n";
    assert!(written.contains(checked), "{written}");
    assert_eq!(replay("page", &written), (written.clone(), Vec::new()));
    let (whole, wrong) = replay("page", &written.replace("...\n", ""));
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert!(whole.contains("dissensus: error: cannot read nowhere.bib"), "{whole}");
    assert!(whole.contains("\n[exit 2]\n```\n"), "{whole}");
}

#[test]
fn three_points_stand_for_any_lines_and_no_others() {
    assert!(agree(&["a", "...", "d"], &["a", "b", "c", "d"]));
    assert!(agree(&["...", "d"], &["d"]));
    assert!(!agree(&["a", "...", "d"], &["a", "b", "c"]));
    assert!(!agree(&["a"], &["a", "b"]));
    assert!(!agree(&["a", "b"], &["a"]));
}
