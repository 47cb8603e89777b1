//! Every mistake that `check` knows: where it is told, in which words, with which hint, and what it spares.

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

/// A text with one mistake. `▸` marks the place that is told and is no part of the text.
struct Mistake {
    rule: Rule,
    text: &'static str,
    /// What the message must say.
    words: &'static [&'static str],
    /// What the hint must say; empty where there is none.
    hint: &'static str,
}

const fn mistake(
    rule: Rule,
    text: &'static str,
    words: &'static [&'static str],
    hint: &'static str,
) -> Mistake {
    Mistake { rule, text, words, hint }
}

/// The neighbours that every mistake must spare.
const NEIGHBOURS: &str = "\n@book{good2001, title = {Good}, year = 2001, cites = {fine1999}}\n\
                          @book{fine1999, title = {Fine}, year = 1999}\n";

/// Rules that no text of a bearable size breaks. Their own module tests them with a lower limit.
const OUT_OF_REACH: &[Rule] = &[Rule::FileTooLarge];

/// What ends the program with 1; everything else warns.
const ERRORS: &[Rule] = &[
    Rule::UnknownFormat,
    Rule::SyntaxError,
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
];

const MISTAKES: &[Mistake] = &[
    mistake(
        Rule::SyntaxError,
        "@misc{a, title = some ▸words}",
        &["expected `,`", "`words`"],
        "a comma between two fields",
    ),
    mistake(Rule::SyntaxError, "@misc{a, ▸= {b}}", &["expected the name of a field"], "`name = {value},`"),
    mistake(Rule::SyntaxError, "▸@article a, title = {b}", &["expected `{`", "@article"], "@article{key, …}"),
    mistake(
        Rule::SyntaxError,
        "@claim{▸, title = {b}}",
        &["this @claim has no key"],
        "@claim{key, title = {…}}",
    ),
    mistake(
        Rule::SyntaxError,
        "▸@response{r, from = {good2001}, to = {fine1999}}",
        &["this @response has no `relation`"],
        "relation = {disputes}",
    ),
    mistake(
        Rule::SyntaxError,
        "▸@response{r, relation = {disputes}, to = {fine1999}}",
        &["no `from`"],
        "from = {…}",
    ),
    mistake(
        Rule::SyntaxError,
        "▸@response{r, from = {fine1999}, relation = {disputes}}",
        &["no `to`"],
        "to = {…}",
    ),
    mistake(
        Rule::MendedSyntax,
        "@misc{a, title = {b},▸, year = 2000}",
        &["a comma that parts nothing"],
        "remove it",
    ),
    mistake(
        Rule::MendedSyntax,
        "@misc{a, title = {b}▸\n year = 2000}",
        &["expected `,` between two fields"],
        "write a comma here",
    ),
    mistake(
        Rule::MendedSyntax,
        "@misc{a, ▸abstract = , title = {b}}",
        &["abstract", "no value"],
        "write `{}` after `=`",
    ),
    mistake(
        Rule::UnclosedEntry,
        "▸@misc{a, title = {b}",
        &["the entry `a`", "never closed"],
        "close every brace and quote",
    ),
    mistake(
        Rule::UnclosedEntry,
        "▸@misc{a, title = {b, year = 2000}",
        &["the entry `a`", "never closed"],
        "write `}` before the next entry",
    ),
    mistake(Rule::MissingKey, "@misc{▸, title = {b}}", &["this @misc has no key"], "@misc{surname2005,"),
    mistake(
        Rule::DuplicateKey,
        "@misc{a, title = {b}}\n@book{▸a, title = {c}}",
        &["a second entry has the key `a`", "after library.bib:1:", "refs mean the first"],
        "give it a key of its own (`ab`), or, to make it an overlay, take out `title` and",
    ),
    mistake(
        Rule::DuplicateKey,
        "% first\n@misc{a, title = {b}}\n@book{▸a, cites = {fine1999}, groups = {mine}, note = {really?}, year = 2000}",
        &["after library.bib:2:"],
        "take out `note` and",
    ),
    mistake(
        Rule::DuplicateKey,
        "@debate{d, title = {Q}}\n@claim{c, title = {C}}\n@claim{▸c, title = {C again}}\n@misc{a, title = {b}, asserts = {c}}",
        &["`c` is declared twice", "the first, at library.bib:2, is kept"],
        "join the two",
    ),
    mistake(
        Rule::DuplicateKey,
        "@debate{d, title = {Q}}\n@debate{▸d, title = {R}}",
        &["`d` is declared twice", "the first, at library.bib:1, is kept"],
        "join the two",
    ),
    mistake(
        Rule::UndefinedMacro,
        "@misc{a, title = ▸unheard}",
        &["abbreviation `unheard`", "no earlier `@string`"],
        "write {unheard}",
    ),
    mistake(
        Rule::MacroTooLong,
        "@string{m0 = {0123456789012345678901234567890123456789012345678901234567890123}}
@string{m1 = m0 # m0 # m0 # m0 # m0 # m0 # m0 # m0}
@string{m2 = m1 # m1 # m1 # m1 # m1 # m1 # m1 # m1}
@string{m3 = m2 # m2 # m2 # m2 # m2 # m2 # m2 # m2}
@string{m4 = m3 # m3 # m3 # m3 # m3 # m3 # m3 # m3}
@string{m5 = m4 # m4 # m4 # m4 # m4 # m4 # m4 # m4}
@misc{a, title = ▸m5}",
        &["`m5` expands to", "left empty"],
        "write the value out",
    ),
    mistake(
        Rule::EncodingGuessed,
        "▸@misc{a, author = {M\u{fc}ller, J\u{f6}rg}, title = {\u{dc}ber gr\u{fc}ne B\u{e4}ume}}",
        &["not utf-8"],
        "--encoding",
    ),
    mistake(Rule::BadDate, "@misc{a, title = {b}, year = {▸soonish}}", &["soonish"], "write a year (2005)"),
    mistake(
        Rule::BadDate,
        "@misc{a, title = {b}, date = {▸2005-13-45}}",
        &["2005-13-45"],
        "a day (2005-03-20)",
    ),
    mistake(
        Rule::BadDate,
        "@debate{d, title = {Q}}\n@event{e, title = {b}, date = {▸whenever}}",
        &["whenever"],
        "2005",
    ),
    mistake(
        Rule::BadAnnotation,
        "@misc{a, title = {b}, disputes = {▸[p. 1]}}",
        &["no key before `[`"],
        "write the key first",
    ),
    mistake(
        Rule::BadAnnotation,
        "@misc{a, title = {b}, disputes = {fine1999 ▸[p. 1}}",
        &["`[` is never closed"],
        "close the items with `]`",
    ),
    mistake(
        Rule::BadAnnotation,
        "@misc{a, title = {b}, disputes = {fine1999 [p. 1]▸ good2001}}",
        &["`good2001` stands between"],
        "divide refs by commas",
    ),
    mistake(
        Rule::BadAnnotation,
        "@misc{a, title = {b}, disputes = {▸fine1999 p. 1}}",
        &["`fine1999 p. 1` is not one key"],
        "fine1999 [p. 1]",
    ),
    mistake(
        Rule::BadAnnotation,
        "@misc{a, title = {b}, disputes = {▸fine1999 good2001}}",
        &["is not one key"],
        "divide keys by commas",
    ),
    mistake(
        Rule::BadAnnotation,
        "@misc{a, title = {b}, disputes = {fine1999 [▸on=]}}",
        &["`on=` has no value"],
        "write on=…",
    ),
    mistake(
        Rule::BadAnnotation,
        "@misc{a, title = {b}, disputes = {fine1999 [confidence=▸sure]}}",
        &["`sure` is no degree of confidence"],
        "high, medium or low",
    ),
    mistake(
        Rule::BadAnnotation,
        "@misc{a, title = {b}, keywords = {war, ▸dz:disputes}}",
        &["`dz:disputes` has no `=`"],
        "dz:relation=key",
    ),
    mistake(
        Rule::UnknownItem,
        "@debate{d, title = {Q}, facets = {region}}\n@misc{a, title = {b}, case = {x [▸regoin=Africa]}}",
        &["`regoin`", "nor a facet"],
        "did you mean `region`?",
    ),
    mistake(
        Rule::UnknownItem,
        "@misc{a, title = {b}, disputes = {fine1999 [▸weather=fine]}}",
        &["`weather`"],
        "facets = {…, weather}",
    ),
    mistake(
        Rule::UnknownItem,
        "@debate{d, title = {Q}}\n@claim{c, title = {C}, qualifies = {fine1999 [▸confidnce=low]}}\n@misc{a, title = {b}, asserts = {c}}",
        &["`confidnce`"],
        "did you mean `confidence`?",
    ),
    mistake(
        Rule::UnknownItem,
        "@debate{d, title = {Q}}\n@position{p, title = {P}, disputes = {fine1999 [▸quot={so}]}}",
        &["`quot`"],
        "did you mean `quote`?",
    ),
    mistake(
        Rule::UnknownRelation,
        "@misc{a, title = {b}, ▸disputs = {fine1999}}",
        &["`disputs` is no relation"],
        "did you mean `disputes`?",
    ),
    mistake(
        Rule::UnknownRelation,
        "@response{r, from = {good2001}, relation = {▸suports}, to = {fine1999}}",
        &["`suports` is no relation"],
        "did you mean `supports`?",
    ),
    mistake(
        Rule::UnknownRelation,
        "@misc{a, title = {b}, keywords = {dz:▸disputs=fine1999}}",
        &["`disputs`"],
        "did you mean `disputes`?",
    ),
    mistake(
        Rule::UnknownRelation,
        "@misc{a, title = {b}, keywords = {dz:▸xyzzy=fine1999}}",
        &["`xyzzy`"],
        "a relation such as disputes",
    ),
    mistake(
        Rule::UnknownRelation,
        "@debate{d, title = {Q}}\n@claim{c, title = {C}, ▸suports = {fine1999}}\n@misc{a, title = {b}, asserts = {c}}",
        &["`suports` is no field of a @claim"],
        "did you mean `supports`?",
    ),
    mistake(
        Rule::DanglingTarget,
        "@misc{a, title = {b}, disputes = {▸fine1998 [p. 3]}}",
        &["no work, position or claim", "`fine1998`"],
        "did you mean `fine1999`?",
    ),
    mistake(
        Rule::DanglingTarget,
        "@misc{a, title = {b}, disputes = {▸elsewhere}}",
        &["`elsewhere`"],
        "add the entry: @misc{elsewhere",
    ),
    mistake(
        Rule::DanglingTarget,
        "@misc{a, title = {b}, asserts = {▸nonsense}}",
        &["no claim", "`nonsense`"],
        "@claim{nonsense, title = {…}}",
    ),
    mistake(
        Rule::DanglingTarget,
        "@misc{a, title = {b}, disputes = {fine1999 [via=▸nonsense]}}",
        &["no claim", "`nonsense`"],
        "@claim{nonsense",
    ),
    mistake(
        Rule::DanglingTarget,
        "@response{r, from = {▸elsewhere}, relation = {disputes}, to = {fine1999}}",
        &["`elsewhere`"],
        "@misc{elsewhere",
    ),
    mistake(
        Rule::DanglingCitation,
        "@misc{a, title = {b}, cites = {good2001, ▸fine1998}}",
        &["`fine1998`"],
        "`fine1999`",
    ),
    mistake(
        Rule::UnknownEntryType,
        "@▸postion{p, title = {P}}",
        &["`@postion` is taken for a work"],
        "`@position`",
    ),
    mistake(
        Rule::OddName,
        "@misc{a, author = {Art, R. J.▸; Pape, R. A.}, title = {b}}",
        &["semicolons", "split"],
        "` and `",
    ),
    mistake(
        Rule::MisplacedField,
        "@debate{d, title = {Q}}\n@claim{c, title = {C}, ▸cites = {fine1999}}\n@misc{a, title = {b}, position = {p}, asserts = {c}}\n@position{p, title = {P}}",
        &["`cites` has no meaning on a @claim"],
        "put it on a work",
    ),
    mistake(
        Rule::UnknownSpeaker,
        "@misc{a, title = {b}, disputes = {fine1999 [by=▸good2002 ¶3]}}",
        &["`good2002`", "no work of the corpus"],
        "did you mean `good2001`?",
    ),
    mistake(
        Rule::AmbiguousKey,
        "@debate{d, title = {Q}}\n@claim{fine1999, title = {C}}\n@misc{a, title = {b}, disputes = {▸fine1999}, asserts = {fine1999}, position = {p}}\n@position{p, title = {P}}",
        &["`fine1999`", "work", "claim", "read as the first"],
        "write debate:key",
    ),
    mistake(
        Rule::UndeclaredPosition,
        "@debate{d, title = {Q}}\n@position{pro, title = {P}}\n@misc{a, title = {b}, position = {▸prp}}",
        &["no position", "`prp`"],
        "did you mean `pro`?",
    ),
    mistake(
        Rule::UndeclaredPosition,
        "@misc{a, title = {b}, position = {▸pro}}",
        &["`pro`"],
        "@position{pro, debate = {…}",
    ),
    mistake(
        Rule::UndeclaredPosition,
        "@debate{d, title = {Q}}\n@position{pro, title = {P}, parent = {▸root}}",
        &["`root`"],
        "@position{root",
    ),
    mistake(
        Rule::UndeclaredPosition,
        "@debate{d, title = {Q}}\n@position{pro, title = {P}, opposes = {▸anti}}",
        &["`anti`"],
        "@position{anti",
    ),
    mistake(
        Rule::PositionWithoutDebate,
        "@position{▸pro, title = {P}}",
        &["`pro` belongs to no debate"],
        "@debate{…, title = {…}}",
    ),
    mistake(
        Rule::PositionWithoutDebate,
        "@debate{d, title = {Q}}\n@debate{e, title = {R}}\n@position{▸pro, title = {P}}",
        &["`pro` belongs to no debate"],
        "debate = {…}",
    ),
    mistake(
        Rule::PositionCycle,
        "@debate{d, title = {Q}}\n@position{▸one, title = {P}, debate = {d}, parent = {two}}\n@position{two, title = {P}, debate = {d}, parent = {one}}",
        &["`one` is its own ancestor"],
        "out of the circle",
    ),
    mistake(
        Rule::UndeclaredDebate,
        "@debate{sb, title = {Q}}\n@position{pro, title = {P}, debate = {▸sbb}}",
        &["the debate `sbb`"],
        "did you mean `sb`?",
    ),
    mistake(
        Rule::UndeclaredDebate,
        "@position{pro, title = {P}, debate = {▸elsewhere}}",
        &["the debate `elsewhere`"],
        "@debate{elsewhere, title = {…}}",
    ),
    mistake(
        Rule::SelfResponse,
        "@misc{a, title = {b}, disputes = {▸a}}",
        &["`a` disputes itself"],
        "name the one that it responds to",
    ),
    mistake(
        Rule::SelfResponse,
        "@debate{d, title = {Q}}\n@claim{c, title = {C}, contraryof = {▸c}}\n@misc{a, title = {b}, asserts = {c}}",
        &["`c`", "itself"],
        "name the one",
    ),
    mistake(
        Rule::ResponseToLaterWork,
        "@misc{a, title = {b}, year = 1990, disputes = {▸fine1999 [p. 1]}}",
        &["a of 1990 disputes fine1999 of 1999"],
        "[date=2006]",
    ),
    mistake(
        Rule::ContradictorySigns,
        "@misc{a, title = {b}, supports = {fine1999 [on=theory]},\n  disputes = {good2001, ▸fine1999 [on=theory; p. 3]}}",
        &["a disputes fine1999 on theory", "supports it"],
        "or write qualifies",
    ),
    mistake(
        Rule::AssertedAndDenied,
        "@debate{d, title = {Q}}\n@claim{c, title = {C}}\n@misc{a, title = {b}, asserts = {c}, denies = {▸c [p. 1]}}",
        &["a both asserts and denies c"],
        "divide the claim",
    ),
    mistake(
        Rule::UnusedClaim,
        "@debate{d, title = {Q}}\n▸@claim{c, title = {C}}",
        &["nobody asserts or denies `c`"],
        "asserts = {c}",
    ),
    mistake(
        Rule::WorkWithoutPosition,
        "@debate{d, title = {Q}}\n@position{p, title = {P}}\n▸@misc{a, title = {b}, disputes = {fine1999}}",
        &["`a` takes part", "no position"],
        "position = {p",
    ),
    mistake(Rule::MissingTitle, "@debate{▸d}", &["`d` has no title"], "title = {…}"),
    mistake(
        Rule::MissingTitle,
        "@debate{d, title = {Q}}\n@position{▸p, debate = {d}}",
        &["`p` has no title"],
        "title = {…}",
    ),
    mistake(
        Rule::OverlayWithoutWork,
        "@misc{▸fine1998, disputes = {good2001}}",
        &["no entry describes the work `fine1998`"],
        "did you mean `fine1999`?",
    ),
    mistake(
        Rule::OverlayWithoutWork,
        "@book{▸elsewhere, disputes = {good2001}}",
        &["`elsewhere`"],
        "add @book{elsewhere, author = {…}",
    ),
    mistake(
        Rule::InheritanceProblem,
        "@inbook{a, title = {b}, crossref = {▸whole}}",
        &["no entry", "`whole`"],
        "add the parent entry",
    ),
    mistake(
        Rule::InheritanceProblem,
        "@inbook{a, title = {b}, crossref = {▸a}}",
        &["`a` inherits from itself"],
        "out of the circle",
    ),
    mistake(
        Rule::InheritanceProblem,
        "@misc{a, title = {b}, xdata = {▸good2001, whole}}",
        &["`whole`"],
        "add the parent entry",
    ),
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
    provoked.extend(library("TY  - JOUR\nAU  - Art, R. J.\nER  - \n").rules());
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
