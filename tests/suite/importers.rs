//! Every reader: a right file is read whole, a broken one costs only what is broken, and any text is answered.

use std::path::{Path, PathBuf};

use dissensus::analysis::{Statistics, links, statistics};
use dissensus::diagnostic::Rule;
use dissensus::import::{IMPORTERS, LoadOptions};
use dissensus::model::{Confidence, WorkId};
use proptest::prelude::*;

use crate::corpora::{corpora, read_file};
use crate::reading::{Reading, input, read};

/// The fixture of a reader, `right` or `broken`.
pub(crate) fn fixture(name: &str, kind: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    let wanted = format!("{name}.{kind}.");
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().is_some_and(|file| file.to_string_lossy().starts_with(&wanted)))
        .collect();
    found.sort();
    found.pop().unwrap_or_else(|| panic!("{name} has no {kind} fixture"))
}

/// The readers of databases; that of BibTeX has tests of its own.
pub(crate) fn readers() -> impl Iterator<Item = &'static str> {
    IMPORTERS.iter().map(|importer| importer.name()).filter(|name| *name != "bibtex")
}

pub(crate) fn counted(reading: &Reading) -> Statistics {
    statistics(&reading.corpus, Confidence::Low)
}

fn bad_records(reading: &Reading) -> usize {
    reading.found.iter().filter(|found| found.rule == Rule::BadRecord).count()
}

/// Works, references, citations between the works; as the fixtures were written.
pub(crate) const RIGHT: [(&str, usize, usize, usize); 14] = [
    ("crossref", 2, 3, 1),
    ("csl-json", 2, 0, 0),
    ("dimensions", 2, 3, 1),
    ("graphml", 3, 3, 3),
    ("lens", 2, 3, 1),
    ("openalex", 2, 3, 1),
    ("opencitations", 2, 3, 1),
    ("pajek", 3, 3, 3),
    ("pubmed", 2, 0, 0),
    ("ris", 2, 3, 1),
    ("scopus-csv", 2, 3, 1),
    ("semantic-scholar", 2, 3, 1),
    ("web-of-science-table", 2, 3, 1),
    ("web-of-science-text", 2, 3, 1),
];

#[test]
fn a_right_file_is_read_whole_by_its_own_reader() {
    for name in readers() {
        let path = fixture(name, "right");
        let (reading, bytes) = read_file(&path);
        let text = String::from_utf8(bytes).unwrap();
        let first = IMPORTERS.iter().find(|importer| importer.recognises(&text)).unwrap();
        assert_eq!(first.name(), name, "{}", path.display());
        let ending = path.extension().unwrap().to_string_lossy().into_owned();
        assert!(first.extensions().contains(&ending.as_str()), "{name} does not name .{ending}");
        let errors: Vec<_> = reading.found.iter().map(|found| &found.message).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        let found = counted(&reading);
        let (_, works, references, inside) = RIGHT.iter().find(|row| row.0 == name).unwrap();
        assert_eq!(
            (found.works, found.references, found.citations_inside),
            (*works, *references, *inside),
            "{name}"
        );
        for link in links(&reading.corpus) {
            assert!(link.line > 1, "{name}: {link:?}");
        }
    }
}

#[test]
fn names_titles_and_data_are_those_of_the_file() {
    let told = |name: &str, work: usize| {
        let (reading, _) = read_file(&fixture(name, "right"));
        let corpus = &reading.corpus;
        let id = WorkId::new(work);
        let field = |name: &str| corpus.field(id, name).unwrap_or("-").to_owned();
        format!(
            "{} | {} | {} | {} | {} | {} | {}",
            corpus.work(id).key,
            corpus.label(id),
            corpus.title(id).unwrap_or_default(),
            corpus.venue(id).unwrap_or_default(),
            field("volume"),
            field("pages"),
            corpus.work(id).doi.as_deref().unwrap_or("-")
        )
    };
    let expected = [
        (
            "web-of-science-text",
            0,
            "WOS:A1993 | Roy & Bouyssou 1993 | Aiding decisions with several criteria & 100% care | DECISION SCIENCES | 24 | 101--120 | 10.1000/ds.24.101",
        ),
        (
            "web-of-science-table",
            0,
            "WOS:A1993 | Roy & Bouyssou 1993 | Aiding decisions \"with\" criteria | DECISION SCIENCES | 24 | 101--120 | 10.1000/ds.24.101",
        ),
        ("ris", 1, "dias1995weights | Dias 1995 | Weights and their discontents |  | - | - | -"),
        (
            "pubmed",
            0,
            "pmid35757629 | Zhang & Li 2022 | Knowledge mapping of decision analysis in healthcare: A bibliometric analysis. | Frontiers in public health | 10 | 895552 | 10.3389/fpubh.2022.895552",
        ),
        ("pubmed", 1, "pmid15943 | Smith 1976 | An older record | Journal of things | 5 | 1-9 | -"),
        (
            "scopus-csv",
            0,
            "2-s2.0-1993 | Roy & Bouyssou 1993 | Aiding \"decisions\" with several criteria | Decision Sciences | 24 | 101--120 | 10.1000/ds.24.101",
        ),
        (
            "scopus-csv",
            1,
            "2-s2.0-1995 | Dias & Costa 1995 | Weights and their discontents | Omega | 23 | 55--71 | -",
        ),
        (
            "csl-json",
            0,
            "roy1993 | Roy & Research and Development Board 1993 | Aiding decisions: 100% {care} | Decision Sciences | 24 | 101-120 | 10.1000/ds.24.101",
        ),
        ("csl-json", 1, "vanderven1995weights | van der Ven 1995 | Weights |  | - | - | -"),
        (
            "crossref",
            0,
            "roy1993aiding | Roy 1993 | Aiding decisions with several criteria | Decision Sciences | 24 | 101-120 | 10.1000/ds.24.101",
        ),
        (
            "openalex",
            0,
            "W1 | Roy 1993 | Aiding decisions | Decision Sciences | 24 | 101--120 | 10.1000/ds.24.101",
        ),
        (
            "semantic-scholar",
            0,
            "aa01 | Roy 1993 | Aiding decisions | Decision Sciences | - | - | 10.1000/ds.24.101",
        ),
        (
            "dimensions",
            0,
            "pub.1000000001 | Roy & Bouyssou 1993 | Aiding \"decisions\" with several criteria | Decision Sciences | 24 | 101--120 | 10.1000/ds.24.101",
        ),
        (
            "lens",
            0,
            "000-000-000-000-001 | Roy & Bouyssou 1993 | Aiding \"decisions\" with several criteria | Decision Sciences | 24 | 101--120 | 10.1000/ds.24.101",
        ),
        (
            "lens",
            1,
            "000-000-000-000-002 | Dias 1995 | Weights and their discontents | Omega | 23 | 55--71 | -",
        ),
        (
            "graphml",
            0,
            "roy1993 | Roy & Bouyssou 1993 | Aiding decisions & 100% care | Decision Sciences | - | - | 10.1000/ds.24.101",
        ),
        ("graphml", 1, "n1::n0 | Weights & Müller | Weights & Müller |  | - | - | -"),
        ("opencitations", 0, "10.1000/a | 10.1000/a |  |  | - | - | 10.1000/a"),
        ("pajek", 0, "v1 | SMALL H | SMALL H |  | - | - | -"),
    ];
    let mut wrong = Vec::new();
    for (name, work, line) in expected {
        let found = told(name, work);
        if found != line {
            wrong.push(format!("{name}: {found}\n  not {line}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Works read and records reported, as the fixtures were written.
const BROKEN: [(&str, usize, usize); 14] = [
    ("crossref", 2, 2),
    ("csl-json", 2, 3),
    ("dimensions", 2, 2),
    ("graphml", 2, 3),
    ("lens", 2, 2),
    ("openalex", 2, 2),
    ("opencitations", 2, 1),
    ("pajek", 2, 2),
    ("pubmed", 2, 1),
    ("ris", 3, 2),
    ("scopus-csv", 2, 1),
    ("semantic-scholar", 2, 2),
    ("web-of-science-table", 2, 1),
    ("web-of-science-text", 2, 3),
];

#[test]
fn a_broken_record_is_reported_and_costs_no_other() {
    for name in readers() {
        let (reading, _) = read_file(&fixture(name, "broken"));
        let (_, works, reported) = BROKEN.iter().find(|row| row.0 == name).unwrap();
        let counts = reading.corpus.file_counts()[0];
        assert_eq!((counts.works, counts.rejected), (*works, *reported), "{name}: {:?}", reading.found);
        assert_eq!(bad_records(&reading), *reported, "{name}");
        for found in reading.found.iter().filter(|found| found.rule == Rule::BadRecord) {
            assert!(found.hint.is_some(), "{name}: {found:?}");
        }
    }
}

#[test]
fn a_last_record_that_breaks_off_and_json_of_something_else_are_reported() {
    for (name, text, works) in [
        ("cut.ris", "TY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\nTI  - Two\nJO  - Deci", 1),
        ("cut.nbib", "PMID- 1\nTI  - One\nSO  - J. 2000;1:1.\n\nPMID- 2\nTI  - Two that goes", 1),
        ("graph.json", r#"{"directed": true, "nodes": [{"type": "work", "title": "T"}], "edges": []}"#, 0),
    ] {
        let reading = read(vec![input(name, text)], LoadOptions::default());
        let counts = reading.corpus.file_counts()[0];
        assert_eq!((counts.works, counts.rejected), (works, 1), "{name}: {:?}", reading.found);
        assert_eq!(bad_records(&reading), 1, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Pieces of right files, cut, repeated and sprinkled with bytes: nothing panics, and whatever is left out is reported.
    #[test]
    fn any_bytes_are_answered_and_nothing_is_lost_in_silence(
        which in 0..IMPORTERS.len(),
        cut in 0.0..1.0_f64,
        noise in proptest::collection::vec((0.0..1.0_f64, proptest::num::u8::ANY), 0..6),
        again in 0.0..1.0_f64,
    ) {
        let name = readers().nth(which % readers().count()).unwrap();
        let (_, bytes) = read_file(&fixture(name, "right"));
        let place = |share: f64, length: usize| ((share * length as f64) as usize).min(length);
        let mut mangled = bytes[..place(cut, bytes.len())].to_vec();
        mangled.extend_from_slice(&bytes[place(again, bytes.len())..]);
        for (share, byte) in noise {
            let at = place(share, mangled.len());
            mangled.insert(at, byte);
        }
        let reading = read(vec![input("mangled.txt", mangled)], LoadOptions::default());
        let counts = reading.corpus.file_counts().first().copied().unwrap_or_default();
        let found = counted(&reading);
        // A record that stands twice is one work.
        prop_assert_eq!(found.works + reading.corpus.merges().len(), counts.works);
        // Another reader may have taken what the noise made of the head.
        let errors = reading.found.iter().filter(|found| matches!(found.rule, Rule::BadRecord | Rule::SyntaxError | Rule::UnclosedEntry)).count();
        prop_assert!(counts.rejected <= errors, "{} rejected, {} reported", counts.rejected, errors);
        for work in reading.corpus.work_ids() {
            let _ = (reading.corpus.label(work), reading.corpus.title(work), reading.corpus.venue(work));
        }
    }
}

/// What the README of the corpora says of each file.
const KNOWN: [(&str, usize, usize); 11] = [
    ("other-formats/metaknowledge_savedrecs.txt", 32, 32),
    ("other-formats/metaknowledge_testFile.isi", 34, 34),
    ("other-formats/tethne_wos2.txt", 100, 99),
    ("other-formats/wos-tab-delimited.txt", 71, 0),
    ("other-formats/fiduswriter_library.ris", 462, 0),
    ("other-formats/litstudy_example.ris", 25, 0),
    ("other-formats/biodiversity.ris", 244, 0),
    ("other-formats/pubmed.txt", 335, 0),
    ("other-formats/tethne_scopus.csv", 20, 20),
    ("networks/SmaGri/SmaGri.net", 1_059, 594),
    ("networks/polBlogs.paj", 1_490, 1_065),
];

#[test]
fn real_exports_give_the_works_they_are_known_to_hold() {
    let Some(folder) = corpora() else { return };
    for (name, works, stating) in KNOWN {
        let (reading, _) = read_file(&folder.join(name));
        let found = counted(&reading);
        // Some exports hold a record twice.
        let twice = reading.corpus.merges().len();
        assert_eq!(found.works + twice, works, "{name}");
        assert!((stating.saturating_sub(twice)..=stating).contains(&found.works_stating_citations), "{name}");
        assert_eq!(bad_records(&reading), 0, "{name}");
    }
}

#[test]
fn the_same_works_in_bibtex_and_in_ris_have_the_same_dois_and_years() {
    let Some(folder) = corpora() else { return };
    let told = |name: &str| {
        let (reading, _) = read_file(&folder.join(name));
        let works = reading.corpus.works().iter();
        let mut told: Vec<(Option<i32>, Option<String>)> =
            works.map(|work| (work.year(), work.doi.as_deref().map(str::to_owned))).collect();
        told.sort();
        told
    };
    assert_eq!(told("other-formats/biodiversity.ris"), told("scopus/biodiversity.bib"));
}
