//! BibTeX as databases, managers and publishers write it: the same invented work, with what is peculiar to each.

use dissensus::diagnostic::{Rule, Severity};
use dissensus::model::WorkId;

use crate::corpora::{corpora, read_file};
use crate::reading::{Reading, files};

/// One program's way to write the work.
struct Dialect {
    name: &'static str,
    text: &'static str,
    /// The key, the names in full, the pages.
    told: &'static str,
}

const DIALECTS: &[Dialect] = &[
    Dialect {
        name: "Web of Science, full names",
        text: "\u{feff}\n@article{ WOS:A1993,\nAuthor = {Roy, Bernard and Bouyssou,\n   Denis},\nTitle = {{Aiding decisions with\n   \
               several criteria}},\nJournal = {{DECISION SCIENCES}},\nYear = {{1993}},\nVolume = {{24}},\nPages = {{101-120}},\n\
               Month = {{MAY-JUN}},\nDOI = {{10.1000/DS.24.101}},\nUnique-ID = {{WOS:A1993}},\nTimes-Cited = {{7}},\n}\n",
        told: "WOS:A1993 | Roy, Bernard; Bouyssou, Denis | 101-120",
    },
    Dialect {
        name: "Web of Science, initials",
        text: "@article{ISI:000100, \nAuthor = {Roy, B and Bouyssou, D},\nTitle = {{Aiding decisions with several criteria}},\n\
               Journal = {{DECISION SCIENCES}},\nYear = {{1993}},\nVolume = {{24}},\nPages = {{101-120}},\n\
               DOI = {{10.1000/ds.24.101}}}\n",
        told: "ISI:000100 | Roy, B; Bouyssou, D | 101-120",
    },
    Dialect {
        name: "Scopus until 2020, with letters of affiliations",
        text: "Scopus\nEXPORT DATE: 13 January 2017\n\n@ARTICLE{Roy1993101,\nauthor={Roy, B.a  and Bouyssou, D.a b },\n\
               title={Aiding decisions with several criteria},\njournal={Decision Sciences},\nyear={1993},\nvolume={24},\n\
               pages={101-120},\ndoi={10.1000/ds.24.101},\nnote={cited By 7},\nsource={Scopus},\n}\n",
        told: "Roy1993101 | Roy, B.; Bouyssou, D. | 101-120",
    },
    Dialect {
        name: "Scopus, names divided by commas",
        text: "Scopus\nEXPORT DATE: 13 January 2017\n\n@ARTICLE{Roy1993101,\nauthor={Roy, B.a , Bouyssou, D.b },\n\
               title={Aiding decisions with several criteria},\njournal={Decision Sciences},\nyear={1993},\nvolume={24},\n\
               pages={101-120},\ndoi={10.1000/ds.24.101},\nsource={Scopus},\n}\n",
        told: "Roy1993101 | Roy, B.; Bouyssou, D. | 101-120",
    },
    Dialect {
        name: "Scopus since 2023",
        text: "\u{feff}Scopus\nEXPORT DATE: 13 February 2025\n\n@ARTICLE{Roy1993101,\n\tauthor = {Roy, Bernard and Bouyssou, Denis},\n\
               \ttitle = {Aiding decisions with several criteria},\n\tyear = {1993},\n\tjournal = {Decision Sciences},\n\
               \tvolume = {24},\n\tpages = {101 – 120},\n\tdoi = {10.1000/ds.24.101},\n\tpublication_stage = {Final},\n\
               \tsource = {Scopus},\n\tnote = {Cited by: 7; All Open Access, Green Open Access}\n}",
        told: "Roy1993101 | Roy, Bernard; Bouyssou, Denis | 101 – 120",
    },
    Dialect {
        name: "Zotero",
        text: "@article{roy_aiding_1993,\n\ttitle = {Aiding {Decisions} with {Several} {Criteria}},\n\tvolume = {24},\n\
               \tissn = {0011-7315},\n\turl = {https://example.org/a?b=1\\&c=2},\n\tdoi = {10.1000/ds.24.101},\n\
               \tabstract = {100\\% sure},\n\tlanguage = {en},\n\turldate = {2020-05-01},\n\tjournal = {Decision Sciences},\n\
               \tauthor = {Roy, Bernard and Bouyssou, Denis},\n\tmonth = may,\n\tyear = {1993},\n\tpages = {101--120},\n\
               \tfile = {PDF:/data/me/roy.pdf:application/pdf;Snapshot:/x.html:text/html},\n}\n",
        told: "roy_aiding_1993 | Roy, Bernard; Bouyssou, Denis | 101--120",
    },
    Dialect {
        name: "Better BibTeX",
        text: "@article{royAidingDecisionsSeveral1993,\n  title = {Aiding Decisions with Several Criteria},\n  author = {Roy, \
               Bernard and Bouyssou, Denis},\n  date = {1993-05},\n  journaltitle = {Decision Sciences},\n  shortjournal = {Decis. \
               Sci.},\n  volume = {24},\n  pages = {101--120},\n  doi = {10.1000/ds.24.101},\n  langid = {english},\n  \
               keywords = {⛔ No DOI found,outranking},\n  note = {citation key pinned}\n}\n",
        told: "royAidingDecisionsSeveral1993 | Roy, Bernard; Bouyssou, Denis | 101--120",
    },
    Dialect {
        name: "JabRef",
        text: "% Encoding: UTF-8\n\n@Article{Roy1993,\n  author    = {Bernard Roy and Denis Bouyssou},\n  date      = {1993-05},\n  \
               title     = {Aiding decisions with several criteria},\n  journal   = {Decision Sciences},\n  volume    = {24},\n  \
               pages     = {101--120},\n  doi       = {10.1000/ds.24.101},\n  groups    = {outranking},\n  file      = \
               {:roy.pdf:PDF},\n  timestamp = {2020-01-01},\n}\n\n@Comment{jabref-meta: databaseType:biblatex;}\n\n\
               @Comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n1 StaticGroup:outranking\\;0\\;1\\;\\;\\;\\;;\n}\n",
        told: "Roy1993 | Roy, Bernard; Bouyssou, Denis | 101--120",
    },
    Dialect {
        name: "Mendeley",
        text: "Automatically generated by Mendeley Desktop 1.19.4\nAny changes to this file will be lost if it is regenerated by \
               Mendeley.\n\nBibTeX export options can be customized via Options -> BibTeX in Mendeley Desktop\n\n\
               @article{Roy1993,\nabstract = {A {\\&} B},\nannote = {From Duplicate 1 (Aiding - Roy)},\nauthor = {Roy, Bernard and \
               Bouyssou, Denis},\ndoi = {10.1000/ds.24.101},\nfile = {:C$\\backslash$:/Papers/roy.pdf:pdf},\nissn = {00117315},\n\
               journal = {Decision Sciences},\nmendeley-groups = {Outranking},\npages = {101--120},\ntitle = {{Aiding decisions \
               with several criteria}},\nvolume = {24},\nyear = {1993}\n}\n",
        told: "Roy1993 | Roy, Bernard; Bouyssou, Denis | 101--120",
    },
    Dialect {
        name: "EndNote",
        text: "@article{RN12,\r\n   author = {Roy, Bernard and Bouyssou, Denis},\r\n   title = {Aiding decisions with several \
               criteria},\r\n   journal = {Decision Sciences},\r\n   volume = {24},\r\n   pages = {101-120},\r\n   ISSN = \
               {0011-7315},\r\n   DOI = {10.1000/ds.24.101},\r\n   year = {1993},\r\n   type = {Journal Article}\r\n}\r\n\r\n",
        told: "RN12 | Roy, Bernard; Bouyssou, Denis | 101-120",
    },
    Dialect {
        name: "Elsevier",
        text: "@article{ROY1993101,\ntitle = {Aiding decisions with several criteria},\njournal = {Decision Sciences},\nvolume = \
               {24},\npages = {101-120},\nyear = {1993},\nissn = {0011-7315},\ndoi = {https://doi.org/10.1000/ds.24.101},\nurl = \
               {https://www.example.org/pii/0011},\nauthor = {Bernard Roy and Denis Bouyssou},\n}",
        told: "ROY1993101 | Roy, Bernard; Bouyssou, Denis | 101-120",
    },
    Dialect {
        name: "Springer",
        text: "@Article{Roy1993,\nauthor={Roy, Bernard\nand Bouyssou, Denis},\ntitle={Aiding decisions with several criteria},\n\
               journal={Decision Sciences},\nyear={1993},\nmonth={May},\nday={01},\nvolume={24},\npages={101-120},\n\
               doi={10.1000/ds.24.101},\nurl={https://doi.org/10.1000/ds.24.101}\n}\n",
        told: "Roy1993 | Roy, Bernard; Bouyssou, Denis | 101-120",
    },
    Dialect {
        name: "IEEE",
        text: "@ARTICLE{4567,\n  author={Roy, Bernard and Bouyssou, Denis},\n  journal={Decision Sciences}, \n  title={Aiding \
               decisions with several criteria}, \n  year={1993},\n  volume={24},\n  number={},\n  pages={101-120},\n  \
               keywords={Decisions;Criteria},\n  doi={10.1000/DS.24.101}}\n",
        told: "4567 | Roy, Bernard; Bouyssou, Denis | 101-120",
    },
    Dialect {
        name: "ACM, whose keys are DOIs",
        text: "@article{10.1000/ds.24.101,\nauthor = {Roy, Bernard and Bouyssou, Denis},\ntitle = {Aiding decisions with several \
               criteria},\nyear = {1993},\nissue_date = {May 1993},\npublisher = {A Press},\naddress = {New York, NY, USA},\n\
               volume = {24},\nurl = {https://doi.org/10.1000/ds.24.101},\ndoi = {10.1000/ds.24.101},\njournal = {Decision \
               Sciences},\npages = {101–120},\nnumpages = {20}\n}\n",
        told: "10.1000/ds.24.101 | Roy, Bernard; Bouyssou, Denis | 101–120",
    },
    Dialect {
        name: "Wiley, whose keys are addresses",
        text: "@article{https://doi.org/10.1000/ds.24.101,\nauthor = {Roy, Bernard and Bouyssou, Denis},\ntitle = {Aiding \
               decisions with several criteria},\njournal = {Decision Sciences},\nvolume = {24},\npages = {101-120},\ndoi = \
               {https://doi.org/10.1000/ds.24.101},\nyear = {1993}\n}\n",
        told: "https://doi.org/10.1000/ds.24.101 | Roy, Bernard; Bouyssou, Denis | 101-120",
    },
    Dialect {
        name: "Taylor & Francis, whose DOI is an address in blanks",
        text: "@article{doi:10.1000/ds.24.101,\nauthor = {Bernard Roy and Denis Bouyssou},\ntitle = {Aiding decisions with several \
               criteria},\njournal = {Decision Sciences},\nvolume = {24},\npages = {101--120},\nyear  = {1993},\ndoi = \
               {10.1000/ds.24.101},\nURL = { \n    \n        https://doi.org/10.1000/ds.24.101\n    \n},\neprint = { \n    \n        \
               https://doi.org/10.1000/ds.24.101\n    \n}\n}\n",
        told: "doi:10.1000/ds.24.101 | Roy, Bernard; Bouyssou, Denis | 101--120",
    },
];

fn told(reading: &Reading, work: usize) -> String {
    let corpus = &reading.corpus;
    let id = WorkId::new(work);
    let names: Vec<String> =
        corpus.work(id).persons.iter().map(|person| corpus.person(*person).name.full()).collect();
    let pages = corpus.field(id, "pages").unwrap_or_default().trim_matches(['{', '}']).to_owned();
    format!("{} | {} | {pages}", corpus.work(id).key, names.join("; "))
}

#[test]
fn every_dialect_says_the_same_of_a_work() {
    for dialect in DIALECTS {
        let reading = files(&[("export.bib", dialect.text)]);
        let name = dialect.name;
        let errors: Vec<_> =
            reading.found.iter().filter(|found| found.severity() == Severity::Error).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        let corpus = &reading.corpus;
        assert_eq!(corpus.works().len(), 1, "{name}");
        let id = WorkId::new(0);
        assert_eq!(told(&reading, 0), dialect.told, "{name}");
        let title = corpus.title(id).unwrap_or_default().to_lowercase();
        let title: Vec<&str> = title.split_whitespace().collect();
        assert_eq!(title.join(" "), "aiding decisions with several criteria", "{name}");
        assert_eq!(corpus.venue(id).unwrap_or_default().to_lowercase(), "decision sciences", "{name}");
        assert_eq!(corpus.work(id).year(), Some(1993), "{name}");
        assert_eq!(corpus.work(id).doi.as_deref(), Some("10.1000/ds.24.101"), "{name}");
    }
}

#[test]
fn entries_of_databases_without_keys_are_kept_and_told_of() {
    let text = "@article{,\nAuthor = {Roy, B},\nTitle = {{One}},\nYear = {{1993}}}\n@article{ ,\nAuthor = {Dias, L},\n\
                Title = {{Two}},\nYear = {{1995}}}\n";
    let reading = files(&[("savedrecs.bib", text)]);
    assert_eq!(reading.rules(), [Rule::MissingKey, Rule::MissingKey]);
    let labels: Vec<String> = (0..2).map(|work| reading.corpus.label(WorkId::new(work))).collect();
    assert_eq!(labels, ["Roy 1993", "Dias 1995"]);
}

#[test]
fn references_of_web_of_science_and_scopus_link_in_every_layout() {
    let cited = "@article{WOS:A, Author = {Roy, Bernard}, Title = {{Aiding decisions with several criteria}}, Year = {{1993}}, \
                 Volume = {{24}}, Pages = {{101-120}}, Journal = {{DECISION SCIENCES}}, DOI = {{10.1000/ds.24.101}}}\n";
    let layouts = [
        (
            "wrapped over lines",
            "Cited-References = {{ALLEN PJ, 1966, AM J PHYS, V34, P1185.\n   Roy B, 1993, DECISION\n   SCI, V24, P101.}}",
        ),
        ("DOI DOI", "Cited-References = {{Roy B, 1993, X, DOI DOI 10.1000/ds.24.101.}}"),
        ("several DOIs", "Cited-References = {{Roy B, 1993, X, DOI {[}10.1000/other, 10.1000/DS.24.101].}}"),
        ("a comma in the name", "Cited-References = {{Roy, B, 1993, DECISION SCI, V24, P101.}}"),
        (
            "Scopus until 2023",
            "references={Roy, B., Bouyssou, D., Aiding decisions with several criteria (1993) Decision Sciences, 24 (2), pp. 101-120},\nsource={Scopus}",
        ),
        (
            "Scopus since 2023",
            "references = {Roy B., Bouyssou D., Aiding decisions with several criteria, Decision Sciences, 24, 2, pp. 101-120, (1993)},\nsource = {Scopus}",
        ),
        (
            "Scopus since 2025",
            "references = {Saaty T.L.; Vargas L., Models, Kluwer, (2001); Roy B.; Bouyssou D., Aiding decisions with several criteria, Decision Sciences, 24, 2, pp. 101-120, (1993)},\nsource = {Scopus}",
        ),
    ];
    for (name, list) in layouts {
        let text = format!(
            "{cited}@article{{B, Author = {{Dias, L}}, Title = {{{{Weights}}}}, Year = {{{{1995}}}},\n{list}}}\n"
        );
        let reading = files(&[("savedrecs.bib", &text)]);
        let inside =
            reading.corpus.citations().iter().filter(|citation| citation.to == WorkId::new(0)).count();
        assert_eq!(inside, 1, "{name}: {:?}", reading.corpus.references());
    }
}

#[test]
fn no_letter_of_an_affiliation_stays_in_a_name_of_the_corpora() {
    let Some(folder) = corpora() else { return };
    for (file, name, start) in [
        ("scopus/statisticians.bib", "Aria", "Aria, M"),
        ("scopus/bibliometrics.bib", "Waaijer", "Waaijer, C.J.F"),
    ] {
        let (reading, bytes) = read_file(&folder.join(file));
        let text = String::from_utf8(bytes).unwrap();
        let signed = text.lines().filter(|line| line.starts_with("author=") && line.contains(start)).count();
        let corpus = &reading.corpus;
        let bears = |person: &dissensus::model::PersonId| corpus.person(*person).name.family().contains(name);
        let works = corpus.works().iter().filter(|work| work.persons.iter().any(bears)).count();
        assert!(
            signed > 0 && works + corpus.merges().len() >= signed && works <= signed,
            "{file}: {works} of {signed}"
        );
        for person in corpus.persons() {
            let lettered = |given: &str| {
                given.as_bytes().windows(2).any(|pair| pair[0] == b'.' && pair[1].is_ascii_lowercase())
            };
            assert!(!lettered(person.name.given()), "{file}: {}", person.name.full());
        }
    }
}
