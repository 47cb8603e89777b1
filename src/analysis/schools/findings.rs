//! What is found of schools, as programs read it.

use serde::Serialize;

use super::Cohesion;
use crate::analysis::Reference;

/// A group of works.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct School {
    /// Its number, from 1; the largest comes first, and of equals the one whose first work comes first.
    pub id: usize,
    /// Its name: its most central works, and the words that set their titles apart.
    pub label: String,
    /// The keys of its works, in the order of the files.
    pub members: Vec<String>,
    /// The keys of its most central works, the most central first.
    pub central: Vec<String>,
    /// The words that set the titles of its works apart, the most distinctive first.
    pub words: Vec<String>,
    /// How it holds together.
    pub cohesion: Cohesion,
    /// The positions that its works hold, most first; see [`AgreementFinding`].
    pub positions: Vec<PositionCount>,
    /// How many of its works hold positions of several trees.
    pub several_positions: usize,
    /// How many of its works hold no position.
    pub without_position: usize,
}

/// How many works of a school hold a position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PositionCount {
    /// The key of the position.
    pub position: String,
    /// How many.
    pub works: usize,
}

/// How far the schools are the declared positions.
///
/// Positions are compared at the top of their trees, so that a work filed under a part of `anti` counts for `anti`.
/// Works of no school, works without a position and works that hold positions of several trees are left out of both
/// measures, and counted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AgreementFinding {
    /// The adjusted Rand index; none where fewer than two works can be compared.
    pub ari: Option<f64>,
    /// The normalised mutual information.
    pub nmi: Option<f64>,
    /// How many works were compared.
    pub compared: usize,
    /// How many works of schools hold no position.
    pub without_position: usize,
    /// How many works of schools hold positions of several trees.
    pub several_positions: usize,
    /// How many works hold a position, but are in no school.
    pub outside_schools: usize,
    /// How many of the compared works are in which school and hold which position.
    pub table: Vec<ConfusionCell>,
}

/// A cell of the confusion table that is not empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConfusionCell {
    /// The number of the school.
    pub school: usize,
    /// The key of the position.
    pub position: String,
    /// How many works.
    pub works: usize,
}

/// A work in a school in which more works hold another position; there are none where all works are in one school.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Misfit {
    /// Its key.
    pub work: String,
    /// The position that it holds, at the top of its tree.
    pub position: String,
    /// The number of its school.
    pub school: usize,
    /// The positions that most works of its school hold.
    pub school_positions: Vec<String>,
    /// What draws it there and what drives it from the works of its position, the strongest first.
    pub because: Vec<Because>,
}

/// Why a work is drawn to others or driven from them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Because {
    /// The reason in words.
    pub text: String,
    /// How much it weighs: above 0 it draws together, below it drives apart.
    pub weight: f64,
    /// The other works that it is about.
    pub works: Vec<String>,
    /// Where it is written.
    pub sources: Vec<Reference>,
}

/// Two works that are joined.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EdgeFinding {
    /// A work.
    pub a: String,
    /// Its school.
    pub a_school: usize,
    /// Another work.
    pub b: String,
    /// Its school.
    pub b_school: usize,
    /// The weight of the edge.
    pub weight: f64,
    /// Whether the edge is at odds with the schools: for something between two, or against it inside one.
    pub frustrated: bool,
    /// Why the two are joined.
    pub because: Vec<Because>,
}

/// Whether other lots give the same schools.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct StabilityFinding {
    /// How many seeds were compared, from the one reported on.
    pub seeds: usize,
    /// The least adjusted Rand index of two of the divisions.
    pub least: f64,
    /// The mean of all.
    pub mean: f64,
    /// The greatest.
    pub greatest: f64,
    /// The best quality that one of the seeds reached.
    pub best_quality: f64,
    /// The first seed that reached it.
    pub best_seed: u64,
}

/// What one lens finds alone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LensFinding {
    /// The method that is usual for it.
    pub method: &'static str,
    /// How many schools it finds.
    pub schools: usize,
    /// How many works are in them.
    pub works: usize,
    /// The adjusted Rand index with the declared positions; see [`AgreementFinding`].
    pub ari: Option<f64>,
    /// The normalised mutual information with them.
    pub nmi: Option<f64>,
}

/// The two lenses side by side, each alone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LensComparison {
    /// What responses find.
    pub signed: LensFinding,
    /// What citations find.
    pub citation: LensFinding,
    /// How many works are in schools of both.
    pub compared: usize,
    /// The adjusted Rand index of the two over these works.
    pub ari: Option<f64>,
    /// Their normalised mutual information.
    pub nmi: Option<f64>,
}

/// The schools of a debate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SchoolsFinding {
    /// What joined works.
    pub lens: &'static str,
    /// What divided them.
    pub method: &'static str,
    /// What decided the lots.
    pub seed: u64,
    /// How good the division is: for methods that look for the least frustration, the weight of the frustrated
    /// edges, 1 each where nothing is weighted; for the others what they make large.
    pub quality: f64,
    /// What no division betters; none for methods that give no bound.
    pub bound: Option<f64>,
    /// Whether the quality is proved to be the best.
    pub exact: bool,
    /// The weight of the edges at odds with the schools.
    pub frustrated_weight: f64,
    /// How many edges are at odds with the schools.
    pub frustrated_edges: usize,
    /// The share of the weight of all edges that is not at odds with the schools.
    pub balance: f64,
    /// How many works are in schools.
    pub works: usize,
    /// How many pairs of them are joined.
    pub edges: usize,
    /// Of these, how many by a weight below 0.
    pub negative_edges: usize,
    /// How many pairs of works responses join, if they were looked at.
    pub response_edges: Option<usize>,
    /// How many pairs of works citations join, if they were looked at.
    pub citation_edges: Option<usize>,
    /// The resolution, for methods that have one.
    pub resolution: Option<f64>,
    /// The share of responses, where both kinds of links are there.
    pub weight: Option<f64>,
    /// How citations joined works.
    pub projection: Option<&'static str>,
    /// What a common reference was worth.
    pub normalisation: Option<&'static str>,
    /// What responses joined works on: works, claims, positions.
    pub grounds: Vec<&'static str>,
    /// Whether other seeds give the same.
    pub stability: Option<StabilityFinding>,
    /// The schools.
    pub schools: Vec<School>,
    /// How far they are the declared positions.
    pub agreement: AgreementFinding,
    /// What each lens finds alone, where both were looked through.
    pub lenses: Option<LensComparison>,
    /// The works whose school is not their position's.
    pub misfits: Vec<Misfit>,
    /// The works with an entry that nothing joins to another.
    pub unplaced: Vec<String>,
    /// Works, claims and positions that would have joined too many, and joined none.
    pub left_out: Vec<String>,
}
