//! A corpus written as a library and read again is the same corpus; written once more, the same library.

use std::path::{Path, PathBuf};

use dissensus::analysis::{Statistics, statistics};
use dissensus::import::LoadOptions;
use dissensus::latex::to_unicode;
use dissensus::library::{Written, write};
use dissensus::model::{
    Confidence, Corpus, Entity, Evidence, Presence, ReferenceOutcome, Speaker, Work, WorkId,
};
use proptest::prelude::*;

use crate::corpora::{corpora, libraries, read_file};
use crate::reading::{Reading, files, input, library, read};

/// What a corpus says, in lines that do not depend on where it says so; works are named by these keys.
fn essence(corpus: &Corpus, keys: &[String]) -> Vec<String> {
    let work = |id: WorkId| keys[id.index()].as_str();
    let name = |entity: Entity| match entity {
        Entity::Work(id) => format!("work {}", work(id)),
        other => format!("{} {}", other.kind(), corpus.key(other)),
    };
    let grounds = |evidence: &Evidence| {
        let speaker = match &evidence.speaker {
            Speaker::Itself => "itself".to_owned(),
            Speaker::Work(id) => work(*id).to_owned(),
            Speaker::Named(name) => format!("somebody {name}"),
        };
        let Evidence { place, locator, quote, confidence, .. } = evidence;
        format!("{speaker} {place:?} {locator:?} {quote:?} {confidence:?}")
    };
    let described = |record: &Work, key: &str| {
        let text = corpus.sources()[record.span.file.0 as usize].text();
        let persons: Vec<String> = record.persons.iter().map(|&id| corpus.person(id).name.full()).collect();
        // What is put in, and what is compared as what it says.
        let put_in = [
            "cites",
            "sameas",
            "cited-references",
            "cited_references",
            "references",
            "crossref-references",
            "dimensions-references",
            "position",
            "positions",
            "asserts",
            "denies",
            "case",
            "cases",
        ];
        let fields = record.fields.iter(text).filter(|(name, value)| {
            let name = name.trim().to_lowercase();
            !put_in.contains(&name.as_str())
                && corpus.relations().find(&name).is_none()
                && !(name == "note" && value.is_empty())
        });
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let fields: Vec<String> =
            fields.map(|(name, value)| format!("{}={}", name.trim(), squeezed(&to_unicode(value)))).collect();
        let Work { presence, entry_type, date, contribution, names_given, doi, .. } = record;
        format!(
            "{key} {presence:?} {entry_type} {date:?} {persons:?} {contribution:?} {names_given:?} {doi:?} {fields:?}"
        )
    };
    let mut lines: Vec<String> = Vec::new();
    lines.extend(corpus.work_ids().map(|id| format!("work {}", described(corpus.work(id), work(id)))));
    for (merge, record) in corpus.merges().iter().zip(corpus.merged_records()) {
        lines.push(format!("another record of {}: {}", work(merge.kept), described(record, "")));
    }
    let debate = |debate: Option<_>| debate.map(|id| corpus.key(Entity::Debate(id)));
    lines.extend(corpus.debates().iter().map(|it| format!("debate {} {} {:?}", it.key, it.title, it.facets)));
    for id in corpus.position_ids() {
        let position = corpus.position(id);
        let parent = position.parent.map(|id| corpus.key(Entity::Position(id)));
        lines.push(format!(
            "position {} {} {parent:?} {:?}",
            position.key,
            position.title,
            debate(position.debate)
        ));
    }
    lines.extend(
        corpus.claims().iter().map(|it| format!("claim {} {} {:?}", it.key, it.title, debate(it.debate))),
    );
    lines.extend(
        corpus
            .events()
            .iter()
            .map(|it| format!("event {} {} {:?} {:?}", it.key, it.title, it.date, debate(it.debate))),
    );
    lines.extend(corpus.facets().iter().map(|it| format!("facet {}", it.name)));
    lines.extend(corpus.stances().iter().map(|it| {
        format!("{} holds {} {}", work(it.work), name(Entity::Position(it.position)), grounds(&it.evidence))
    }));
    lines.extend(corpus.assertions().iter().map(|it| {
        format!(
            "{} {:?} {} {}",
            name(it.holder),
            it.attitude,
            name(Entity::Claim(it.claim)),
            grounds(&it.evidence)
        )
    }));
    lines.extend(corpus.responses().iter().map(|it| {
        let via = it.via.map(|id| name(Entity::Claim(id)));
        let relation = &corpus.relation(it.relation).name;
        let Evidence { .. } = it.evidence;
        format!(
            "{} {relation} {} {:?} {via:?} {:?} {}",
            name(it.from),
            name(it.to),
            it.on,
            it.date,
            grounds(&it.evidence)
        )
    }));
    lines.extend(corpus.oppositions().iter().map(|it| {
        let (from, to) = (name(Entity::Position(it.from)), name(Entity::Position(it.to)));
        format!("{from} opposes {to} {}", grounds(&it.evidence))
    }));
    lines.extend(corpus.cases().iter().map(|it| {
        format!("{} studies {:?} {:?} {}", work(it.work), it.name, it.values, grounds(&it.evidence))
    }));
    lines.extend(corpus.citations().iter().map(|it| format!("{} cites {}", work(it.from), work(it.to))));
    lines.extend(corpus.references().iter().map(|it| {
        let outcome = match it.outcome {
            ReferenceOutcome::Linked { to, rule, score } => {
                format!("{} {} {}", work(to), rule.name(), score.percent())
            }
            ReferenceOutcome::Ambiguous { first } => format!("perhaps {}", work(first)),
            ReferenceOutcome::Unresolved { to } => format!("outside {}", work(to)),
            ReferenceOutcome::Ignored => "nothing".to_owned(),
        };
        format!("in the list of {}: {outcome}", work(it.from))
    }));
    lines.sort();
    lines
}

fn again(written: &Written) -> Reading {
    read(vec![input("again.bib", written.text.as_str())], LoadOptions::default())
}

/// The first differences between a corpus and what is read of it when it was written.
fn differences(reading: &Reading) -> Vec<String> {
    differences_among(reading, |_| true)
}

/// The same, of lines that count.
fn differences_among(reading: &Reading, counts: impl Fn(&String) -> bool) -> Vec<String> {
    let written = write(&reading.corpus);
    let back = again(&written);
    let own: Vec<String> = back.corpus.works().iter().map(|work| work.key.to_string()).collect();
    let (mut before, mut after) = (essence(&reading.corpus, &written.keys), essence(&back.corpus, &own));
    before.retain(&counts);
    after.retain(&counts);
    let mut found = Vec::new();
    let lost = before.iter().filter(|line| after.binary_search(line).is_err());
    found.extend(lost.take(3).map(|line| format!("lost {line:.600}")));
    let new = after.iter().filter(|line| before.binary_search(line).is_err());
    found.extend(new.take(3).map(|line| format!("new {line:.600}")));
    if found.is_empty() && before != after {
        found.push(format!("{} lines became {}", before.len(), after.len()));
    }
    let (before, after) =
        (statistics(&reading.corpus, Confidence::Low), statistics(&back.corpus, Confidence::Low));
    let counts = |of: &Statistics| (of.works, of.references, of.citations_inside);
    if counts(&before) != counts(&after) {
        found.push(format!("works, references, links: {:?} became {:?}", counts(&before), counts(&after)));
    }
    let twice = write(&back.corpus);
    if twice.text != written.text {
        let at = twice.text.bytes().zip(written.text.bytes()).position(|(a, b)| a != b);
        found.push(format!("the second writing differs at {at:?}"));
    }
    let mut unique = own.clone();
    unique.retain(|key| !key.is_empty());
    unique.sort();
    let count = unique.len();
    unique.dedup();
    if count != unique.len() {
        found.push("keys are shared".to_owned());
    }
    for (id, key) in back.corpus.work_ids().zip(&own) {
        if key.is_empty() && back.corpus.work(id).presence == Presence::Listed {
            found.push("a work has no key".to_owned());
        }
    }
    found
}

#[track_caller]
fn same(reading: &Reading) {
    assert_eq!(differences(reading), Vec::<String>::new(), "{}", write(&reading.corpus).text);
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut found: Vec<PathBuf> = [folder.join("import"), folder.clone(), folder.join("../../bib")]
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()))
        .filter(|path| path.is_file() && path.extension().is_some_and(|ending| ending != "md"))
        .collect();
    found.sort();
    found
}

#[test]
fn every_fixture_is_the_same_corpus_when_read_again() {
    for path in fixtures() {
        let (reading, _) = read_file(&path);
        assert_eq!(differences(&reading), Vec::<String>::new(), "{}", path.display());
    }
}

#[test]
fn every_library_of_the_corpora_is_the_same_corpus_when_read_again() {
    let Some(folder) = corpora() else { return };
    let mut wrong = Vec::new();
    for path in libraries(&folder) {
        let (reading, _) = read_file(&path);
        let found = differences(&reading);
        if !found.is_empty() {
            wrong.push(format!("{}: {}", path.display(), found.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{} files\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_other_export_of_the_corpora_is_the_same_corpus_when_read_again() {
    let Some(folder) = corpora() else { return };
    let mut wrong = Vec::new();
    let mut names: Vec<PathBuf> = Vec::new();
    let mut folders = vec![folder.join("other-formats")];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() { folders.push(path) } else { names.push(path) }
        }
    }
    names.push(folder.join("networks/SmaGri/SmaGri.net"));
    names.sort();
    for path in names {
        let (reading, _) = read_file(&path);
        let found = differences(&reading);
        if !found.is_empty() {
            wrong.push(format!("{}: {}", path.display(), found.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{} files\n{}", wrong.len(), wrong.join("\n"));
}

/// The texts of files that are read together.
const TOGETHER: [&[&str]; 4] = [
    &["wos/electre-small.bib", "scopus/electre.bib"],
    &["other-formats/wos_sample.txt", "other-formats/scopus_sample.csv", "other-formats/openalex_sample.csv"],
    &["wos/dietary-restriction.bib", "other-formats/pubmed.txt", "bibliographies/refs.bib"],
    &["other-formats/biodiversity.ris", "scopus/biodiversity.bib"],
];

#[test]
#[expect(clippy::disallowed_methods, reason = "the corpora are files")]
fn several_exports_are_one_library_that_is_the_same_corpus() {
    let Some(folder) = corpora() else { return };
    for names in TOGETHER {
        let inputs =
            names.iter().map(|name| input(name, std::fs::read(folder.join(name)).unwrap())).collect();
        let reading = read(inputs, LoadOptions::default());
        assert_eq!(differences(&reading), Vec::<String>::new(), "{names:?}");
    }
}

#[test]
fn the_reference_debates_are_one_library() {
    let path = |name: &str| crate::repository::text(name);
    let (sb, hd) = (path("bib/soft-balancing.bib"), path("bib/hedging.bib"));
    same(&files(&[("sb.bib", &sb), ("hd.bib", &hd)]));
    // Nothing is missing in either: not a byte is changed.
    assert_eq!(write(&library(&sb).corpus).text, sb);
}

fn keys_of(texts: &[(&str, &str)]) -> Vec<String> {
    let reading = files(texts);
    let written = write(&reading.corpus);
    let ids = reading.corpus.work_ids();
    let mut told: Vec<String> = ids
        .map(|id| format!("{}: {}", reading.corpus.title(id).unwrap_or_default(), written.keys[id.index()]))
        .collect();
    told.sort();
    told
}

#[test]
fn keys_are_made_of_authors_and_year_whatever_the_order_of_files() {
    let entries = [
        "@book{, author = {He, Kai and Feng, Huiyun}, title = {One}, year = 2008}\n",
        "@book{, author = {van Evera, Stephen}, title = {Two}, year = 1999}\n",
        "@book{, author = {Müller, A. and Ono, B. and Łuk, C.}, title = {Three}, year = 2001}\n",
        "@book{, author = {Art, R. and others}, title = {Four}, date = {2005-03}}\n",
        "@book{, title = {On the Nature of Things}}\n",
        "@book{, author = {Kennedy, A.}, title = {Early}, year = 2016}\n",
        "@book{, author = {Kennedy, B.}, title = {Later}, year = 2016}\n",
        "@book{pape2005b, title = {Taken}}\n",
        "@book{pape2005, title = {Taken too}}\n",
        "@book{, author = {Pape, R.}, title = {Five}, year = 2005}\n",
        "@book{, author = {Pape, R.}, title = {Six}, year = 2005}\n",
        "@claim{walt1987, title = {A claim has the key}}\n",
        "@book{, author = {Walt, S.}, title = {Seven}, year = 1987, disputes = {rose1998}}\n",
        "@book{, author = {Rose, G.}, title = {Eight}, year = 1998}\n",
    ];
    let expected = [
        "Early: kennedy2016a",
        "Eight: rose1998a",
        "Five: pape2005a",
        "Four: art2005",
        "Later: kennedy2016b",
        "On the Nature of Things: nature",
        "One: hefeng2008",
        "Seven: walt1987a",
        "Six: pape2005c",
        "Taken too: pape2005",
        "Taken: pape2005b",
        "Three: muller2001",
        "Two: vanevera1999",
    ];
    let forwards = entries.concat();
    let backwards: String = entries.iter().rev().copied().collect();
    assert_eq!(keys_of(&[("a.bib", &forwards)]), expected);
    assert_eq!(keys_of(&[("a.bib", &backwards)]), expected);
    let (left, right) = entries.split_at(6);
    assert_eq!(keys_of(&[("a.bib", &right.concat()), ("b.bib", &left.concat())]), expected);
    assert_eq!(keys_of(&[("b.bib", &right.concat()), ("a.bib", &left.concat())]), expected);
}

#[test]
fn what_is_put_in_looks_like_its_entry_and_all_else_stays() {
    let list = "Cited-References = {{He K, 2008, SECUR STUD, V17, P363.}}";
    let target = "@article{he, author = {He, K.}, year = 2008, volume = 17, pages = {363--395}}\n";
    for (before, after) in [
        (
            "@article{x,\r\n\ttitle        = {X},\r\n\tLIST\r\n}",
            "@article{x,\r\n\ttitle        = {X},\r\n\tLIST,\r\n\tcites = {he}\r\n}",
        ),
        ("@article(x, LIST,)", "@article(x, LIST, cites = {he},)"),
        ("@article{x,\n  LIST, % why\n}", "@article{x,\n  LIST, % why\n  cites = {he},\n}"),
        ("@article{x, cites = {a,}, LIST}", "@article{x, cites = {a, he}, LIST}"),
        ("@article{x, Cites = \"\", LIST}", "@article{x, Cites = \"he\", LIST}"),
        ("@article{x, cites = 7, LIST}", "@article{x, cites = 7 # {, he}, LIST}"),
        ("@article{x, cites = {he [p. 7]}, LIST}", "@article{x, cites = {he [p. 7]}, LIST}"),
        ("@article{\n  LIST}", "@article{article,\n  LIST,\n  cites = {he}}"),
    ] {
        let text = format!("{target}{}", before.replace("LIST", list));
        let expected =
            format!("{target}{}\n@comment{{dissensus-library: merged}}\n", after.replace("LIST", list));
        let reading = library(&text);
        assert_eq!(write(&reading.corpus).text, expected.replace("{article,", "{untitled, "), "{before}");
        same(&reading);
    }
}

#[test]
fn abbreviations_of_one_library_mean_nothing_in_the_next() {
    let a = "@string{j = {Journal A}, jan = {Januar}}\n@misc{a, journal = j, month = jan}\n";
    let b = "@misc{b, journal = j # { B}, month = jan}\n@string{j = {Journal B}}\n@misc{c, journal = j}\n";
    let reading = files(&[("a.bib", a), ("b.bib", b)]);
    same(&reading);
    let text = write(&reading.corpus).text;
    assert!(text.contains("@string{j = {}}") && text.contains("@string{jan = {January}}"), "{text}");
    let own = "@string{j = {Own}}\n@misc{b, journal = j}\n";
    assert!(!write(&files(&[("a.bib", a), ("b.bib", own)]).corpus).text.contains("@string{j = {}}"));
}

#[test]
fn what_a_key_means_in_one_library_it_means_beside_another() {
    let file = |debate: &str, work: &str| {
        format!(
            "@debate{{{debate}, title = {{Q}}}}\n@position{{pro, title = {{P}}}}\n@claim{{c, title = {{C}}}}\n\
             @claim{{e, title = {{E}}, disputes = {{c}}}}\n@position{{sub, title = {{S}}, parent = {{pro}}, opposes = {{pro}}}}\n\
             @misc{{{work}, title = {{T}}, position = {{{{pro}} [by={work} p. 1]}}, asserts = {{c}},\n\
             disputes = {{sub [via = c; on=pro]}}}}\n\
             @misc{{{work}2, title = {{T}}, supports = {{c, e [p. 2]}}, keywords = {{dz:position=sub}}}}\n\
             @response{{r{work}, from = {{{work}}}, relation = {{supports}}, to = \"pro\", via = {{c}}}}\n"
        )
    };
    let (a, b) = (file("d1", "x"), file("d2", "y"));
    let reading = files(&[("a.bib", &a), ("b.bib", &b)]);
    assert!(reading.corpus.responses().len() == 10, "{}", reading.corpus.responses().len());
    // A keyword of a work has a debate in it now.
    assert_eq!(differences_among(&reading, |line| !line.contains("keywords=")), Vec::<String>::new());
    let written = write(&reading.corpus);
    assert_eq!(again(&written).rules(), reading.rules());
    assert!(written.text.contains("disputes = {d2:sub [via = d2:c; on=pro]}"), "{}", written.text);
}

#[test]
fn data_that_two_libraries_keep_under_one_key_stay_apart() {
    let a = "@xdata{x, publisher = {A}}\n@book{k, title = {A}}\n@misc{a, title = {a}, xdata = {x}}\n\
             @inbook{ca, title = {ca}, crossref = {k}}\n";
    let b = "@xdata{x, publisher = {B}}\n@book{k, title = {B}}\n@misc{b, title = {b}, xdata = {x}}\n\
             @inbook{cb, title = {cb}, crossref = {k}}\n";
    let reading = files(&[("a.bib", a), ("b.bib", b)]);
    assert_eq!(
        differences(&reading).iter().filter(|line| !line.contains("=x")).count(),
        2,
        "the pointer is another"
    );
    let back = again(&write(&reading.corpus)).corpus;
    let field = |key: &str, name: &str| {
        let id = back.work_ids().find(|&id| *back.work(id).key == *key).unwrap();
        back.field(id, name).map(str::to_owned)
    };
    assert_eq!(field("b", "publisher").as_deref(), Some("B"));
    assert_eq!(field("cb", "booktitle").as_deref(), Some("B"));
    assert_eq!(field("ca", "booktitle").as_deref(), Some("A"));
}

#[test]
fn records_of_one_work_stay_one_and_say_so() {
    let wos = "@article{w, author = {Roy, B.}, title = {The outranking approach and ELECTRE}, year = 1991, doi = {10.1/r}, Cited-References = {{X Y, 1980, Z, V1, P1.}}}\n";
    let mine = "@article{roy, author = {Roy, Bernard}, title = {The outranking approach and ELECTRE}, year = 1991, doi = {10.1/r}, position = {p}}\n\
                @debate{d, title = {Q}}\n@position{p, title = {P}}\n@misc{z, title = {Z}, disputes = {w}, by = {w}}\n";
    let reading = files(&[("a.bib", mine), ("b.bib", wos)]);
    assert_eq!(reading.corpus.merges().len(), 1);
    same(&reading);
    let text = write(&reading.corpus).text;
    assert!(text.contains("sameas = {roy}"), "{text}");
    // Whoever takes it out has two works again.
    let apart = library(&text.replace("sameas = {roy}", "note = {}"));
    assert_eq!((apart.corpus.merges().len(), apart.corpus.works().len()), (0, 4));
    let wrong = library(&text.replace("sameas = {roy}", "sameas = {rai}"));
    assert!(wrong.rules().contains(&dissensus::diagnostic::Rule::DanglingTarget));
}

#[test]
fn the_library_is_utf_8_and_says_so() {
    let bytes = b"% Encoding: Cp1252\r\n@misc{, author = {M\xfcller, A.}, year = 2001}\r\n".to_vec();
    let reading = read(vec![input("a.bib", bytes)], LoadOptions::default());
    let expected = "% Encoding: UTF-8\r\n@misc{muller2001, author = {M\u{fc}ller, A.}, year = 2001}\r\n";
    assert_eq!(write(&reading.corpus).text, expected);
    same(&reading);
}

#[test]
fn an_entry_that_is_never_closed_swallows_none_of_the_next_file() {
    let reading = files(&[
        ("a.bib", "@misc{a, title = {A}}\n@misc{u, title = {never closed\n"),
        ("b.bib", "}, note = {x}}\n@misc{b, title = {B}}\n"),
    ]);
    same(&reading);
    let written = write(&reading.corpus);
    assert!(written.text.contains("(at)misc{u, title = {never closed\n"), "{}", written.text);
    assert!(written.notes.iter().any(|note| note.contains("(at) for @")), "{:?}", written.notes);
    // Alone it stays as it stands.
    let alone = "@misc{a, title = {A}}\n@misc{u, title = {never closed\n";
    assert_eq!(write(&library(alone).corpus).text, alone);
}

#[test]
fn records_that_nobody_could_read_are_told() {
    let (broken, _) =
        read_file(&fixtures().into_iter().find(|path| path.ends_with("ris.broken.ris")).unwrap());
    let notes = write(&broken.corpus).notes;
    assert!(notes.iter().any(|note| note.contains("2 records could not be read")), "{notes:?}");
}

/// What files are put together of.
const PIECES: [&str; 46] = [
    "@book{w1, title = {W}, year = 1999}\n",
    "@book{w1, title = {W}, year = 1999, disputes = {w2}}\n",
    "@misc{w2, note = {x}}\n",
    "@misc{, title = {x}}\n",
    "@misc{}\n",
    "@misc( )\n",
    "@misc{,}\n",
    "@misc{\n title = {x}}\n",
    "@article{, author = {A, B and C, D}, year = 2001}",
    "@article{, author = {A, B and C, D}, year = 2001, title = {Same \\{ brace}}\r\n",
    "@article{ac2001, title = {Named}}\n",
    "@article{b, title = {B}, cites = {ac2001 [p. 3], gone, a2001}}\n",
    "@misc{w1, disputes = {w2}}\n",
    "@misc{gone, disputes = {w2}, position = {p}}\n",
    "@misc{w2, keywords = {dz:disputes=w1}}\n",
    "@debate{d, title = {Q}, facets = {region}}\n",
    "@debate{d2, title = {Q2}}\n",
    "@position{p, title = {P}, parent = {p}}\n",
    "@position{p, title = {P}, debate = {d2}}\n",
    "@position{q, title = {P}, opposes = {p}}\n",
    "@claim{c, title = {C}}\n",
    "@claim{c2, title = {C}, disputes = {c}}\n",
    "@misc{w4, title = {V}, region = {Africa}, position = {p}, asserts = {c [by=w1 p. 3]}}\n",
    "@event{e, title = {E}, date = {never}}\n",
    "@xdata{x, publisher = {P}}\n",
    "@misc{w5, title = {X}, xdata = {x}}\n",
    "@response{r, from = {w1}, relation = {disputes}, to = {w2}}\n",
    "@response{r, from = {gone}, relation = {disputes}, to = {w2}}\n",
    "@response{r, from = {w1}}\n",
    "@claim{, title = {x}}\n",
    "@misc{w3, title = two words}\n",
    "@string{s = {x}}\n",
    "@string{s = {y}}\n",
    "@misc{w6, title = s # { z}, cites = s}\n",
    "@comment{jabref-meta: x}\n",
    "@preamble{\"x\"}\n",
    "free text between entries\n",
    "% @misc{commented, \n",
    "@article{l1, author = {Roy, B}, title = {The outranking approach of all}, year = 1991, volume = 31, pages = {49--73}, doi = {10.1/a}}\n",
    "@article{l2, author = {Ono, C}, year = 1995, Cited-References = {{ROY B, 1991, THEORY DECISION, V31, P49.\n X, 1990, Y.\n}}}\n",
    "@article{l2, author = {Ono, C}, year = 1995, references = {Roy, B., The outranking approach of all (1991) Theory, 31, pp. 49-73; Else, W. (1990) Book}, cites = {l1}}\n",
    "@article{L 3, author = {Roy, B}, title = {The outranking approach of all}, year = 1991, doi = {10.1/a}, crossref = {w1}}\n",
    "@misc{w7, title = {q}, cites = {l1, {W[1]}}}\n",
    "@misc{w8, note = {a\n tex.disputes= w1}, month = jan, }",
    "@inbook{w9, title = {in}, crossref = {w1},%\n}",
    "\u{feff}\r",
];

/// Files of other formats.
const EXPORTS: [&str; 4] = [
    "TY  - JOUR\nAU  - Roy, B\nTI  - The outranking approach of all\nPY  - 1991\nDO  - 10.1/a\nER  - \n\nTY  - JOUR\nTI  - A {brace} \\ and 100%\nKW  - dz:disputes=w1\nER  - \n",
    "FN Clarivate\nVR 1.0\nPT J\nAU Ono, C\nTI Weights } of\nPY 1995\nCR ROY B, 1991, THEORY DECISION, V31, P49\n   {Odd, 1990, Y\nUT WOS:1\nER\n\nEF\n",
    "oci,citing,cited,creation,timespan\n1,10.1/a,10.1/b,1999,P1Y\n2,10.1/a,\"10.1/c(1\",1999,P1Y\n3,pmid:1,\"x, y\",,\n",
    "*Vertices 2\n1 \"A\"\n2 \"B @misc{x\"\n*Arcs\n1 2\n2 2\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_library_is_the_same_corpus_when_read_again(
        chosen in proptest::collection::vec(0..PIECES.len(), 0..14),
    ) {
        let text: String = chosen.iter().map(|&piece| PIECES[piece]).collect();
        let reading = library(&text);
        prop_assert_eq!(differences(&reading), Vec::<String>::new(), "{}\n->\n{}", text, write(&reading.corpus).text);
    }

    #[test]
    fn several_files_are_the_same_corpus_when_read_again(
        chosen in proptest::collection::vec(proptest::collection::vec(0..PIECES.len(), 0..8), 1..4),
        export in 0..EXPORTS.len(),
        place in 0..4_usize,
    ) {
        let mut texts: Vec<(String, String)> = chosen
            .iter()
            .enumerate()
            .map(|(file, pieces)| {
                // What is inherited from another file, and what lacks a debate, is another matter.
                let is_own = |piece: &&str| {
                    !["crossref", "xdata = ", "@debate", "debate ="].iter().any(|part| piece.contains(part))
                };
                let debate = format!("@debate{{own{file}, title = {{Q}}, facets = {{region}}}}\n");
                let pieces = pieces.iter().map(|&piece| PIECES[piece]).filter(is_own);
                let pieces = std::iter::once(debate.as_str()).chain(pieces);
                (format!("{file}.bib"), pieces.collect::<String>())
            })
            .collect();
        texts.push((format!("{place}.a"), EXPORTS[export].to_owned()));
        let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let reading = files(&texts);
        prop_assert_eq!(differences(&reading), Vec::<String>::new(), "{:#?}\n->\n{}", texts, write(&reading.corpus).text);
    }

    /// Whatever bytes there are, all of them are in the file, and no entry is lost.
    #[test]
    fn what_cannot_be_read_stays_as_it_stands(bytes in proptest::collection::vec(any::<u8>(), 0..200), at in 0..20_usize) {
        let mut text = "@misc{a, title = {b}}\n@misc{c, title = {d}}\n".to_owned();
        text.insert_str(at, &String::from_utf8_lossy(&bytes).replace("coding", ""));
        let reading = library(&text);
        let written = write(&reading.corpus);
        let back = again(&written);
        prop_assert_eq!(back.corpus.file_counts()[0], reading.corpus.file_counts()[0], "{:?}", text);
        prop_assert_eq!(write(&back.corpus).text, written.text);
    }
}

/// What the program BibTeX complains of; `None` where it is missing.
#[expect(clippy::disallowed_methods, reason = "another program reads the file")]
fn complaints(text: &str) -> Option<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("f.bib"), text).unwrap();
    std::fs::write(folder.path().join("f.aux"), "\\citation{*}\n\\bibstyle{plain}\n\\bibdata{f}\n").unwrap();
    let ran = std::process::Command::new("bibtex").arg("f").current_dir(folder.path()).output();
    let Ok(_) = ran else {
        eprintln!("skipped: no bibtex here");
        return None;
    };
    let log =
        String::from_utf8_lossy(&std::fs::read(folder.path().join("f.blg")).unwrap_or_default()).into_owned();
    Some(
        log.lines()
            .filter(|line| line.contains("---line") || line.contains("error message"))
            .map(str::to_owned)
            .collect(),
    )
}

#[test]
fn bibtex_reads_what_is_made_of_other_formats() {
    for path in fixtures().into_iter().filter(|path| path.to_string_lossy().contains(".right.")) {
        let (reading, _) = read_file(&path);
        let Some(complaints) = complaints(&write(&reading.corpus).text) else { return };
        assert_eq!(complaints, Vec::<String>::new(), "{}", path.display());
    }
    let Some(folder) = corpora() else { return };
    for name in
        ["other-formats/wos_sample.txt", "other-formats/biodiversity.ris", "networks/SmaGri/SmaGri.net"]
    {
        let (reading, _) = read_file(&folder.join(name));
        let Some(complaints) = complaints(&write(&reading.corpus).text) else { return };
        assert_eq!(complaints, Vec::<String>::new(), "{name}");
    }
}
