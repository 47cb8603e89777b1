//! Works by case: where, with which instrument, between whom.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::responses::{Reference, reference, speaker};
use crate::model::{Case, Confidence, Corpus, Entity, FacetId, WorkId};

/// That a facet has a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The facet.
    pub facet: FacetId,
    /// The value, compared without regard to case.
    pub value: String,
}

/// Which cases are asked for; every condition must hold within one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetQuery {
    /// The conditions.
    pub conditions: Vec<Condition>,
    /// The least confidence of a case.
    pub confidence: Confidence,
}

impl Default for FacetQuery {
    fn default() -> Self {
        Self { conditions: Vec::new(), confidence: Confidence::Low }
    }
}

impl FacetQuery {
    fn admits(&self, case: &Effective<'_>) -> bool {
        self.conditions.iter().all(|condition| {
            let wanted = condition.value.trim().to_lowercase();
            case.values(condition.facet).iter().any(|value| value.to_lowercase() == wanted)
        })
    }
}

/// A name that is no facet of any debate, with the facets there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFacet {
    /// The name.
    pub name: String,
    /// The facets of the corpus.
    pub known: Vec<String>,
}

/// A case that meets the conditions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetFinding {
    /// The work's key.
    pub work: String,
    /// Its short name.
    pub label: String,
    /// The case's name, where it has one.
    pub case: Option<String>,
    /// Facet and values.
    pub values: BTreeMap<String, Vec<String>>,
    /// Who says so.
    pub by: String,
    /// Where they say so.
    pub place: Option<String>,
    /// How sure the annotator is.
    pub confidence: &'static str,
    /// Where it is written.
    pub source: Reference,
}

/// The cases that were asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetsFinding {
    /// In the order of the works.
    pub works: Vec<FacetFinding>,
}

/// The facet of a name.
///
/// # Errors
/// The facets there are, if no debate names this one.
pub fn facet_named(corpus: &Corpus, name: &str) -> Result<FacetId, UnknownFacet> {
    let found = corpus.facets().iter().position(|facet| facet.name.eq_ignore_ascii_case(name.trim()));
    found.map(FacetId::new).ok_or_else(|| UnknownFacet {
        name: name.to_owned(),
        known: corpus.facets().iter().map(|facet| facet.name.to_string()).collect(),
    })
}

/// A case with the values that its work has in general.
struct Effective<'a> {
    case: &'a Case,
    /// The nameless cases of the work: what its entries give as fields.
    general: Vec<&'a Case>,
}

impl Effective<'_> {
    fn values(&self, facet: FacetId) -> Vec<&str> {
        let own: Vec<&str> = self.case.values_of(facet).collect();
        if !own.is_empty() && self.case.name.is_some() {
            return own;
        }
        self.general.iter().flat_map(|general| general.values_of(facet)).collect()
    }
}

/// The cases of the corpus. What stands on the work itself holds in each of its cases that does not say
/// otherwise, and is a case of its own only where there is no other.
fn effective(corpus: &Corpus, confidence: Confidence) -> Vec<Effective<'_>> {
    let mut found = Vec::new();
    let groups = corpus.cases().chunk_by(|a, b| a.work == b.work);
    for cases in groups {
        let sure = cases.iter().filter(|case| case.evidence.confidence >= confidence);
        let (named, general): (Vec<&Case>, Vec<&Case>) = sure.partition(|case| case.name.is_some());
        let own = if named.is_empty() { general.first().copied() } else { None };
        found.extend(named.into_iter().chain(own).map(|case| Effective { case, general: general.clone() }));
    }
    found
}

/// The cases that a query admits, in the order of the works.
#[must_use]
pub fn works_where(corpus: &Corpus, query: &FacetQuery) -> Vec<FacetFinding> {
    effective(corpus, query.confidence)
        .into_iter()
        .filter(|case| query.admits(case))
        .map(|case| {
            let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for (index, facet) in corpus.facets().iter().enumerate() {
                let found: Vec<String> =
                    case.values(FacetId::new(index)).into_iter().map(str::to_owned).collect();
                if !found.is_empty() {
                    values.insert(facet.name.to_string(), found);
                }
            }
            let work = Entity::Work(case.case.work);
            let evidence = &case.case.evidence;
            FacetFinding {
                work: corpus.key(work),
                label: corpus.label(case.case.work),
                case: case.case.name.as_deref().map(str::to_owned),
                values,
                by: speaker(corpus, evidence, work),
                place: evidence.place.as_deref().map(str::to_owned),
                confidence: evidence.confidence.name(),
                source: reference(corpus, evidence.span, evidence.field),
            }
        })
        .collect()
}

/// The same as they serialise.
#[must_use]
pub fn facets_found(corpus: &Corpus, query: &FacetQuery) -> FacetsFinding {
    FacetsFinding { works: works_where(corpus, query) }
}

/// One cell of the evidence matrix.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MatrixCell {
    /// The keys of the works, each once.
    pub works: Vec<String>,
}

/// Which values of two facets were studied together, and which were not: empty cells stay visible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EvidenceMatrix {
    /// The values of the first facet, sorted, each in the spelling met first.
    pub rows: Vec<String>,
    /// The values of the second facet, sorted, each in the spelling met first.
    pub columns: Vec<String>,
    /// `cells[row][column]`.
    pub cells: Vec<Vec<MatrixCell>>,
}

/// The evidence matrix of two facets over the cases that a query admits. Values of sure cases that the conditions rule
/// out keep their rows and columns; values that differ in case only share one, under the spelling met first.
#[must_use]
pub fn evidence_matrix(
    corpus: &Corpus,
    rows: FacetId,
    columns: FacetId,
    query: &FacetQuery,
) -> EvidenceMatrix {
    let row_values = Spellings::of(corpus, rows, query.confidence);
    let column_values = Spellings::of(corpus, columns, query.confidence);
    let mut works: BTreeMap<(&str, &str), BTreeSet<WorkId>> = BTreeMap::new();
    for case in effective(corpus, query.confidence).iter().filter(|case| query.admits(case)) {
        for row in case.values(rows) {
            for column in case.values(columns) {
                if let (Some(row), Some(column)) = (row_values.first(row), column_values.first(column)) {
                    works.entry((row, column)).or_default().insert(case.case.work);
                }
            }
        }
    }
    let cell = |row: &str, column: &str| MatrixCell {
        works: works
            .get(&(row, column))
            .into_iter()
            .flatten()
            .map(|&work| corpus.key(Entity::Work(work)))
            .collect(),
    };
    let (rows, columns) = (row_values.sorted(), column_values.sorted());
    EvidenceMatrix {
        cells: rows.iter().map(|row| columns.iter().map(|column| cell(row, column)).collect()).collect(),
        rows: rows.into_iter().map(str::to_owned).collect(),
        columns: columns.into_iter().map(str::to_owned).collect(),
    }
}

/// The values that cases at least as sure as `confidence` give a facet, sorted; those that differ in case only are one, in
/// the spelling met first.
#[must_use]
pub fn facet_values(corpus: &Corpus, facet: FacetId, confidence: Confidence) -> Vec<&str> {
    Spellings::of(corpus, facet, confidence).sorted()
}

/// The values of a facet by their lower-case spelling.
struct Spellings<'a>(BTreeMap<String, &'a str>);

impl<'a> Spellings<'a> {
    fn of(corpus: &'a Corpus, facet: FacetId, confidence: Confidence) -> Self {
        let mut cases: Vec<&Case> =
            corpus.cases().iter().filter(|case| case.evidence.confidence >= confidence).collect();
        // The corpus has them by work and name.
        cases.sort_by_key(|case| case.evidence.span);
        let mut first = BTreeMap::new();
        for value in cases.into_iter().flat_map(|case| case.values_of(facet)) {
            first.entry(value.to_lowercase()).or_insert(value);
        }
        Self(first)
    }

    /// The first spelling of a value.
    fn first(&self, value: &str) -> Option<&'a str> {
        self.0.get(&value.to_lowercase()).copied()
    }

    fn sorted(&self) -> Vec<&'a str> {
        let mut values: Vec<&str> = self.0.values().copied().collect();
        values.sort_unstable();
        values
    }
}
