//! OpenCitations, CSV: who cites whom, by DOI or another identifier, and nothing else.

use std::collections::BTreeMap;

use super::record::{Record, bad_record, imported};
use super::table::{Divider, Row, has_headings, rows};
use super::{Imported, Importer, Source};
use crate::model::identifier::doi;

/// The reader of OpenCitations' CSV.
#[derive(Clone, Copy, Debug)]
pub struct OpenCitations;

impl Importer for OpenCitations {
    fn name(&self) -> &'static str {
        "opencitations"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn summary(&self) -> &'static str {
        "OpenCitations, CSV: pairs of identifiers"
    }

    fn recognises(&self, text: &str) -> bool {
        has_headings(text, &["citing", "cited"])
    }

    fn import(&self, source: Source<'_>) -> Imported {
        let text = source.file.text();
        let mut table = rows(text, Divider::Comma).into_iter();
        let Some(head) = table.next() else { return Imported::default() };
        let column = |heading: &str| (0..head.cells.len()).find(|&at| head.cell(text, at).trim() == heading);
        let (Some(citing), Some(cited)) = (column("citing"), column("cited")) else {
            return Imported::default();
        };
        let created = column("creation");
        let mut problems = Vec::new();
        // A record is a citing work with all that it cites.
        let mut order: BTreeMap<String, usize> = BTreeMap::new();
        let mut records: Vec<Record<'_>> = Vec::new();
        for row in table {
            let (Some(from), Some(to)) = (identifier(&row, text, citing), identifier(&row, text, cited))
            else {
                problems.push(bad_record(
                    source,
                    row.place,
                    "the row names no two works",
                    "expected a citing and a cited identifier",
                ));
                continue;
            };
            let next = records.len();
            let number = *order.entry(from.clone()).or_insert(next);
            if number == next {
                let mut record = Record::new("misc", row.place.clone());
                let place = row.cells[citing].clone();
                if doi(&from).is_some() {
                    record.composed("doi", &from, place.clone());
                }
                if let Some(at) = created {
                    let date = row.cell(text, at).trim().to_owned();
                    record.composed("year", date.get(..4).unwrap_or_default(), place);
                }
                record.key = Some(from.into());
                records.push(record);
            }
            records[number].cites(to.into(), row.cells[cited].clone());
        }
        imported(source, records, problems)
    }
}

/// The DOI of a cell, which may hold several identifiers, else the first of them.
fn identifier(row: &Row, text: &str, column: usize) -> Option<String> {
    let cell = row.cell(text, column);
    let mut ids = cell.split_whitespace();
    let first = ids.clone().next()?.to_owned();
    let found = ids.find_map(|id| doi(id).map(std::borrow::Cow::into_owned));
    Some(found.unwrap_or(first))
}
