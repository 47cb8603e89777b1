//! PubMed's own format (`.nbib`, MEDLINE): tags of up to four letters and a hyphen.
//!
//! ```text
//! PMID- 35757629
//! TI  - Knowledge Mapping of Multicriteria Decision Analysis in Healthcare: A
//!       Bibliometric Analysis.
//! FAU - Zhang, Xue
//! ```
//!
//! It has no references: link such a file with citations of another source.

use super::record::{Record, bad_record, imported};
use super::tagged::{Line, Tagged, tagged};
use super::{Imported, Importer, Source};

/// The reader of PubMed's format.
#[derive(Clone, Copy, Debug)]
pub struct PubMed;

impl Importer for PubMed {
    fn name(&self) -> &'static str {
        "pubmed"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["nbib", "txt"]
    }

    fn summary(&self) -> &'static str {
        "PubMed (.nbib, MEDLINE); it has no references"
    }

    fn recognises(&self, text: &str) -> bool {
        let mut lines = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty());
        lines.next().is_some_and(|line| {
            line.starts_with("PMID-") || line.starts_with("OWN -") || line.starts_with("STAT-")
        })
    }

    fn import(&self, source: Source<'_>) -> Imported {
        let text = source.file.text();
        let mut records: Vec<Record<'_>> = Vec::new();
        let mut problems = Vec::new();
        let mut drafts: Vec<Draft<'_>> = Vec::new();
        for tag in tagged(text, line_of) {
            // The number begins a record, but `OWN` may stand before it; ERIC has no number.
            let name = tag.tag.trim_start_matches('\u{feff}').trim_end();
            let seen = drafts.last().map(|draft| draft.seen);
            let begins = match name {
                "PMID" => matches!(seen, None | Some(Seen::Number | Seen::Both)),
                "OWN" => matches!(seen, None | Some(Seen::Owner | Seen::Both)),
                "STAT" => seen.is_none(),
                _ => false,
            };
            if begins {
                drafts.push(Draft::new(tag.start));
            }
            if let Some(draft) = drafts.last_mut() {
                draft.add(&tag, text);
            }
        }
        // PubMed ends each record with where it appeared.
        let mut others = drafts.iter().rev().skip(1);
        let breaks_off = drafts.last().is_some_and(|last| !last.has_source) && others.any(|it| it.has_source);
        let last = drafts.len();
        for (number, draft) in (1..).zip(drafts) {
            if breaks_off && number == last {
                problems.push(bad_record(
                    source,
                    draft.record.place,
                    "the record is cut off: no `SO` ends it, as it does the others",
                    "export the file again: a part of it is missing",
                ));
            } else if draft.has_title {
                records.push(draft.finished());
            } else {
                let place = draft.record.place;
                problems.push(bad_record(
                    source,
                    place,
                    "the record has no title",
                    "export the file again: a part of it is missing",
                ));
            }
        }
        imported(source, records, problems)
    }
}

/// Four letters or blanks and a hyphen.
fn line_of(line: &str) -> Line {
    let bytes = line.trim_start_matches('\u{feff}').as_bytes();
    let offset = line.len() - bytes.len();
    let is_tag = bytes.len() >= 5
        && bytes[0].is_ascii_uppercase()
        && bytes[..4].iter().all(|&byte| byte.is_ascii_uppercase() || byte == b' ' || byte.is_ascii_digit())
        && bytes[4] == b'-';
    if is_tag { Line::Tag(offset + 4, offset + 5) } else { Line::More }
}

/// Which of the tags that may begin a record was met in it last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Nothing,
    /// The number, and not yet whose it is.
    Number,
    /// Whose it is, and not yet its number.
    Owner,
    Both,
}

struct Draft<'a> {
    seen: Seen,
    record: Record<'a>,
    authors: Vec<String>,
    short_authors: Vec<String>,
    editors: Vec<String>,
    has_title: bool,
    has_doi: bool,
    has_source: bool,
}

impl<'a> Draft<'a> {
    fn new(start: usize) -> Self {
        Self {
            seen: Seen::Nothing,
            record: Record::new("article", start..start),
            authors: Vec::new(),
            short_authors: Vec::new(),
            editors: Vec::new(),
            has_title: false,
            has_doi: false,
            has_source: false,
        }
    }

    fn add(&mut self, tag: &Tagged<'a>, text: &'a str) {
        let place = tag.place();
        let value = &text[place.clone()];
        self.record.place.end = place.end.max(tag.start + tag.tag.len());
        match tag.tag.trim_start_matches('\u{feff}').trim_end() {
            "OWN" => self.seen = if self.seen == Seen::Nothing { Seen::Owner } else { Seen::Both },
            "OID" if self.record.key.is_none() => {
                self.record.key = Some(value.trim().to_owned().into());
            }
            "PMID" => {
                self.seen = if self.seen == Seen::Nothing { Seen::Number } else { Seen::Both };
                self.record.key = Some(format!("pmid{}", value.trim()).into());
                self.record.written("pmid", value, place);
            }
            "TI" | "BTI" if !self.has_title => {
                self.has_title = !value.is_empty();
                self.record.written("title", value, place);
            }
            "SO" => self.has_source = true,
            "FAU" | "CN" => self.authors.push(tag.joined(text)),
            "AU" => self.short_authors.push(tag.joined(text)),
            "FED" => self.editors.push(tag.joined(text)),
            "JT" => self.record.written("journal", value, place),
            "DP" => {
                let year = value.get(..4).unwrap_or_default();
                self.record.written("year", year, place.start..place.start + year.len());
            }
            "VI" => self.record.written("volume", value, place),
            "IP" => self.record.written("number", value, place),
            "PG" => self.record.written("pages", value, place),
            "AB" => self.record.written("abstract", value, place),
            "LA" => self.record.written("language", value, place),
            "PMC" => self.record.written("pmcid", value, place),
            "LID" | "AID" if !self.has_doi && (value.ends_with("[doi]") || value.contains("doi")) => {
                self.has_doi = true;
                let doi = value.trim_end_matches("[doi]").trim_end();
                self.record.written("doi", doi, place.start..place.start + doi.len());
            }
            _ => {}
        }
    }

    fn finished(mut self) -> Record<'a> {
        let place = self.record.place.start..self.record.place.start;
        // `Smith JA` of a record without full names is `Smith, JA`.
        let short = self.short_authors.iter().map(|name| {
            match name.rsplit_once(' ').filter(|_| !name.contains(',')) {
                Some((family, initials)) => format!("{family}, {initials}"),
                None => name.clone(),
            }
        });
        let names: Vec<String> = if self.authors.is_empty() { short.collect() } else { self.authors };
        self.record.names("author", &names, place.clone());
        self.record.names("editor", &self.editors, place);
        self.record
    }
}
