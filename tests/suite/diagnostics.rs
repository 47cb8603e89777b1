//! Every mistake that `check` knows: where it is told, in which words, with which hint, and what it spares.

mod mistakes;

use std::collections::BTreeSet;

use dissensus::diagnostic::Rule;
use dissensus::diagnostic::Severity;
use dissensus::import::LoadOptions;

use crate::reading::Reading;
use crate::reading::files;
use crate::reading::input;
use crate::reading::library;
use crate::reading::read;
use crate::reading::run;
use mistakes::MISTAKES;
use mistakes::Mistake;

/// The neighbours that every mistake must spare.
const NEIGHBOURS: &str = "\n@book{good2001, title = {Good}, year = 2001, cites = {fine1999}}\n\
                          @book{fine1999, title = {Fine}, year = 1999}\n";

/// Rules that no text of a bearable size breaks. Their own module tests them with a lower limit.
const OUT_OF_REACH: &[Rule] = &[Rule::FileTooLarge];

/// What ends the program with 1; everything else warns.
const ERRORS: &[Rule] = &[
    Rule::UnknownFormat,
    Rule::SyntaxError,
    Rule::BadRecord,
    Rule::UnclosedEntry,
    Rule::DuplicateKey,
    Rule::MacroTooLong,
    Rule::FileTooLarge,
    Rule::BadAnnotation,
    Rule::UnknownRelation,
    Rule::DanglingTarget,
    Rule::UndeclaredPosition,
    Rule::PositionWithoutDebate,
    Rule::PositionCycle,
    Rule::UndeclaredDebate,
    Rule::SelfResponse,
    Rule::OverlayWithoutWork,
    Rule::BadCorrection,
    Rule::StaleCorrection,
    Rule::ContradictoryCorrection,
];

/// The text without its mark, and the line and column of the mark.
fn unmarked(text: &str) -> (String, (u32, u32)) {
    let at = text.find('▸').unwrap_or_else(|| panic!("no ▸ in {text}"));
    let line = text[..at].matches('\n').count() + 1;
    let column = text[..at].rsplit('\n').next().unwrap().chars().count() + 1;
    (text.replace('▸', ""), (line.try_into().unwrap(), column.try_into().unwrap()))
}

fn read_mistake(mistake: &Mistake) -> (Reading, (u32, u32)) {
    let (text, place) = unmarked(mistake.text);
    // These stand in a file of their own.
    if mistake.rule >= Rule::BadCorrection {
        let corrections = Some(input("corrections.txt", text));
        let options = LoadOptions { corrections, ..LoadOptions::default() };
        return (read(vec![input("library.bib", NEIGHBOURS)], options), place);
    }
    let text = text + NEIGHBOURS;
    let bytes = match mistake.rule {
        // One byte a letter, which is ISO 8859-1.
        Rule::EncodingGuessed => text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect(),
        _ => text.into_bytes(),
    };
    (read(vec![input("library.bib", bytes)], LoadOptions::default()), place)
}

fn assert_neighbours_survive(reading: &Reading) {
    let corpus = &reading.corpus;
    for (key, year) in [("good2001", 2001), ("fine1999", 1999)] {
        let work = corpus.work(reading.work(key));
        assert_eq!(work.year(), Some(year), "{key}: {:?}", reading.findings());
        assert!(corpus.title(reading.work(key)).is_some());
    }
    assert!(reading.citations().contains(&"good2001 fine1999".to_owned()), "{:?}", reading.findings());
}

#[test]
fn every_mistake_is_told_at_its_place_with_a_hint_and_spares_its_neighbours() {
    let mut wrong = Vec::new();
    for mistake in MISTAKES {
        let (reading, place) = read_mistake(mistake);
        let told: Vec<_> = reading.found.iter().filter(|found| found.rule == mistake.rule).collect();
        let [one] = told.as_slice() else {
            wrong.push(format!(
                "{} times {} in\n{}\n{:#?}",
                told.len(),
                mistake.rule,
                mistake.text,
                reading.findings()
            ));
            continue;
        };
        let hint = one.hint.as_deref().unwrap_or_default();
        let fits = mistake.words.iter().all(|word| one.message.contains(word))
            && hint.contains(mistake.hint)
            && reading.place(one) == place;
        if !fits {
            wrong.push(format!(
                "{}: expected {place:?} {:?} | {}\n{:#?}",
                mistake.text,
                mistake.words,
                mistake.hint,
                reading.findings()
            ));
        }
        let others: Vec<Rule> = reading.rules().into_iter().filter(|rule| *rule != mistake.rule).collect();
        if !others.is_empty() {
            wrong.push(format!("{}\nalso tells {others:?}\n{:#?}", mistake.text, reading.findings()));
        }
        assert_neighbours_survive(&reading);
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), MISTAKES.len(), wrong.join("\n"));
}

#[test]
fn every_rule_is_provoked_by_some_text() {
    let mut provoked: BTreeSet<Rule> =
        MISTAKES.iter().flat_map(|mistake| read_mistake(mistake).0.rules()).collect();
    provoked.extend(undecodable().rules());
    provoked.extend(library("Dear reader, write to art@example.org.\n").rules());
    provoked.extend(library("TY  - JOUR\nAU  - Art, R. J.\nER  - \nER  - \n").rules());
    let missing: Vec<_> =
        Rule::ALL.iter().filter(|rule| !provoked.contains(rule) && !OUT_OF_REACH.contains(rule)).collect();
    assert!(missing.is_empty(), "no text breaks {missing:?}");
}

#[test]
fn a_rule_is_a_name_in_words_with_the_severity_that_its_consequences_ask_for() {
    let mut names = BTreeSet::new();
    for &rule in Rule::ALL {
        let name = rule.name();
        assert!(names.insert(name), "{name} twice");
        assert!(
            name.split('-').all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase())),
            "{name}"
        );
        assert_eq!(name, rule.to_string());
        assert!(rule.summary().ends_with('.') && rule.summary().len() > 20, "{name}");
        let severity = if ERRORS.contains(&rule) { Severity::Error } else { Severity::Warning };
        assert_eq!(rule.severity(), severity, "{name}");
        let camel: String = name.split('-').map(|word| word[..1].to_uppercase() + &word[1..]).collect();
        assert_eq!(camel, format!("{rule:?}"));
    }
}

const UMLAUTS: &str = "Müller, Jörg, über größere Bäume für Österreich, Zürich, Köln, Würzburg ";

fn undecodable() -> Reading {
    let mut bytes = "@misc{a, title = {".as_bytes().to_vec();
    bytes.extend(UMLAUTS.as_bytes());
    bytes.push(0xFF);
    bytes.extend("}}".as_bytes());
    bytes.extend(NEIGHBOURS.as_bytes());
    read(vec![input("library.bib", bytes)], LoadOptions::default())
}

#[test]
fn bytes_that_are_no_text_are_told_and_the_rest_is_read() {
    let reading = undecodable();
    let column = u32::try_from("@misc{a, title = {".len() + UMLAUTS.chars().count() + 1).unwrap();
    assert_eq!(reading.rules(), [Rule::UndecodableText]);
    assert_eq!(reading.found[0].rule.severity(), Severity::Warning);
    assert!(reading.found[0].hint.as_deref().unwrap().contains("--encoding"));
    assert_eq!(reading.place(&reading.found[0]), (1, column), "{:?}", reading.findings());
    let title = reading.corpus.title(reading.work("a")).unwrap();
    assert!(title.starts_with(UMLAUTS.trim()), "{title}");
    assert_neighbours_survive(&reading);
}

#[test]
fn a_guessed_encoding_keeps_its_letters() {
    let (reading, _) =
        read_mistake(MISTAKES.iter().find(|mistake| mistake.rule == Rule::EncodingGuessed).unwrap());
    let work = reading.corpus.work(reading.work("a"));
    assert_eq!(reading.corpus.title(reading.work("a")).as_deref(), Some("Über grüne Bäume"));
    assert_eq!(reading.corpus.person(work.persons[0]).name.full(), "Müller, Jörg");
}

/// What the brief of the program promises: all of them in one run.
const EVERYTHING: &str = "\
@debate{d, title = {Q}, facets = {region}}
@debate{e, title = {R}}
@position{pro, title = {P}, debate = {d}}
@position{stray, title = {S}}
@claim{used, title = {U}, debate = {d}}
@claim{idle, title = {I}, debate = {d}}
@book{one2000, title = {One}, year = 2000, position = {pro}, asserts = {used}}
@book{two2005, title = {Two}, year = 2005, position = {pro}, supports = {one2000 [on=x]}, disputes = {one2000 [on=x]}}
@book{one2000, title = {One again}, year = 2000}
@book{, title = {No key}, year = 2001}
@book{broken, title = several words}
@book{three2006, title = {Three}, year = 2006, position = {prp}, disputs = {one2000}, keywords = {dz:suports=one2000}}
@response{r, from = {two2005}, relation = {refuses}, to = {one2000}}
@book{four2007, title = {Four}, year = 2007, position = {pro}, refutes = {nowhere1990}, extends = {four2007}}
@book{five1999, title = {Five}, year = 1999, position = {pro}, critiques = {two2005}}
@book{six2008, title = {Six}, year = 2008, disputes = {two2005}}
";

#[test]
fn all_mistakes_of_a_file_are_found_in_one_run() {
    let reading = library(EVERYTHING);
    let told: Vec<(Rule, u32)> = {
        let mut told: Vec<_> =
            reading.found.iter().map(|found| (found.rule, reading.place(found).0)).collect();
        told.sort_by_key(|(rule, line)| (*line, *rule));
        told
    };
    let expected = [
        (Rule::PositionWithoutDebate, 4),
        (Rule::UnusedClaim, 6),
        (Rule::ContradictorySigns, 8),
        (Rule::DuplicateKey, 9),
        (Rule::MissingKey, 10),
        (Rule::SyntaxError, 11),
        (Rule::UnknownRelation, 12),
        (Rule::UnknownRelation, 12),
        (Rule::UndeclaredPosition, 12),
        (Rule::UnknownRelation, 13),
        (Rule::DanglingTarget, 14),
        (Rule::SelfResponse, 14),
        (Rule::ResponseToLaterWork, 15),
        (Rule::WorkWithoutPosition, 16),
    ];
    assert_eq!(told, expected, "{:#?}", reading.findings());
    // What is sound in the same lines is read.
    assert_eq!(
        reading.responses(),
        [
            "five1999 critiques two2005",
            "six2008 disputes two2005",
            "two2005 disputes one2000 on=x",
            "two2005 supports one2000 on=x",
        ]
    );
    let counts = reading.corpus.file_counts()[0];
    assert_eq!(
        (counts.works, counts.overlays, counts.declarations, counts.rejected),
        (8, 0, 6, 2),
        "{counts:?}"
    );
}

#[test]
fn check_prints_every_mistake_with_file_line_column_and_hint_and_exits_with_1() {
    let files = [("all.bib", EVERYTHING)];
    let (code, text, _) = run(&files, &["check", "--format", "json", "all.bib"]);
    assert_eq!(code, Some(1));
    let answer: serde_json::Value = serde_json::from_str(&text).unwrap();
    let rows = answer["diagnostics"].as_array().unwrap();
    let reading = crate::reading::files(&files);
    assert_eq!(rows.len(), reading.found.len());
    for (row, found) in rows.iter().zip(&reading.found) {
        let (line, column) = reading.place(found);
        assert_eq!(row["name"], found.rule.name());
        assert_eq!(row["severity"], found.severity().to_string());
        assert_eq!((row["line"].as_u64(), row["column"].as_u64()), (Some(line.into()), Some(column.into())));
        assert_eq!(
            (row["message"].as_str(), row["hint"].as_str()),
            (Some(found.message.as_str()), found.hint.as_deref())
        );
        assert_eq!(row["file"], "all.bib");
    }
    let (_, text, _) = run(&files, &["check", "all.bib"]);
    for found in &reading.found {
        let (line, column) = reading.place(found);
        assert!(text.contains(&format!("[{}]", found.rule)), "{}\n{text}", found.rule);
        assert!(text.contains(&format!("all.bib:{line}:{column}")), "{line}:{column}\n{text}");
        assert!(text.contains(found.hint.as_deref().unwrap()), "{:?}\n{text}", found.hint);
    }
}

#[test]
fn a_file_without_mistakes_is_told_none_and_exits_with_0() {
    assert_eq!(library(NEIGHBOURS).rules(), []);
    let (code, text, _) = run(&[("sound.bib", NEIGHBOURS)], &["check", "sound.bib"]);
    assert_eq!(code, Some(0));
    assert!(text.contains("0 errors, 0 warnings"), "{text}");
}

/// A field that has no meaning on a declaration is lost, and that must be said.
#[test]
fn an_annotation_out_of_place_on_a_declaration_is_told() {
    let head = "@debate{d, title = {Q}}\n@position{p, title = {P}}\n@misc{a, title = {A}, position = {p}, asserts = {c}}\n";
    for (entry, field) in [
        ("@claim{c, title = {C}, position = {p}}", "position"),
        ("@claim{c, title = {C}, case = {x}}", "case"),
        ("@claim{c, title = {C}, cites = {a}}", "cites"),
        ("@claim{c, title = {C}, parent = {p}}", "parent"),
        ("@claim{c, title = {C}}\n@position{q, title = {P}, position = {p}}", "position"),
        ("@claim{c, title = {C}}\n@debate{e, title = {R}, opposes = {d}}", "opposes"),
    ] {
        let text = format!("{head}{entry}\n");
        let reading = library(&text);
        let at = u32::try_from(text.rfind(&format!(", {field} =")).unwrap() + 2).unwrap();
        let told = reading.found.iter().any(|found| found.span.start == at && found.message.contains(field));
        assert!(told, "{entry}: {:?}", reading.findings());
    }
}

#[test]
fn a_work_may_respond_to_one_of_its_own_year_but_not_of_the_next() {
    let rules = |year: &str, item: &str| {
        library(&format!("@misc{{a, title = {{b}}, {year} disputes = {{fine1999{item}}}}}{NEIGHBOURS}"))
            .rules()
    };
    assert_eq!(rules("year = 1999,", ""), []);
    assert_eq!(rules("year = 1998,", ""), [Rule::ResponseToLaterWork]);
    assert_eq!(rules("year = 1998,", " [date=2000]"), []);
    assert_eq!(rules("", ""), []);
}

/// Another point, another speaker or another claim is another matter.
#[test]
fn signs_contradict_each_other_only_on_one_point_of_one_source() {
    let rules = |supports: &str, disputes: &str| {
        let text = format!(
            "@misc{{a, title = {{b}}, supports = {{fine1999 [{supports}]}}, disputes = {{fine1999 [{disputes}]}}}}{NEIGHBOURS}"
        );
        library(&text).rules()
    };
    assert_eq!(rules("", ""), [Rule::ContradictorySigns]);
    assert_eq!(rules("p. 1", "p. 2"), [Rule::ContradictorySigns]);
    assert_eq!(rules("by=a", ""), [Rule::ContradictorySigns]);
    assert_eq!(rules("on=x", "on=y"), []);
    assert_eq!(rules("on=x", ""), []);
    assert_eq!(rules("by=good2001", ""), []);
    let mixed = format!(
        "@misc{{a, title = {{b}}, qualifies = {{fine1999}}, disputes = {{fine1999}}, reviews = {{fine1999}}}}{NEIGHBOURS}"
    );
    assert_eq!(library(&mixed).rules(), []);
}

#[test]
fn mistakes_stand_at_their_own_file() {
    let reading = files(&[
        ("b.bib", "@book{good, title = {Good}, year = 2001}\n\n@book{x, title = {X}, year = {never}}"),
        ("a.bib", "@book{y, title = {Y}, year = 2002, disputes = {gone}}"),
    ]);
    let places: Vec<String> =
        reading.findings().iter().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(places, ["dangling-target a.bib:1:48", "bad-date b.bib:3:31"]);
}
