//! RIS, as Scopus, JSTOR, EndNote, Zotero and Mendeley write it.
//!
//! ```text
//! TY  - JOUR
//! AU  - Pollin, Robert
//! TI  - The World, the Free Market and the Left
//! ER  -
//! ```
//!
//! Scopus puts the references of a record into a note: `N1  - References: …`.

use super::record::{Record, bad_record, imported};
use super::tagged::{Line, Tagged, tagged};
use super::{Imported, Importer, Source};
use crate::model::ReferenceFormat;
use crate::model::identifier::doi;

/// The reader of RIS.
#[derive(Clone, Copy, Debug)]
pub struct Ris;

impl Importer for Ris {
    fn name(&self) -> &'static str {
        "ris"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ris"]
    }

    fn summary(&self) -> &'static str {
        "RIS; Scopus adds references in a note"
    }

    fn recognises(&self, text: &str) -> bool {
        let is_type = |line: &str| {
            matches!(line_of(line), Line::Tag(..)) && line.trim_start_matches('\u{feff}').starts_with("TY")
        };
        // JSTOR and the APA say first where the file comes from.
        let head = text.lines().take(200).take_while(|line| !line.trim_start().starts_with(['@', '{', '[']));
        head.into_iter().any(is_type)
    }

    fn import(&self, source: Source<'_>) -> Imported {
        let text = source.file.text();
        let mut records = Vec::new();
        let mut problems = Vec::new();
        let mut open: Option<Draft<'_>> = None;
        for tag in tagged(text, line_of) {
            let end = tag.place().end.max(tag.start + tag.tag.len());
            match tag.tag {
                "TY" => {
                    // A new record ends the one before, as some exporters leave `ER` out.
                    if let Some(draft) = open.replace(Draft::new(&tag, text, end)) {
                        records.push(draft.finished());
                    }
                }
                "ER" => match open.take() {
                    Some(mut draft) => {
                        draft.record.place.end = end;
                        records.push(draft.finished());
                    }
                    None => problems.push(bad_record(
                        source,
                        tag.start..end,
                        "`ER` ends a record that no `TY` begins",
                        "begin the record with a line such as `TY  - JOUR`",
                    )),
                },
                _ => {
                    if let Some(draft) = &mut open {
                        draft.record.place.end = end;
                        draft.add(&tag, text);
                    }
                }
            }
        }
        if let Some(draft) = open {
            problems.push(bad_record(
                source,
                draft.record.place,
                "the record is cut off: no `ER` ends it",
                "export the file again, or end it with a line `ER  - `",
            ));
        }
        imported(source, records, problems)
    }
}

/// Two capitals or digits, two blanks, a hyphen.
fn line_of(line: &str) -> Line {
    let bytes = line.trim_start_matches('\u{feff}').as_bytes();
    let offset = line.len() - bytes.len();
    let is_tag = bytes.len() >= 5
        && bytes[0].is_ascii_uppercase()
        && (bytes[1].is_ascii_uppercase() || bytes[1].is_ascii_digit())
        && bytes[2] == b' '
        && bytes[3..].iter().take(2).any(|&byte| byte == b'-');
    if !is_tag || offset > 0 && bytes.len() < 5 {
        return Line::More;
    }
    let dash = bytes.iter().position(|&byte| byte == b'-').unwrap_or(4);
    if offset == 0 { Line::Tag(2, dash + 1) } else { Line::Tag(offset + 2, offset + dash + 1) }
}

/// A record that is being read.
struct Draft<'a> {
    record: Record<'a>,
    authors: Vec<String>,
    editors: Vec<String>,
    keywords: Vec<String>,
    last_page: String,
    /// The journal or book, and how good a tag it stood under.
    venue: Option<(usize, &'a str, std::ops::Range<usize>)>,
    seen: Vec<&'static str>,
}

impl<'a> Draft<'a> {
    fn new(tag: &Tagged<'a>, text: &'a str, end: usize) -> Self {
        let record =
            Record::new(entry_type(tag.texts(text).next().unwrap_or_default().trim()), tag.start..end);
        let (authors, editors, keywords) = (Vec::new(), Vec::new(), Vec::new());
        Self { record, authors, editors, keywords, last_page: String::new(), venue: None, seen: Vec::new() }
    }

    fn add(&mut self, tag: &Tagged<'a>, text: &'a str) {
        let place = tag.place();
        let value = &text[place.clone()];
        if value.is_empty() {
            return;
        }
        match tag.tag {
            "AU" | "A1" => self.authors.push(tag.joined(text)),
            "A2" | "A3" | "ED" => self.editors.push(tag.joined(text)),
            "KW" => self.keywords.push(tag.joined(text)),
            "EP" => value.clone_into(&mut self.last_page),
            "SP" => self.record.pages(value, place),
            "PY" | "Y1" | "DA" => {
                let year = value.split(['/', '-']).next().unwrap_or_default().trim();
                let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
                if is_year && !self.seen.contains(&"year") {
                    self.seen.push("year");
                    let end = place.start + year.len();
                    self.record.written("year", year, place.start..end);
                }
            }
            // Managers write a DOI where there is room for one.
            "M3" | "L3" | "N1" if value.get(..3).is_some_and(is_doi_word) && doi(value).is_some() => {
                self.once("doi", value, place);
            }
            "N1" => match value.find("References:") {
                Some(at) if at < 40 => {
                    self.record.references(
                        ReferenceFormat::Scopus,
                        place.start + at + "References:".len()..place.end,
                    );
                }
                _ => self.once("note", value, place),
            },
            venue if VENUES.contains(&venue) => {
                let rank = VENUES.iter().position(|tag| *tag == venue).unwrap_or(VENUES.len());
                if self.venue.as_ref().is_none_or(|(best, ..)| rank < *best) {
                    self.venue = Some((rank, value, place));
                }
            }
            other => {
                if let Some(name) = field(other) {
                    self.once(name, value, place);
                }
            }
        }
    }

    /// The first of several tags of one meaning counts.
    fn once(&mut self, name: &'static str, value: &'a str, place: std::ops::Range<usize>) {
        if !self.seen.contains(&name) {
            self.seen.push(name);
            self.record.written(name, value, place);
        }
    }

    fn finished(mut self) -> Record<'a> {
        let place = self.record.place.start..self.record.place.start;
        if let Some((_, venue, place)) = self.venue {
            self.record.written("journal", venue, place);
        }
        // Some exporters write each name twice.
        self.authors.dedup();
        self.record.names("author", &self.authors, place.clone());
        self.record.names("editor", &self.editors, place.clone());
        self.record.composed("keywords", &self.keywords.join(", "), place);
        self.record.last_page(&self.last_page);
        self.record
    }
}

/// The tags of a journal or book, those that give it in full first.
const VENUES: [&str; 6] = ["JF", "T2", "BT", "JO", "JA", "J2"];

/// `doi`, or the begin of one.
fn is_doi_word(word: &str) -> bool {
    word == "10." || word.eq_ignore_ascii_case("doi")
}

fn field(tag: &str) -> Option<&'static str> {
    Some(match tag {
        "TI" | "T1" | "CT" => "title",
        "VL" => "volume",
        "IS" => "number",
        "DO" => "doi",
        "UR" | "L2" => "url",
        "AB" | "N2" => "abstract",
        "SN" => "issn",
        "PB" => "publisher",
        "CY" => "address",
        "LA" => "language",
        "ET" => "edition",
        "C7" => "article-number",
        _ => return None,
    })
}

fn entry_type(kind: &str) -> &'static str {
    match kind {
        "BOOK" | "EBOOK" | "WHOLE" => "book",
        "CHAP" | "ECHAP" => "incollection",
        "CONF" | "CPAPER" => "inproceedings",
        "THES" => "phdthesis",
        "RPRT" => "techreport",
        "JOUR" | "MGZN" | "NEWS" | "EJOUR" | "ABST" | "INPR" => "article",
        "ELEC" | "WEB" | "BLOG" => "online",
        _ => "misc",
    }
}
