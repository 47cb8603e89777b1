//! Where a figure comes from, so that whoever finds the file can draw it again.
//!
//! Every format carries the same entries in its own way: SVG as `<metadata>`, DOT as comments; see
//! [`Provenance::entries`]. There is no clock in it: the same input gives the same bytes.

use super::metrics::is_steering;
use super::metrics::printable;

/// What a [`Fact`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// How many of what are drawn: `45 works, 60 responses`.
    Drawn,
    /// The first and the last year of what is drawn: `1994–2021`.
    Years,
    /// Which relations are drawn, with their counts: `disputes (24), supports (11)`.
    Relations,
    /// How what is drawn was found or measured.
    Method,
    /// What is not drawn: `3 works with fewer links`.
    LeftOut,
}

impl FactKind {
    /// The name of the entry.
    pub fn name(self) -> &'static str {
        match self {
            Self::Drawn => "Drawn",
            Self::Years => "Years",
            Self::Relations => "Relations",
            Self::Method => "Method",
            Self::LeftOut => "Left out",
        }
    }
}

/// Something that is true of the whole figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub kind: FactKind,
    /// The fact in words, without a full stop.
    pub text: String,
}

/// Where a figure comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provenance {
    /// The program that drew it; empty if none is named.
    pub program: String,
    /// The version of that program.
    pub version: String,
    /// The command that drew it, as it would be typed; none if it was drawn otherwise.
    pub command: Option<String>,
    /// The names of the files that the facts come from.
    pub sources: Vec<String>,
    /// What is drawn, in this order.
    pub facts: Vec<Fact>,
}

impl Provenance {
    /// Program and version: `dissensus 0.1.0`.
    pub fn creator(&self) -> String {
        printable(format!("{} {}", self.program, self.version).trim())
    }

    /// The facts of one kind.
    pub fn facts_of(&self, kind: FactKind) -> impl Iterator<Item = &str> {
        self.facts.iter().filter(move |fact| fact.kind == kind).map(|fact| fact.text.as_str())
    }

    /// Everything as names and values without control characters, in a fixed order: `Creator`, `Command`, a `Source`
    /// for each file, then the facts. What is empty is left out.
    pub fn entries(&self) -> Vec<(&'static str, String)> {
        let creator = ("Creator", self.creator());
        let command = self.command.iter().map(|command| ("Command", one_line(command)));
        let sources = self.sources.iter().map(|source| ("Source", printable(source)));
        let facts = self.facts.iter().map(|fact| (fact.kind.name(), printable(&fact.text)));
        std::iter::once(creator)
            .chain(command)
            .chain(sources)
            .chain(facts)
            .filter(|(_, value)| !value.is_empty())
            .collect()
    }
}

/// A command without control characters; unlike in other texts, every blank counts.
fn one_line(command: &str) -> String {
    command.chars().map(|c| if is_steering(c) { '\u{fffd}' } else { c }).collect()
}
