//! Which files of databases hold no references, and what to export instead.

use crate::diagnostic::FileId;
use crate::model::{Corpus, Presence, WorkId};

/// The exports of databases among the files in which no work states what it cites, in sentences that say what to export
/// instead. Libraries that people keep are none of them, nor is a file of a single work.
///
/// # Complexity
/// Linear in the works, references and citations.
#[must_use]
pub fn exports_without_references(corpus: &Corpus) -> Vec<String> {
    let silent = silent_files(corpus);
    silent
        .into_iter()
        .filter_map(|(file, works)| {
            let source = &corpus.sources()[file.0 as usize];
            Some(sentence(source.name(), works, advice(source.text())?))
        })
        .collect()
}

/// The files in which several works stand and none states what it cites, each with its works.
pub(super) fn silent_files(corpus: &Corpus) -> Vec<(FileId, usize)> {
    let of = |file: FileId| file.0 as usize;
    let mut works = vec![0_usize; corpus.sources().len()];
    for work in corpus.works().iter().filter(|work| work.presence == Presence::Listed) {
        works[of(work.span.file)] += 1;
    }
    let mut state = |work: WorkId| works[of(corpus.work(work).span.file)] = 0;
    corpus.citations().iter().for_each(|citation| state(citation.from));
    corpus.references().iter().for_each(|reference| state(reference.from));
    let files = (0..).map(FileId).zip(works);
    files.filter(|(_, works)| *works > 1).collect()
}

/// That no work of a file states what it cites.
pub(super) fn sentence(file: &str, works: usize, advice: &str) -> String {
    format!("{file}: none of {works} works states what it cites; {advice}")
}

/// What to export instead, from the database that a file seems to come from; None for a library of one's own.
pub(super) fn advice(text: &str) -> Option<&'static str> {
    let head: String =
        text.trim_start_matches('\u{feff}').chars().take(HEAD).collect::<String>().to_ascii_lowercase();
    let head = head.trim_start();
    let syntax = if head.starts_with(['[', '{']) { Syntax::Json } else { Syntax::Other };
    MARKS.iter().find(|mark| mark.syntax == syntax && mark.is_on(head)).map(|mark| mark.advice)
}

/// How much of a file is looked at, in characters.
const HEAD: usize = 20_000;

/// How a file is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Json,
    Other,
}

/// What tells the exports of a database.
struct Mark {
    syntax: Syntax,
    /// What the file begins with.
    begins: &'static [&'static str],
    /// What stands somewhere in its head.
    holds: &'static [&'static str],
    advice: &'static str,
}

impl Mark {
    fn is_on(&self, head: &str) -> bool {
        self.begins.iter().any(|word| head.starts_with(word))
            || self.holds.iter().any(|word| head.contains(word))
    }
}

/// The databases; the first whose mark a file bears is its own.
const MARKS: [Mark; 12] = [
    Mark {
        syntax: Syntax::Json,
        begins: &[],
        holds: &["https://openalex.org/w"],
        advice: "ask OpenAlex for whole works, or name referenced_works in `select=`",
    },
    Mark {
        syntax: Syntax::Json,
        begins: &[],
        holds: &["\"paperid\""],
        advice: "ask Semantic Scholar for them: `fields=title,year,authors,venue,externalIds,references`",
    },
    Mark {
        syntax: Syntax::Json,
        begins: &[],
        holds: &["\"is-referenced-by-count\"", "\"references-count\""],
        advice: "their publishers gave Crossref none, or `select=` leaves `reference` out: OpenAlex may have them",
    },
    Mark {
        syntax: Syntax::Json,
        begins: &[],
        holds: &["\"type\"", "\"title\""],
        advice: "CSL-JSON has none: export the works from Web of Science, Scopus or OpenAlex, and give both files",
    },
    Mark {
        syntax: Syntax::Other,
        begins: &["about the data:", "\"about the data:"],
        holds: &["publication id,", "\"publication id\","],
        advice: "in Dimensions, choose “Save / Export”, “Export for bibliometric mapping” and CSV",
    },
    Mark {
        syntax: Syntax::Other,
        begins: &["lens id,", "\"lens id\","],
        holds: &[],
        advice: "in The Lens, export as CSV with the field “References”",
    },
    Mark {
        syntax: Syntax::Other,
        begins: &["pmid-", "own -", "stat-"],
        holds: &[],
        advice: "PubMed exports none: use OpenAlex, Crossref or Web of Science for the same works",
    },
    Mark {
        syntax: Syntax::Other,
        begins: &["fn clarivate", "fn isi", "fn thomson", "pt\t"],
        holds: &["wos:", "isi:", "unique-id", "web-of-science"],
        advice: "in Web of Science, export with record content “Full Record and Cited References”",
    },
    Mark {
        syntax: Syntax::Other,
        begins: &[],
        holds: &[
            "scopus",
            "2-s2.0-",
            "authors,title,year,source title",
            "\"authors\",\"title\",\"year\",\"source title\"",
        ],
        advice: "in Scopus, tick “Include references” when you export",
    },
    Mark {
        syntax: Syntax::Other,
        begins: &["ty  - "],
        holds: &["\nty  - "],
        advice: "RIS of this source has none: export from Web of Science, Scopus (RIS too, with “Include references”) or \
                 OpenAlex",
    },
    Mark {
        syntax: Syntax::Other,
        begins: &["*vertices", "*network"],
        holds: &[],
        advice: "the network has no arcs: save it with its lines",
    },
    Mark {
        syntax: Syntax::Other,
        begins: &[],
        holds: &["<graphml"],
        advice: "the graph has no edges: export them too",
    },
];
