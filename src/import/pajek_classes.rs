//! Pajek's partitions and vectors: a number for every vertex of a network.
//!
//! ```text
//! *Vertices 2
//! 1973
//! 1985
//! ```
//!
//! Where the numbers are years, they are those of the works. Else they become the field `class` or, of a vector, `value`,
//! and after a hyphen what the partition is called: `class-political-leaning`. A debate that names the field among its
//! facets makes a facet of it. Positions they are not: a program may have found the classes.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Source;
use super::pajek::{Project, declared, is_network, keyword, lines, stem};
use super::record::{Record, bad_record};
use crate::diagnostic::{Diagnostic, SourceFile};

/// A partition or vector.
#[derive(Clone, Debug)]
pub(super) struct Values<'a> {
    /// The field it fills, if it is not the year.
    field: String,
    /// How many vertices it is for.
    pub(super) declared: usize,
    head: Range<usize>,
    values: Vec<&'a str>,
}

/// Whether a text is a partition or vector alone: nothing but numbers, one a line.
pub(super) fn is_values(text: &str) -> bool {
    let mut lines = lines(text).map(|place| &text[place]);
    let first = lines.next().map(keyword).unwrap_or_default();
    match first.as_str() {
        "*partition" | "*vector" => lines.all(|line| {
            let word = keyword(line);
            word.is_empty() || ["*vertices", "*partition", "*vector"].contains(&word.as_str())
        }),
        // A network without labels has arcs.
        "*vertices" => lines.all(|line| keyword(line).is_empty() && !line.contains([' ', '\t', '"'])),
        _ => false,
    }
}

/// The partitions and vectors in other files of the run that are for the network of this one.
pub(super) fn values_for(source: Source<'_>) -> Vec<Values<'_>> {
    let mut found = Vec::new();
    for (id, file) in (0..).zip(source.all) {
        let other = Source { id: crate::diagnostic::FileId(id), file, ..source };
        if !is_values(file.text()) {
            continue;
        }
        for mut values in Project::read(other).values {
            if network_of(other, &values).is_some_and(|network| network.name() == source.file.name()) {
                values.rename(file, source.file);
                found.push(values);
            }
        }
    }
    found
}

/// The network that a partition in a file of its own is for: the only one of as many vertices, or of these the one whose
/// name has most in common with the file's.
pub(super) fn network_of<'a>(source: Source<'a>, values: &Values<'_>) -> Option<&'a SourceFile> {
    let own = stem(source.file.name());
    let fits = |file: &&SourceFile| vertices(file.text()) == Some(values.declared);
    let mut fitting: Vec<(usize, &SourceFile)> =
        source.all.iter().filter(fits).map(|file| (shared(own, stem(file.name())), file)).collect();
    fitting.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
    match fitting.as_slice() {
        [(_, one)] => Some(one),
        [(most, first), (next, _), ..] if most > next => Some(first),
        _ => None,
    }
}

/// How many vertices the first network of a text has.
fn vertices(text: &str) -> Option<usize> {
    if !is_network(text) {
        return None;
    }
    let head = lines(text).map(|place| &text[place]).find(|line| keyword(line) == "*vertices");
    head.map(declared)
}

/// How many letters two names begin with in common.
fn shared(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

/// That no network of the run has the vertices of a partition.
pub(super) fn unclaimed(source: Source<'_>, values: &Values<'_>) -> Diagnostic {
    let message =
        format!("no network of {} vertices is read with this file, or several are", values.declared);
    let name = stem(source.file.name());
    let hint = format!("name its network too: {name}.net {}", source.file.name());
    bad_record(source, values.head.clone(), message, &hint)
}

impl<'a> Values<'a> {
    /// Those of a file of its own: a vector has fractions, or says so.
    pub(super) fn of_file(source: Source<'a>, called: &str) -> Self {
        let ends_so = |ending: &str| source.file.name().to_ascii_lowercase().ends_with(ending);
        let word = if ends_so(".vec") { "value" } else { "class" };
        Self::called(word, called)
    }

    /// Those below a line such as `*Partition political leaning`.
    pub(super) fn titled(line: &str) -> Self {
        let word = if keyword(line) == "*vector" { "value" } else { "class" };
        Self::called(word, line.split_once([' ', '\t']).map_or("", |(_, title)| title))
    }

    fn called(word: &str, title: &str) -> Self {
        let title = title.to_lowercase();
        let parts: Vec<&str> =
            title.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
        let field = std::iter::once(word).chain(parts).collect::<Vec<_>>().join("-");
        Self { field, declared: 0, head: 0..0, values: Vec::new() }
    }

    /// Called as a file is that is named after its network: `SmaGriPY.clu` of `SmaGri.net` is `PY`.
    fn rename(&mut self, file: &SourceFile, network: &SourceFile) {
        let (own, network) = (stem(file.name()), stem(network.name()));
        let word = self.field.split('-').next().unwrap_or_default().to_owned();
        if self.field == word {
            self.field = Self::called(&word, own.strip_prefix(network).unwrap_or(own)).field;
        }
    }

    pub(super) fn declaring(self, line: &str, head: Range<usize>) -> Self {
        Self { declared: declared(line), head, ..self }
    }

    /// Adds a line; whether it gives a vertex a number.
    pub(super) fn add(&mut self, text: &'a str, place: Range<usize>) -> bool {
        let value = &text[place];
        let is_number = value.parse::<f64>().is_ok_and(f64::is_finite);
        // A line that is none stands for its vertex all the same.
        self.values.push(if is_number { value } else { MISSING });
        is_number && self.values.len() <= self.declared
    }

    /// Gives the works of a network their years or classes.
    pub(super) fn give(&self, records: &mut [Record<'_>], numbers: &FxHashMap<usize, usize>) {
        let years: Vec<Option<i32>> = self.values.iter().map(|value| year(value)).collect();
        let is_none = |value: &&str| NONE.contains(value) || *value == MISSING;
        let known = years.iter().flatten().count();
        let are_years = known > 0
            && known * 2 > self.values.len()
            && years.iter().zip(&self.values).all(|(year, value)| year.is_some() || is_none(&plain(value)));
        for (number, value) in (1..).zip(&self.values) {
            let Some(record) = numbers.get(&number).and_then(|&index| records.get_mut(index)) else {
                continue;
            };
            let place = record.place.start..record.place.start;
            let value = plain(value);
            match years[number - 1] {
                Some(year) if are_years => record.composed("year", &year.to_string(), place),
                None if are_years => {}
                _ if value != MISSING => record.composed(self.field.clone(), value, place),
                _ => {}
            }
        }
    }
}

/// How Pajek writes a number that is not known.
const MISSING: &str = "999999998";
/// What stands for a year that is not known.
const NONE: [&str; 3] = ["0", "9999", "-1"];

/// `1973` of `1973.0000000`.
fn plain(value: &str) -> &str {
    match value.split_once('.') {
        Some((whole, rest)) if rest.bytes().all(|byte| byte == b'0') => whole,
        _ => value,
    }
}

fn year(value: &str) -> Option<i32> {
    let value = plain(value);
    let is_year = value.len() == 4 && value.bytes().all(|byte| byte.is_ascii_digit());
    value.parse().ok().filter(|year| is_year && (1000..=2100).contains(year))
}
