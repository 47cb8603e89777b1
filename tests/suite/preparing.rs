//! `init`: settings that say what holds anyway, and empty fields that change not a byte else.

use std::collections::BTreeSet;

use dissensus::import::LoadOptions;
use dissensus::import::bibtex::raw::{EncodingChoice, with_text_changed};
use dissensus::library::{FIELDS, annotate};
use dissensus::model::Relations;
use proptest::prelude::*;

use crate::corpora::{corpora, libraries};
use crate::program::Desk;
use crate::reading::{input, library, read};

/// The places of all works of a text.
fn all(text: &str) -> BTreeSet<u32> {
    library(text).corpus.works().iter().map(|work| work.span.start).collect()
}

/// A text with empty fields in all of its works, checked: nothing is taken out, the same is read, and nothing is added
/// the second time.
fn annotated(text: &str) -> String {
    let before = library(text);
    let found = annotate(text, &all(text), &Relations::default());
    let after = library(&found.text);
    let rules = |reading: &crate::reading::Reading| {
        let mut rules = reading.rules();
        rules.sort();
        rules
    };
    assert_eq!(rules(&after), rules(&before), "{}", found.text);
    assert_eq!(after.corpus.file_counts(), before.corpus.file_counts(), "{}", found.text);
    let said = |reading: &crate::reading::Reading| {
        let corpus = &reading.corpus;
        let said = [
            corpus.stances().len(),
            corpus.assertions().len(),
            corpus.responses().len(),
            corpus.citations().len(),
        ];
        (said, corpus.works().len())
    };
    assert_eq!(said(&after), said(&before));
    let twice = annotate(&found.text, &all(&found.text), &Relations::default());
    assert_eq!((twice.text.as_str(), twice.changed), (found.text.as_str(), 0));
    assert!(is_within(text, &found.text), "{}", found.text);
    found.text
}

/// Whether one text is the other with something put in.
fn is_within(text: &str, longer: &str) -> bool {
    let mut rest = longer.chars();
    text.chars().all(|c| rest.any(|other| other == c))
}

/// The fields that are added, written with this before each name and this between name and value.
fn added(gap: &str, equals: &str) -> String {
    FIELDS.map(|name| format!(",{gap}{name}{equals}{{}}")).concat()
}

#[test]
fn fields_are_written_like_those_of_the_entry() {
    let own = added("\r\n\t", " = ");
    assert_eq!(
        annotated("@article{a,\r\n\ttitle = {T}\r\n}\r\n"),
        format!("@article{{a,\r\n\ttitle = {{T}}{own}\r\n}}\r\n")
    );
    assert_eq!(annotated("@book(a, title={T (x)})"), format!("@book(a, title={{T (x)}}{})", added(" ", "=")));
    assert_eq!(annotated("@book{a, title=\"T\"}"), format!("@book{{a, title=\"T\"{}}}", added(" ", "=")));
    // A comma after the last field stays after the last field.
    let text = annotated("@book{a,\n  title  = {T},\n  year   = 1999,\n}\n");
    assert!(text.ends_with("  year   = 1999,\n  position = {},\n  asserts = {},\n  denies = {},\n  supports = {},\n  disputes = {},\n}\n"), "{text}");
    // What is there is not added, in any spelling.
    let text = annotated("@book{a, title = {T}, Positions = {}, cito:disputes = {}, DENIES = {}}");
    assert!(text.ends_with("DENIES = {}, asserts = {}, supports = {}}"), "{text}");
    // `=` under `=`.
    let text = annotated("@book{a,\n author    = {A, B},\n title     = {T}\n}");
    assert!(text.contains(",\n position  = {},\n asserts   = {},\n"), "{text}");
}

#[test]
fn every_library_of_the_corpora_reads_the_same_with_empty_fields() {
    let Some(folder) = corpora() else { return };
    for path in libraries(&folder) {
        #[expect(clippy::disallowed_methods, reason = "the corpora are files")]
        let bytes = std::fs::read(&path).unwrap();
        let reading = read(vec![input("a.bib", bytes.clone())], LoadOptions::default());
        let places = reading.corpus.works().iter().map(|work| work.span.start).collect();
        let mut changed = 0;
        let new = with_text_changed(&bytes, EncodingChoice::Detect, |text| {
            let found = annotate(text, &places, &Relations::default());
            changed = found.changed;
            found.text
        });
        let Some(new) = new else { continue };
        let again = read(vec![input("a.bib", new.clone())], LoadOptions::default());
        assert_eq!(again.corpus.file_counts(), reading.corpus.file_counts(), "{}", path.display());
        assert_eq!(again.rules().len(), reading.rules().len(), "{}", path.display());
        // Every byte of the file is there, in its order, and little else.
        let mut rest = new.iter();
        assert!(bytes.iter().all(|byte| rest.any(|other| other == byte)), "{}", path.display());
        assert!(changed == 0 || new.len() > bytes.len(), "{}", path.display());
    }
}

#[test]
fn the_encoding_and_the_mark_of_a_file_stay() {
    let text = "% Encoding: LABEL\n@book{a, author = {Müller, Ö.}, title = {Ä}}\n@book{b, title = {B}}\n";
    let fields = added(" ", " = ");
    let expected = |text: &str| text.replace("{Ä}", &format!("{{Ä}}{fields}"));
    let wide = |text: &str, encode: fn(u16) -> [u8; 2]| {
        format!("\u{feff}{text}").encode_utf16().flat_map(encode).collect::<Vec<u8>>()
    };
    let latin = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>();
    let (utf8, marked) =
        (text.replace("LABEL", "UTF-8"), format!("\u{feff}{}", text.replace("LABEL", "UTF-8")));
    let of_latin = text.replace("LABEL", "ISO8859_1");
    for (before, after) in [
        (utf8.clone().into_bytes(), expected(&utf8).into_bytes()),
        (marked.clone().into_bytes(), expected(&marked).into_bytes()),
        (latin(&of_latin), latin(&expected(&of_latin))),
        (wide(text, u16::to_le_bytes), wide(&expected(text), u16::to_le_bytes)),
        (wide(text, u16::to_be_bytes), wide(&expected(text), u16::to_be_bytes)),
    ] {
        let desk = Desk::empty();
        desk.write("a.bib", &before);
        let ran = desk.run(&["init", "a.bib", "--top", "1"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(desk.read("a.bib"), after, "{}", String::from_utf8_lossy(&desk.read("a.bib")));
    }
}

#[test]
fn a_file_that_is_not_all_text_stays_as_it_is() {
    let desk = Desk::empty();
    let bytes = [b"@book{a, title = {\xc3\xa4\xc3\xb6\xc3\xbc\xc3\xa4\xc3\xb6\xc3\xbc\xc3\xa4\xc3\xb6\xc3\xbc\xc3\xa4 ".as_slice(), b"\xff}}"].concat();
    desk.write("a.bib", &bytes);
    let ran = desk.run(&["init", "a.bib", "--top", "1"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("some of its bytes are no text"), "{}", ran.err);
    assert_eq!(desk.read("a.bib"), bytes);
    assert_eq!(desk.list("."), ["a.bib"]);
}

#[test]
fn settings_are_never_overwritten() {
    let desk = Desk::with_debates();
    let before = desk.read("dissensus.toml");
    let ran = desk.run(&["init", "bib/hedging.bib"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    desk.write("other.bib", "@book{a, title = {A}}");
    let ran = desk.run(&["init", "other.bib", "--top", "3"]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("it does not read other.bib; add it to its sources"), "{}", ran.err);
    assert_eq!(desk.read("dissensus.toml"), before);
}

#[test]
fn what_is_no_bibtex_cannot_be_annotated_and_says_so() {
    let desk = Desk::empty();
    desk.write("a.ris", "TY  - JOUR\nTI  - A\nER  - \n");
    let ran = desk.run(&["init", "a.ris", "--top", "3"]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("a.ris: 1 work chosen, but it is no BibTeX"), "{}", ran.err);
    assert!(desk.run(&["init", "-"]).err.contains("standard input"));
    assert!(desk.run(&["init", "a.ris", "--top", "3", "--by", "h-index"]).err.contains("--by h-index"));
}

/// Every setting that is off, switched on.
fn switched_on(settings: &str) -> String {
    let is_setting = |line: &&str| {
        let name = line.strip_prefix("# ").and_then(|line| line.split_once(" = ")).map(|(name, _)| name);
        name.is_some_and(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
    };
    // The relation is an example, and sizes have no one default.
    let is_default = |line: &&str| {
        !["name", "label", "inverse", "sign", "line"]
            .iter()
            .any(|name| line.starts_with(&format!("# {name} = ")))
            && !line.contains("-size = ")
    };
    let lines = settings.lines().map(|line| {
        if is_setting(&line) && is_default(&line) { line.trim_start_matches("# ") } else { line }
    });
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn the_settings_are_read_and_every_line_of_them_is_what_holds_without_it() {
    let desk = Desk::empty();
    desk.write("a b'\".bib", crate::repository::text("bib/soft-balancing.bib"));
    let ran = desk.run(&["init", "a b'\".bib"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, "dissensus: wrote dissensus.toml\n"));
    let settings = String::from_utf8(desk.read("dissensus.toml")).unwrap();
    let map = |config: &str, out: &str| {
        let ran = desk.run(&["map", "--config", config, "-o", out]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        // The command is a part of the figure.
        String::from_utf8(desk.read(out)).unwrap().replace(config, "x.toml").replace(out, "x.dot")
    };
    desk.write("plain.toml", "sources = [\"a b'\\\".bib\"]\n");
    let on = switched_on(&settings);
    assert_eq!(on.matches("\n# ").count() + 8, settings.matches("\n# ").count(), "{on}");
    desk.write("on.toml", &on);
    let plain = map("plain.toml", "plain.dot");
    assert_eq!(map("dissensus.toml", "set.dot"), plain);
    assert_eq!(map("on.toml", "on.dot"), plain);
    // Each of them is read: another value is another figure, or a mistake that is told.
    for (setting, other) in [
        ("style = \"print\"", "style = \"slides\""),
        ("width = \"174mm\"", "width = \"90mm\""),
        ("height = \"234mm\"", "height = \"90mm\""),
        ("direction = \"down\"", "direction = \"across\""),
        ("palette = \"okabe-ito\"", "palette = \"grey\""),
        ("transparent = false", "transparent = true"),
    ] {
        assert!(on.contains(setting), "{setting}");
        desk.write("on.toml", on.replace(setting, other));
        assert_ne!(map("on.toml", "on.dot"), plain, "{other}");
    }
    desk.write(
        "on.toml",
        on.replace("thin-above = 150", "thin-above = 10").replace("thin-to = 60", "thin-to = 7"),
    );
    assert!(map("on.toml", "on.dot").contains("7 of 40 works"), "the number is told");
    desk.write("on.toml", on.replace("thin-to = 60", "thin-to = 0"));
    let ran = desk.run(&["map", "--config", "on.toml", "-o", "x.dot"]);
    assert!(ran.err.contains("write a number from 1 on"), "{}", ran.err);
}

#[test]
fn facets_of_the_settings_are_facets_of_every_debate() {
    let desk = Desk::empty();
    desk.write("a.bib", "@book{a, title = {A}, region = {Africa}}\n");
    desk.write("dissensus.toml", "sources = [\"a.bib\"]\nfacets = [\"Region\"]\n");
    let ran = desk.run(&["facets", "--where", "region=Africa", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("\"a\""), "{}", ran.out);
    for facet in ["title", "disputes", "two words", ""] {
        desk.write("dissensus.toml", format!("sources = [\"a.bib\"]\nfacets = [\"{facet}\"]\n"));
        let ran = desk.run(&["facets"]);
        assert!(ran.code == 2 && ran.err.contains("cannot be a facet"), "{facet}: {}", ran.err);
    }
}

/// Beginnings and ends of entries between which fields are put.
const ENTRIES: [&str; 16] = [
    "@book{w1, title = {W}, year = 1999}\n",
    "@book{w1, title = {W}, year = 1999,}\n",
    "@book{w2,title={W},year=1999\n\t,}\r\n",
    "@misc{,}\n",
    "@misc{}\n",
    "@misc()\n",
    "@misc{w3}\n",
    "@misc{w3,\n}\n",
    "@misc{w3, note = \"x\" # jan, % it\n}\n",
    "@misc{w3, note = {x} % it\n}\n",
    "@misc{w3, month = jan}\n",
    "@misc{w3, title = {x}, foo}\n",
    "@misc{w3, foo, bar =, }\n",
    "@misc(w4, title = {a )}, year = 3)\n",
    "@misc{w5 title = {a} year = 3 # }\n",
    "@book{w6,\n   title       = {a},\n   Position    = {}\n}\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn empty_fields_change_nothing(chosen in proptest::collection::vec(0..ENTRIES.len(), 0..8)) {
        annotated(&chosen.iter().map(|&entry| ENTRIES[entry]).collect::<String>());
    }
}

#[test]
fn a_file_that_is_read_only_is_left_alone() {
    let desk = Desk::empty();
    desk.write("a.bib", "@book{a, title = {A}, year = 2000}\n");
    let mut closed = std::fs::metadata(desk.path("a.bib")).unwrap().permissions();
    closed.set_readonly(true);
    std::fs::set_permissions(desk.path("a.bib"), closed).unwrap();
    for arguments in
        [&["init", "a.bib", "--top", "1"][..], &["export", "--to", "bibtex", "a.bib", "-o", "a.bib"]]
    {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains("a.bib is read-only and stays as it is"), "{}", ran.err);
        assert_eq!(desk.read("a.bib"), b"@book{a, title = {A}, year = 2000}\n");
    }
    assert_eq!(desk.list("."), ["a.bib"], "settings without what they are for");
}
