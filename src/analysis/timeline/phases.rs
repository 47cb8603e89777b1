//! Phases of a debate.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{name, rounded};
use crate::algorithm::series;
use crate::analysis::responses::{children, response_year};
use crate::model::{Confidence, Corpus, Entity, PositionId, Relation, Sign, WorkId};

/// How many categories a label names.
const NAMED: usize = 3;

/// What a category of the mix is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CategoryKind {
    /// A position: each work that holds it, or one below it, is an item.
    Position,
    /// A relation: each response of a work is an item.
    Relation,
}

/// A category of the mix within a phase.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CategoryFinding {
    /// What it is.
    pub kind: CategoryKind,
    /// The position's key, or how the relation reads.
    pub name: String,
    /// Its items in the phase.
    pub count: u64,
    /// Its share of the phase's items.
    pub share: f64,
    /// Its share in the phase before; none in the first phase.
    pub share_before: Option<f64>,
}

/// The work that most items of a phase come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LargestSource {
    /// Its key.
    pub work: String,
    /// How many items of the phase are its stances and responses.
    pub items: u64,
}

/// A phase.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PhaseFinding {
    /// Its first year.
    pub from: i32,
    /// Its last year.
    pub to: i32,
    /// What it is made of, in words: of the first phase the largest categories, of a later one those that grow
    /// most against the phase before.
    pub label: String,
    /// The works that appeared in it.
    pub works: Vec<String>,
    /// How many stances and responses it is made of.
    pub items: u64,
    /// The work that most of them come from: a work that is annotated at length can make a phase by itself.
    pub largest_source: Option<LargestSource>,
    /// The mix, largest category first.
    pub mix: Vec<CategoryFinding>,
    /// The categories that grow against the phase before, the most telling first; of the first phase, the
    /// largest.
    pub grows: Vec<CategoryFinding>,
}

/// The phases of a debate, and what they were found from.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PhasesFinding {
    /// The phases, in order.
    pub phases: Vec<PhaseFinding>,
    /// By how much the criterion prefers them to a single phase; 0 if there is but one.
    pub gain: f64,
    /// How many stances of dated works were counted.
    pub stances: u64,
    /// How many dated responses were counted.
    pub responses: u64,
    /// How many positions and signs occur.
    pub categories: usize,
    /// How many stances and responses have no year and count nowhere.
    pub undated: u64,
}

/// Divides the years of a debate where the mix of positions and relations changes.
///
/// The items of a year are its works' stances, by the root of the position (by its children where there is but one
/// root), and the responses that works make in it, by the sign of their relation: names of relations are many, and
/// each category that is told apart costs every phase a parameter. The years are divided by [`series::phases`]: the
/// division whose Bayesian information criterion is smallest, so that nothing is tuned. What is less sure than
/// `confidence` counts nowhere.
///
/// What a phase is made of is told by position and by the relation's name. A later phase is labelled by the
/// categories that grow against the phase before, ranked by their part in the likelihood-ratio statistic G of the
/// two phases: n ln(n/e) for n items where e are expected if both phases had one mix. The criterion takes items as
/// independent of each other, which those of one work are not: [`PhaseFinding::largest_source`] says how many come
/// from one work.
///
/// # Determinism
/// The same for any order of files.
///
/// # Complexity
/// That of [`series::phases`], and linear in stances, responses and works for each phase.
///
/// # References
/// - Schwarz (1978), Estimating the dimension of a model, doi:10.1214/aos/1176344136.
/// - Wilks (1938), The large-sample distribution of the likelihood ratio, doi:10.1214/aoms/1177732360 (G).
///
/// # Examples
/// ```
/// use dissensus::analysis::timeline::phases;
/// use dissensus::import::{Input, LoadOptions, load};
/// use dissensus::model::Confidence;
/// let mut text = "@position{pro, title = {P}}\n@position{anti, title = {A}}\n".to_owned();
/// for year in 1990..2010 {
///     let position = if year < 2000 { "pro" } else { "anti" };
///     text += &format!("@book{{w{year}, title = {{W}}, year = {year}, position = {{{position}}}}}\n");
/// }
/// let input = Input { name: "a.bib".to_owned(), bytes: text.into() };
/// let corpus = load(vec![input], LoadOptions::default()).corpus;
/// let found = phases(&corpus, Confidence::Low);
/// assert_eq!(found.phases[1].from, 2000);
/// assert_eq!(found.phases[1].label, "more anti");
/// ```
#[must_use]
pub fn phases(corpus: &Corpus, confidence: Confidence) -> PhasesFinding {
    let (items, undated) = items(corpus, confidence);
    let mut found = PhasesFinding { undated, ..PhasesFinding::default() };
    let (Some(first), Some(last)) = (items.first(), items.last()) else { return found };
    let is_stance = |item: &&Item| matches!(item.category, Category::Position(_));
    found.stances = items.iter().filter(is_stance).count() as u64;
    found.responses = items.len() as u64 - found.stances;
    let coarse = |item: &Item| match item.category {
        Category::Position(position) => Coarse::Position(position),
        Category::Relation(relation) => Coarse::Sign(corpus.relation(relation).sign),
    };
    let mut categories: Vec<Coarse> = items.iter().map(coarse).collect();
    categories.sort();
    categories.dedup();
    found.categories = categories.len();
    let mut rows = vec![vec![0_u64; categories.len()]; (last.year - first.year) as usize + 1];
    for item in &items {
        let column = categories.binary_search(&coarse(item)).expect("every item's category is listed");
        rows[(item.year - first.year) as usize][column] += 1;
    }
    let divided = series::phases(&rows);
    found.gain = rounded(divided.gain);
    let mut before: Option<&[Item]> = None;
    for phase in &divided.phases {
        let years = (first.year + phase.start as i32, first.year + phase.end as i32 - 1);
        let start = items.partition_point(|item| item.year < years.0);
        let end = items.partition_point(|item| item.year <= years.1);
        found.phases.push(described(corpus, years, &items[start..end], before));
        before = Some(&items[start..end]);
    }
    found
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Category {
    Position(PositionId),
    Relation(Relation),
}

/// A category by which years are divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Coarse {
    Position(PositionId),
    Sign(Sign),
}

/// A stance or a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    year: i32,
    category: Category,
    work: WorkId,
}

/// The stances and responses of works, by year, and how many have none.
fn items(corpus: &Corpus, confidence: Confidence) -> (Vec<Item>, u64) {
    let heads = heads(corpus);
    let head_of = |position: PositionId| corpus.ancestry(position).find(|id| heads.contains(id));
    let sure = corpus.stances().iter().filter(|stance| stance.evidence.confidence >= confidence);
    let mut held: Vec<(WorkId, PositionId)> =
        sure.filter_map(|stance| Some((stance.work, head_of(stance.position)?))).collect();
    held.sort();
    held.dedup();
    let stances =
        held.into_iter().map(|(work, head)| (corpus.work(work).year(), Category::Position(head), work));
    let sure = corpus.responses().iter().filter(|response| response.evidence.confidence >= confidence);
    let responses = sure.filter_map(|response| match response.from {
        Entity::Work(work) => {
            Some((response_year(corpus, response), Category::Relation(response.relation), work))
        }
        // Relations between claims are no moves in time, and what a position does has no year.
        _ => None,
    });
    let (mut items, mut undated) = (Vec::new(), 0);
    for (year, category, work) in stances.chain(responses) {
        match year {
            Some(year) => items.push(Item { year, category, work }),
            None => undated += 1,
        }
    }
    items.sort();
    (items, undated)
}

fn described(
    corpus: &Corpus,
    (from, to): (i32, i32),
    items: &[Item],
    before: Option<&[Item]>,
) -> PhaseFinding {
    let counted = |items: &[Item]| {
        let mut counts: BTreeMap<Category, u64> = BTreeMap::new();
        items.iter().for_each(|item| *counts.entry(item.category).or_default() += 1);
        counts
    };
    let counts = counted(items);
    let earlier = before.map(counted);
    let total = items.len() as u64;
    let total_before = before.map_or(0, |before| before.len() as u64);
    let count_before = |category: Category| {
        earlier.as_ref().and_then(|counts| counts.get(&category)).copied().unwrap_or_default()
    };
    let share = |count: u64, of: u64| if of == 0 { 0.0 } else { rounded(count as f64 / of as f64) };
    let told = |category: Category| {
        let (kind, name) = match category {
            Category::Position(id) => (CategoryKind::Position, corpus.key(Entity::Position(id))),
            Category::Relation(id) => (CategoryKind::Relation, corpus.relation(id).label.to_string()),
        };
        CategoryFinding {
            kind,
            name,
            count: counts[&category],
            share: share(counts[&category], total),
            share_before: before.map(|_| share(count_before(category), total_before)),
        }
    };
    let mut largest: Vec<Category> = counts.keys().copied().collect();
    largest.sort_by_key(|category| (std::cmp::Reverse(counts[category]), *category));
    let mut growing: Vec<(f64, Category)> = Vec::new();
    for &category in &largest {
        let count = counts[&category] as f64;
        let pooled = (counts[&category] + count_before(category)) as f64 / (total + total_before) as f64;
        let part = if before.is_some() { count * (count / (total as f64 * pooled)).ln() } else { count };
        if part > 1e-9 {
            growing.push((part, category));
        }
    }
    growing.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let grows: Vec<CategoryFinding> =
        growing.iter().take(NAMED).map(|&(_, category)| told(category)).collect();
    let named: Vec<&str> = grows.iter().map(|category| category.name.as_str()).collect();
    let label = match (before, named.as_slice()) {
        (None, _) => format!("mostly {}", named.join(", ")),
        (Some(_), []) => "the same mix".to_owned(),
        (Some(_), _) => format!("more {}", named.join(", ")),
    };
    let mut by_work: BTreeMap<WorkId, u64> = BTreeMap::new();
    items.iter().for_each(|item| *by_work.entry(item.work).or_default() += 1);
    let most = by_work.into_iter().max_by_key(|&(work, items)| (items, std::cmp::Reverse(work)));
    let in_years = |work: &WorkId| corpus.work(*work).year().is_some_and(|year| (from..=to).contains(&year));
    PhaseFinding {
        from,
        to,
        label,
        works: corpus.work_ids().filter(in_years).map(|work| name(corpus, work)).collect(),
        items: total,
        largest_source: most.map(|(work, items)| LargestSource { work: name(corpus, work), items }),
        mix: largest.into_iter().map(told).collect(),
        grows,
    }
}

/// The positions whose trees are told apart: the roots; where there is one root, its children.
fn heads(corpus: &Corpus) -> Vec<PositionId> {
    let mut heads: Vec<PositionId> =
        corpus.position_ids().filter(|&id| corpus.position(id).parent.is_none()).collect();
    if let [only] = heads.as_slice() {
        let below: Vec<PositionId> = children(corpus, *only).collect();
        if !below.is_empty() {
            // The root stays, for works that hold it and nothing below it.
            heads.extend(below);
        }
    }
    heads
}
