//! Exports of a database of any size, as files of a thousand records each; the same for the same size.

use std::fmt::Write;

use crate::random::SplitMix;
use dissensus::import::Input;

/// Records of a file, as many as Web of Science gives at once.
const RECORDS: usize = 1_000;
/// References of a record, on average.
pub(crate) const REFERENCES: usize = 33;
/// Works outside the export for each work in it.
const OUTSIDE: usize = 10;

const CONSONANTS: &[u8] = b"BCDFGHKLMNPRSTVZ";
const VOWELS: &[u8] = b"AEIOU";
const JOURNALS: [&str; 8] = [
    "INT SECURITY",
    "WORLD POLIT",
    "J POLIT ECON",
    "SCIENTOMETRICS",
    "EUR J OPER RES",
    "RES POLICY",
    "AM POLIT SCI REV",
    "J INFORMETR",
];
const WORDS: [&str; 16] = [
    "balance",
    "citation",
    "network",
    "theory",
    "evidence",
    "strategy",
    "analysis",
    "regional",
    "method",
    "school",
    "model",
    "institution",
    "decision",
    "ranking",
    "position",
    "debate",
];

/// Files of Web of Science's plain text, and how many of their references mean a work in them.
pub(crate) struct Exports {
    pub(crate) files: Vec<Input>,
    pub(crate) references: usize,
    pub(crate) inside: usize,
}

/// Exports of `records` records with about 33 references each, a third of them to other records of the exports.
/// The rest go to ten times as many works outside, to few of them often. One reference in twenty has no DOI, one in
/// twenty a wrong page.
pub(crate) fn exports(records: usize) -> Exports {
    let mut random = SplitMix(20_261_122);
    let mut made = Exports { files: Vec::new(), references: 0, inside: 0 };
    for first in (0..records).step_by(RECORDS) {
        let mut text = String::with_capacity(RECORDS * 3_000);
        text.push_str("FN Clarivate Analytics Web of Science\nVR 1.0\n");
        for record in first..records.min(first + RECORDS) {
            write_record(&mut text, record, records, &mut random, &mut made);
        }
        text.push_str("EF\n");
        let name = format!("savedrecs-{:04}.txt", made.files.len());
        made.files.push(Input { name, bytes: text.into_bytes() });
    }
    made
}

/// What is known of a work by its number alone.
struct Described {
    author: String,
    year: usize,
    journal: &'static str,
    volume: usize,
    page: usize,
    has_doi: bool,
}

fn described(work: usize, records: usize) -> Described {
    let mut random = SplitMix(work as u64 * 7919 + 1);
    let mut author = String::new();
    for _ in 0..2 + random.below(2) {
        author.push(char::from(CONSONANTS[random.below(CONSONANTS.len())]));
        author.push(char::from(VOWELS[random.below(VOWELS.len())]));
    }
    author.push(char::from(CONSONANTS[random.below(CONSONANTS.len())]));
    let initial = char::from(b'A' + u8::try_from(random.below(26)).unwrap_or(0));
    let year = if work < records { 1980 + work * 45 / records } else { 1950 + random.below(70) };
    Described {
        author: format!("{author} {initial}"),
        year,
        journal: JOURNALS[random.below(JOURNALS.len())],
        volume: 1 + random.below(90),
        page: 1 + random.below(2_000),
        has_doi: random.below(3) > 0,
    }
}

fn write_record(text: &mut String, record: usize, records: usize, random: &mut SplitMix, made: &mut Exports) {
    let own = described(record, records);
    let (family, initial) = own.author.split_once(' ').unwrap_or_default();
    let _ = write!(text, "PT J\nAU {family}, {initial}\nTI");
    for _ in 0..8 + random.below(5) {
        let _ = write!(text, " {}", WORDS[random.below(WORDS.len())]);
    }
    let _ = write!(text, "\nSO {}\nCR ", own.journal);
    for number in 0..REFERENCES / 2 + random.below(REFERENCES) + 1 {
        let inside = record > 0 && random.below(3) == 0;
        let cited = if inside { random.below(record) } else { records + skewed(records * OUTSIDE, random) };
        if number > 0 {
            text.push_str("\n   ");
        }
        write_reference(text, &described(cited, records), cited, random);
        made.references += 1;
        made.inside += usize::from(inside);
    }
    let _ = write!(text, "\nPY {}\nVL {}\nBP {}\n", own.year, own.volume, own.page);
    if own.has_doi {
        let _ = writeln!(text, "DI 10.1000/w{record}");
    }
    let _ = write!(text, "UT WOS:{record:015}\nER\n\n");
}

/// A number below a bound, small ones far more often: the cube of a share of it.
fn skewed(bound: usize, random: &mut SplitMix) -> usize {
    let (part, bound) = (random.below(bound) as u128, bound as u128);
    usize::try_from(part * part * part / (bound * bound)).unwrap_or(0)
}

fn write_reference(text: &mut String, work: &Described, number: usize, random: &mut SplitMix) {
    let fate = random.below(20);
    let page = if fate == 1 { work.page + 7 } else { work.page };
    let _ = write!(text, "{}, {}, {}, V{}, P{page}", work.author, work.year, work.journal, work.volume);
    if work.has_doi && fate != 0 {
        let _ = write!(text, ", DOI 10.1000/w{number}");
    }
}
