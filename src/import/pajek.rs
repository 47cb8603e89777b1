//! Pajek: networks (`.net`), project files (`.paj`), partitions (`.clu`) and vectors (`.vec`).
//!
//! ```text
//! *Vertices 2
//! 1 "SMALL H"
//! 2 "GARFIELD E"
//! *Arcs
//! 2 1
//! ```
//!
//! A vertex is a work, an arc from a to b says that a cites b; an edge counts as an arc from its first vertex to its second,
//! and times and weights of lines are not read. Partitions and vectors give the works years, or classes to narrow by.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::pajek_classes::{Values, is_values, network_of, unclaimed, values_for};
use super::record::{Record, bad_record, imported};
use super::xml::unescaped;
use super::{Imported, Importer, Source};
use crate::diagnostic::Diagnostic;

/// The reader of Pajek's files.
#[derive(Clone, Copy, Debug)]
pub struct Pajek;

impl Importer for Pajek {
    fn name(&self) -> &'static str {
        "pajek"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["net", "paj", "clu", "vec"]
    }

    fn summary(&self) -> &'static str {
        "Pajek networks (.net, .paj): a vertex is a work, an arc from a to b says that a cites b; with partitions and \
         vectors of the same number of vertices (.clu, .vec): years, or classes to narrow by"
    }

    fn recognises(&self, text: &str) -> bool {
        let first = lines(text).map(|place| &text[place]).next();
        first.is_some_and(|line| {
            let word = keyword(line);
            ["*vertices", "*network", "*partition", "*vector"].contains(&word.as_str())
        })
    }

    fn import(&self, source: Source<'_>) -> Imported {
        let text = source.file.text();
        if is_values(text) {
            let read = Project::read(source);
            let mut problems = read.problems;
            for values in &read.values {
                if network_of(source, values).is_none() {
                    problems.push(unclaimed(source, values));
                }
            }
            let rejected = problems.len();
            let mut imported = Imported { diagnostics: problems, ..Imported::default() };
            imported.fragment.rejected = rejected;
            return imported;
        }
        let mut project = Project::read(source);
        let others = source.all.iter().filter(|file| is_network(file.text())).count();
        let prefix = if others > 1 { format!("{}:", stem(source.file.name())) } else { String::new() };
        for (number, network) in project.networks.iter_mut().enumerate() {
            network.name(&if number == 0 { prefix.clone() } else { format!("{prefix}{}:", number + 1) });
        }
        let values = std::mem::take(&mut project.values);
        for values in values.iter().chain(&values_for(source)) {
            let network = project.networks.iter_mut().find(|network| network.declared == values.declared);
            if let Some(network) = network {
                values.give(&mut network.records, &network.numbers);
            }
        }
        let records = project.networks.into_iter().flat_map(|network| network.records).collect();
        imported(source, records, project.problems)
    }
}

/// The name of a file without its folder and ending.
pub(super) fn stem(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Whether a text is a network, with or without partitions.
pub(super) fn is_network(text: &str) -> bool {
    Pajek.recognises(text) && !is_values(text)
}

/// Where the lines of a text stand that are neither blank nor comments, without the blanks around them.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    let all = text.split_inclusive('\n').map(move |line| {
        let start = at + (line.len() - line.trim_start_matches(['\u{feff}', ' ', '\t', '\r']).len());
        at += line.len();
        let end = at - (line.len() - line.trim_end().len());
        start.min(end)..end
    });
    all.filter(|place| !place.is_empty() && text.as_bytes()[place.start] != b'%')
}

/// `*arcs` of `*Arcs :2 "cites"`; nothing of a line that begins no section.
pub(super) fn keyword(line: &str) -> String {
    if !line.starts_with('*') {
        return String::new();
    }
    line.split([' ', '\t', ':']).next().unwrap_or_default().to_ascii_lowercase()
}

/// The number of vertices that a line such as `*Vertices 1059` declares.
pub(super) fn declared(line: &str) -> usize {
    line.split_whitespace().nth(1).and_then(|word| word.parse().ok()).unwrap_or(0)
}

/// What a file holds.
#[derive(Default)]
pub(super) struct Project<'a> {
    pub(super) networks: Vec<Network<'a>>,
    pub(super) values: Vec<Values<'a>>,
    pub(super) problems: Vec<Diagnostic>,
}

/// One network.
#[derive(Default)]
pub(super) struct Network<'a> {
    /// How many vertices it says it has.
    pub(super) declared: usize,
    head: Range<usize>,
    pub(super) records: Vec<Record<'a>>,
    /// Which record a vertex is, by its number in the file.
    pub(super) numbers: FxHashMap<usize, usize>,
    /// From one record to another, and where it is said.
    arcs: Vec<(usize, usize, Range<usize>)>,
    has_lines: HasLines,
}

/// Whether arcs or edges follow the vertices.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum HasLines {
    Yes,
    #[default]
    No,
}

/// Where in a file the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Vertices,
    Pairs,
    Lists,
    /// A row of numbers for every vertex; this many were read.
    Matrix(usize),
    Values,
    /// Permutations, hierarchies and whatever else says nothing of works.
    Other,
}

/// What the next line `*Vertices` is about.
#[derive(Default)]
enum Next<'a> {
    #[default]
    Network,
    Values(Values<'a>),
    /// A permutation or a cluster.
    Other,
}

impl<'a> Project<'a> {
    pub(super) fn read(source: Source<'a>) -> Self {
        let text = source.file.text();
        let mut this = Self::default();
        let mut section = Section::Other;
        let mut next =
            if is_values(text) { Next::Values(Values::of_file(source, "")) } else { Next::Network };
        for place in lines(text) {
            let line = &text[place.clone()];
            match keyword(line).as_str() {
                "" => this.add(source, &mut section, place),
                "*network" => next = Next::Network,
                "*partition" | "*vector" => next = Next::Values(Values::titled(line)),
                "*vertices" => match std::mem::take(&mut next) {
                    Next::Values(values) => {
                        this.values.push(values.declaring(line, place));
                        section = Section::Values;
                    }
                    Next::Other => section = Section::Other,
                    Next::Network => {
                        this.networks.push(Network {
                            declared: declared(line),
                            head: place,
                            ..Network::default()
                        });
                        section = Section::Vertices;
                    }
                },
                "*arcs" | "*edges" => section = Section::Pairs,
                "*arcslist" | "*edgeslist" => section = Section::Lists,
                "*matrix" => section = Section::Matrix(0),
                _ => (section, next) = (Section::Other, Next::Other),
            }
        }
        this.finish(source);
        this
    }

    fn add(&mut self, source: Source<'a>, section: &mut Section, place: Range<usize>) {
        let text = source.file.text();
        if *section == Section::Values {
            if let Some(values) = self.values.last_mut()
                && !values.add(text, place.clone())
            {
                let hint = "expected one number a line, and a line for each vertex";
                self.problems.push(bad_record(source, place, "the line gives no vertex a value", hint));
            }
            return;
        }
        let Some(network) = self.networks.last_mut() else { return };
        let is_read = match section {
            Section::Vertices => {
                network.vertex(text, place.clone());
                true
            }
            Section::Pairs => network.arcs(text, place.clone(), 2),
            Section::Lists => network.arcs(text, place.clone(), usize::MAX),
            Section::Matrix(row) => {
                *row += 1;
                network.row(text, place.clone(), *row)
            }
            Section::Values | Section::Other => true,
        };
        if !is_read {
            let hint = format!("expected numbers from 1 to {}", network.declared);
            self.problems.push(bad_record(source, place, "the line joins no two vertices", &hint));
        }
    }

    /// Makes citations of the arcs. A network of the same vertices as the one before has its other arcs, as for another
    /// relation.
    fn finish(&mut self, source: Source<'a>) {
        let mut distinct: Vec<Network<'a>> = Vec::new();
        for network in std::mem::take(&mut self.networks) {
            let listed = network.records.len();
            if network.has_lines == HasLines::No && listed < network.declared {
                let message = format!("{listed} of {} vertices are listed, and no arcs", network.declared);
                let hint = "export the file again: a part of it is missing";
                self.problems.push(bad_record(source, network.head.clone(), message, hint));
            }
            match distinct.last_mut().filter(|before| before.has_same_vertices(&network)) {
                Some(before) => before.arcs.extend(network.arcs),
                None => distinct.push(network),
            }
        }
        self.networks = distinct;
    }
}

impl<'a> Network<'a> {
    /// `12 "SMALL H" 0.1 0.2`
    fn vertex(&mut self, text: &'a str, place: Range<usize>) {
        let line = &text[place.clone()];
        let first = line.split_whitespace().next().unwrap_or_default();
        let own = first.parse().ok().filter(|number| !self.numbers.contains_key(number));
        let number = own.unwrap_or(self.records.len() + 1);
        let rest = line[first.len()..].trim_start();
        let label = match rest.strip_prefix('"') {
            Some(label) => label.split('"').next().unwrap_or_default(),
            None => rest.split_whitespace().next().unwrap_or_default(),
        };
        self.add(number, &unescaped(label), place);
    }

    fn add(&mut self, number: usize, label: &str, place: Range<usize>) {
        let mut record = Record::new("misc", place.clone());
        let label = if label.trim().is_empty() { format!("vertex {number}") } else { label.to_owned() };
        record.composed("title", &label, place);
        // Labels of works need not differ; numbers do.
        record.key = Some(format!("v{number}").into());
        self.numbers.insert(number, self.records.len());
        self.records.push(record);
    }

    /// The record of a vertex; one that is not listed has nothing but its number.
    fn record(&mut self, number: usize, place: &Range<usize>) -> Option<usize> {
        if let Some(&index) = self.numbers.get(&number) {
            return Some(index);
        }
        let is_declared = (1..=self.declared).contains(&number);
        is_declared.then(|| self.add(number, "", place.clone()))?;
        self.numbers.get(&number).copied()
    }

    /// Adds the arcs of a line of at most so many numbers; whether they are arcs.
    fn arcs(&mut self, text: &'a str, place: Range<usize>, most: usize) -> bool {
        self.has_lines = HasLines::Yes;
        let line = &text[place.clone()];
        let mut words = line.split_whitespace();
        let number = |word: &str| word.parse::<usize>().ok();
        let from = words.next().and_then(number).and_then(|number| self.record(number, &place));
        let Some(from) = from else { return false };
        let mut found = false;
        for word in words.take(most.saturating_sub(1)) {
            let Some(to) = number(word).and_then(|number| self.record(number, &place)) else { return false };
            let begin = place.start + (word.as_ptr() as usize - line.as_ptr() as usize);
            self.arcs.push((from, to, begin..begin + word.len()));
            found = true;
        }
        found
    }

    /// Adds the arcs of a row of a matrix.
    fn row(&mut self, text: &'a str, place: Range<usize>, row: usize) -> bool {
        self.has_lines = HasLines::Yes;
        let line = &text[place.clone()];
        let Some(from) = self.record(row, &place) else { return false };
        for (column, word) in line.split_whitespace().enumerate() {
            let Ok(weight) = word.parse::<f64>() else { return false };
            if weight == 0.0 {
                continue;
            }
            let Some(to) = self.record(column + 1, &place) else { return false };
            let begin = place.start + (word.as_ptr() as usize - line.as_ptr() as usize);
            self.arcs.push((from, to, begin..begin + word.len()));
        }
        true
    }

    fn has_same_vertices(&self, other: &Self) -> bool {
        let titles = |network: &Self| -> Vec<Option<String>> {
            network.records.iter().map(|record| record.title().map(str::to_owned)).collect()
        };
        self.declared == other.declared && self.numbers == other.numbers && titles(self) == titles(other)
    }

    /// Gives the vertices keys that begin so, and cites by them.
    fn name(&mut self, prefix: &str) {
        for record in &mut self.records {
            record.key = record.key.take().map(|key| format!("{prefix}{key}").into());
        }
        for (from, to, place) in std::mem::take(&mut self.arcs) {
            let key = self.records[to].key.clone().unwrap_or_default();
            self.records[from].cites(key, place);
        }
    }
}
