//! Real exports and libraries, read in place. A machine without them passes, saying so.

use std::path::Path;
use std::path::PathBuf;

use dissensus::diagnostic::Rule;
use dissensus::diagnostic::Severity;
use dissensus::import::LoadOptions;
use dissensus::model::Presence;

use crate::reading::Reading;
use crate::reading::input;
use crate::reading::read;

/// The folder of the corpora, or nothing, said aloud.
#[expect(clippy::disallowed_methods, reason = "where the corpora are is a matter of the machine")]
pub(crate) fn corpora() -> Option<PathBuf> {
    let folder = std::env::var("DISSENSUS_CORPORA")
        .map_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no corpora in {}; set DISSENSUS_CORPORA to their folder", folder.display());
    None
}

#[expect(clippy::disallowed_methods, reason = "the corpora are files")]
pub(crate) fn read_file(path: &Path) -> (Reading, Vec<u8>) {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    (read(vec![input(&path.to_string_lossy(), bytes.clone())], LoadOptions::default()), bytes)
}

/// All libraries below a folder, sorted.
pub(crate) fn libraries(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "bib" || ending == "biblatex") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Lines that open an entry, as any BibTeX file of a database or a manager writes them.
fn opening_lines(bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let opens = |line: &&str| {
        let Some(rest) = line.trim_start().strip_prefix('@') else { return false };
        let Some(open) = rest.find(['{', '(']) else { return false };
        let kind = rest[..open].trim().to_ascii_lowercase();
        !kind.is_empty()
            && kind.chars().all(|c| c.is_ascii_alphabetic())
            && !matches!(kind.as_str(), "comment" | "string" | "preamble")
    };
    // Scopus sometimes forgets the end of a line: `}@ARTICLE{`.
    let text = text.replace("}@", "}\n@");
    text.split(['\n', '\r']).filter(opens).count()
}

#[test]
fn every_library_is_read_and_every_rejected_entry_has_its_error() {
    let Some(folder) = corpora() else { return };
    let libraries = libraries(&folder);
    assert!(libraries.len() > 100, "{}", libraries.len());
    let mut wrong = Vec::new();
    for path in &libraries {
        let (reading, bytes) = read_file(path);
        let counts = reading.corpus.file_counts()[0];
        let errors = reading.found.iter().filter(|found| found.severity() == Severity::Error);
        let refusals = errors.filter(|found| {
            matches!(found.rule, Rule::SyntaxError | Rule::UnclosedEntry | Rule::UnknownRelation)
        });
        if refusals.count() < counts.rejected {
            wrong.push(format!("{}: {counts:?} {:#?}", path.display(), reading.findings()));
        }
        // Where nothing is broken, the lines that open entries are the entries.
        let is_database = ["wos", "scopus"].iter().any(|name| path.parent().unwrap().ends_with(name));
        if is_database && counts.entries() != opening_lines(&bytes) {
            wrong.push(format!(
                "{}: {counts:?}, but {} lines open an entry",
                path.display(),
                opening_lines(&bytes)
            ));
        }
        // What is written of a title can be read.
        for id in reading.corpus.work_ids() {
            let written = reading.corpus.field(id, "TITLE").unwrap_or_default();
            let is_written = written.contains(char::is_alphanumeric);
            assert!(!is_written || reading.corpus.title(id).is_some(), "{}: {written}", path.display());
        }
        // A place in every finding.
        for found in &reading.found {
            let (line, column) = reading.place(found);
            assert!(line > 0 && column > 0);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `corpora/README.md`: the file, its entries, and how many of these cannot be read; how many repeat a key was counted with
/// `grep -o '@[A-Za-z]*{[^,]*,' | sort | uniq -d`. (The seven of `new-header.bib` repeat a work, not a key.)
const COUNTS: &[(&str, usize, usize, usize)] = &[
    // WOS:000380468600005 closes only if the brace after a backslash at its end is not counted.
    ("wos/electre.bib", 236, 0, 0),
    ("wos/bibliometrics.bib", 300, 0, 0),
    ("wos/dietary-restriction.bib", 143, 0, 0),
    ("wos/electre-small.bib", 29, 0, 0),
    ("wos/no-references.bib", 50, 0, 0),
    ("scopus/electre.bib", 263, 0, 1),
    ("scopus/bibliometrics.bib", 414, 0, 3),
    ("scopus/statisticians.bib", 46, 0, 1),
    ("scopus/new-header.bib", 136, 0, 0),
    ("scopus/no-references.bib", 24, 0, 0),
    ("scopus/new-header-no-references.bib", 152, 0, 1),
    ("scopus/same-topic-as-wos-no-references.bib", 182, 0, 1),
    ("scopus/biodiversity.bib", 244, 0, 2),
    ("bibliographies/biber_papers.bib", 2157, 0, 0),
    ("bibliographies/bavla_intbib.bib", 993, 0, 0),
];

#[test]
fn the_counts_of_the_corpora_are_those_that_are_known() {
    let Some(folder) = corpora() else { return };
    let mut wrong = Vec::new();
    for (name, entries, broken, duplicates) in COUNTS {
        let (reading, _) = read_file(&folder.join(name));
        let counts = reading.corpus.file_counts()[0];
        let twice = reading.found.iter().filter(|found| found.rule == Rule::DuplicateKey).count();
        if (counts.works, counts.rejected, counts.overlays + counts.declarations)
            != (*entries - *broken, *broken, 0)
        {
            let first = reading.findings().into_iter().find(|line| line.starts_with("syntax"));
            wrong.push(format!(
                "{name}: expected {entries} entries, {broken} broken, found {counts:?}, first {first:?}"
            ));
        }
        if twice != *duplicates {
            wrong.push(format!("{name}: expected {duplicates} keys twice, found {twice}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a file says of a work, read by eye.
struct Record {
    file: &'static str,
    key: &'static str,
    title: &'static str,
    year: i32,
    /// Each in full, family first.
    persons: &'static [&'static str],
    doi: Option<&'static str>,
    /// A field as written, inherited ones included.
    field: Option<(&'static str, &'static str)>,
}

const RECORDS: &[Record] = &[
    Record {
        file: "wos/electre.bib",
        key: "WOS:000719584000015",
        title: "ELECTRE-SCORE : A first outranking based method for scoring actions",
        year: 2022,
        persons: &["Figueira, Jose Rui", "Greco, Salvatore", "Roy, Bernard"],
        doi: Some("10.1016/j.ejor.2021.05.017"),
        field: Some(("Volume", "{297}")),
    },
    Record {
        file: "wos/electre.bib",
        key: "WOS:000702351700087",
        title: "An integrated methodological approach for optimising complex systems subjected to predictive maintenance",
        year: 2021,
        persons: &["Ahmed, Umair", "Carpitella, Silvia", "Certa, Antonella"],
        doi: None,
        field: Some(("journal", "{RELIABILITY ENGINEERING \\& SYSTEM SAFETY}")),
    },
    Record {
        file: "scopus/electre.bib",
        key: "deAraújo20221025",
        title: "Classification model for bid/no-bid decision in construction projects",
        year: 2022,
        persons: &["de Araújo, M.C.B.", "Alencar, L.H.", "de Miranda Mota, C.M."],
        doi: Some("10.1111/itor.13037"),
        field: Some(("pages", "1025-1047")),
    },
    Record {
        file: "scopus/electre.bib",
        key: "Figueira2022986",
        title: "ELECTRE-SCORE: A first outranking based method for scoring actions",
        year: 2022,
        persons: &["Figueira, J.R.", "Greco, S.", "Roy, B."],
        doi: Some("10.1016/j.ejor.2021.05.017"),
        field: Some(("note", "cited By 0")),
    },
    Record {
        file: "reference-managers/biber/biblatex-examples.bib",
        key: "westfahl:space",
        title: "The True Frontier",
        year: 2000,
        persons: &["Westfahl, Gary"],
        doi: None,
        field: Some(("booktitle", "Space and Beyond")),
    },
    Record {
        file: "reference-managers/biber/biblatex-examples.bib",
        key: "moraux",
        title: "Le De Anima dans la tradition grècque",
        year: 1979,
        persons: &["Moraux, Paul"],
        doi: None,
        field: Some(("publisher", "Cambridge University Press")),
    },
    Record {
        file: "reference-managers/biber/biblatex-examples.bib",
        key: "baez/article",
        title: "Higher-Dimensional Algebra V: 2-Groups",
        year: 2004,
        persons: &["Baez, John C.", "Lauda, Aaron D."],
        doi: None,
        field: Some(("eprint", "math/0307200v3")),
    },
    Record {
        file: "reference-managers/jabref/crossref.bib",
        key: "DBLP:conf/wicsa/ZimmermannWKG15",
        title: "Architectural Decision Guidance Across Projects - Problem Space Modeling, Decision Backlog Management and Cloud Computing Knowledge",
        year: 2015,
        persons: &["Zimmermann, Olaf", "Wegmann, Lukas", "Koziolek, Heiko", "Goldschmidt, Thomas"],
        doi: Some("10.1109/wicsa.2015.29"),
        field: Some(("publisher", "{IEEE} Computer Society")),
    },
    Record {
        file: "reference-managers/typst/fixtures_valid_cross.bib",
        key: "recursive",
        title: "Recursive shennenigans and other important stuff",
        year: 2016,
        persons: &["Wemheuer, Moritz"],
        doi: None,
        field: Some(("location", "New York and London")),
    },
    // The title of the periodical in `crossref` is the journal of the article.
    Record {
        file: "reference-managers/typst/fixtures_valid_cross.bib",
        key: "arrgh",
        title: "An‐arrgh‐chy: The Law and Economics of Pirate Organization",
        year: 2007,
        persons: &["Leeson, Peter T."],
        doi: None,
        field: Some(("journaltitle", "Journal of Political Economy")),
    },
    Record {
        file: "reference-managers/better-bibtex/(non-)dropping_particle_handling_n313.biblatex",
        key: "bennett_citations_2013",
        title: "Citations, Out of the Box",
        year: 2013,
        persons: &["Bennett, Frank G., Jr."],
        doi: None,
        field: Some(("publisher", "CreateSpace Independent Publishing Platform")),
    },
    Record {
        file: "bibliographies/svmiller_things-you-should-cite.bib",
        key: "berge2018eeml",
        title: "Efficient estimation of maximum likelihood models with multiple fixed-effects: the R package FENmlm",
        year: 2018,
        persons: &["Bergé, Laurent"],
        doi: None,
        field: Some(("journal", "CREA Discussion Papers")),
    },
    Record {
        file: "bibliographies/svmiller_things-you-should-cite.bib",
        key: "arelbundocketal2018c",
        title: "countrycode: An R package to convert country names and country codes",
        year: 2018,
        persons: &["Arel-Bundock, Vincent", "Enevoldsen, Nils", "Yetman, CJ"],
        doi: Some("10.21105/joss.00848"),
        field: Some(("number", "28")),
    },
    Record {
        file: "bibliographies/biber_papers.bib",
        key: "AltBKRT07",
        title: "Wooden Geometric Puzzles: Design and Hardness Proofs",
        year: 2007,
        persons: &["Alt, Helmut", "Bodlaender, Hans L.", "van Kreveld, Marc", "Rote, Günther", "Tel, Gerard"],
        doi: None,
        field: Some(("pages", "16 - 29")),
    },
    Record {
        file: "bibliographies/biber_papers.bib",
        key: "BandeltM86",
        title: "Distance-Hereditary Graphs",
        year: 1986,
        persons: &["Bandelt, Hans-Jürgen", "Mulder, Henry Martijn"],
        doi: None,
        field: Some(("volume", "41")),
    },
];

#[test]
fn works_of_every_dialect_are_understood_as_a_reader_understands_them() {
    let Some(folder) = corpora() else { return };
    let mut wrong = Vec::new();
    let mut last: Option<(&str, Reading)> = None;
    for record in RECORDS {
        if last.as_ref().is_none_or(|(file, _)| *file != record.file) {
            last = Some((record.file, read_file(&folder.join(record.file)).0));
        }
        let (_, reading) = last.as_ref().unwrap();
        let corpus = &reading.corpus;
        let Some(id) = corpus.work_ids().find(|&id| *corpus.work(id).key == *record.key) else {
            wrong.push(format!("{}: not read", record.key));
            continue;
        };
        let work = corpus.work(id);
        // A person goes by the fullest name of the file; the name of this entry is among the variants.
        let bears = |person: &dissensus::model::PersonId, name: &str| {
            corpus.person(*person).variants().into_iter().any(|variant| variant.full() == name)
        };
        let persons = work.persons.len() == record.persons.len()
            && work.persons.iter().zip(record.persons).all(|(person, name)| bears(person, name));
        let field = record.field.is_none_or(|(name, value)| corpus.field(id, name) == Some(value));
        let doi = record.doi.is_none_or(|doi| work.doi.as_deref() == Some(doi));
        let title = corpus.title(id).unwrap_or_default();
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ") == record.title;
        if !(persons && field && doi && title && work.year() == Some(record.year)) {
            let names: Vec<_> = work.persons.iter().map(|id| corpus.person(*id).variants()).collect();
            wrong.push(format!(
                "{}: title {title}, persons {persons}, doi {doi}, field {field}\n{work:?}\n{names:?}",
                record.key
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_same_work_of_two_databases_has_the_same_doi() {
    let Some(folder) = corpora() else { return };
    let dois = |file: &str| -> std::collections::BTreeSet<String> {
        let (reading, _) = read_file(&folder.join(file));
        let listed = reading.corpus.works().iter().filter(|work| work.presence == Presence::Listed);
        listed.filter_map(|work| work.doi.as_deref().map(str::to_owned)).collect()
    };
    let (wos, scopus) = (dois("wos/electre.bib"), dois("scopus/electre.bib"));
    // corpora/README.md: 148 shared.
    assert_eq!(wos.intersection(&scopus).count(), 148, "{} and {}", wos.len(), scopus.len());
}
