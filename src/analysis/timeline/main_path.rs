//! The main path of a debate: which works most of its lines of descent run through.

use rustc_hash::FxHashSet;
use serde::{Serialize, Serializer};

use super::path_links::{ArcReport, LinkFinding, links_behind};
use super::{name, node_name};
use crate::algorithm::main_path as method;
use crate::algorithm::main_path::{
    CyclePolicy, Extension, MainPath, Opened, PathCount, Precision, Search, Start, TraversalWeight,
};
use crate::model::{Corpus, WorkId};
use crate::network::{NodeIndex, Partition};
use crate::projection::Descent;

/// Which arcs make up the main path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathSearch {
    /// From the earliest works on, always along the heaviest arc.
    Forward,
    /// From the latest works back, always along the heaviest arc.
    Backward,
    /// The paths with the largest sum of weights.
    Global,
    /// So many of the heaviest arcs, each followed both ways along the heaviest arcs.
    KeyRoute(usize),
    /// Both ways from one work.
    Through(WorkId),
}

impl PathSearch {
    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Forward => "local",
            Self::Backward => "local-backward",
            Self::Global => "global",
            Self::KeyRoute(_) => "key-route",
            Self::Through(_) => "through",
        }
    }
}

/// Which arcs are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArcsShown {
    /// Those of the main path.
    MainPath,
    /// All, heaviest first.
    All,
}

/// How a main path is found.
#[derive(Clone, Copy)]
pub struct MainPathOptions {
    /// How arcs are weighed: one of [`METHODS`](method::METHODS).
    pub weights: &'static dyn TraversalWeight,
    /// Which arcs make it up.
    pub search: PathSearch,
    /// What is done with cycles.
    pub cycles: CyclePolicy,
    /// Which arcs are listed.
    pub arcs: ArcsShown,
}

impl Default for MainPathOptions {
    /// Search path count, the globally heaviest path, cycles made one node each.
    fn default() -> Self {
        Self {
            weights: &method::Spc,
            search: PathSearch::Global,
            cycles: CyclePolicy::Condense,
            arcs: ArcsShown::MainPath,
        }
    }
}

/// A number of paths. In JSON a number as long as every program reads it exactly (up to 2^53), else a text of all
/// its digits, or, where they are not known, of the leading ones: `1.234e567`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight(pub PathCount);

impl Serialize for Weight {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.exact().and_then(|count| u64::try_from(count).ok()).filter(|&count| count <= 1 << 53) {
            Some(count) => serializer.serialize_u64(count),
            None => serializer.collect_str(&self.0),
        }
    }
}

/// An arc, along time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArcFinding {
    /// The node taken up: the key of a work, or the first keys of several that are one node, joined by ` + `; all
    /// of them are in [`MainPathFinding::cycles`].
    pub from: String,
    /// The node that takes it up.
    pub to: String,
    /// How many paths run through it.
    pub weight: Weight,
    /// Under `spc`, which share of all paths from a source to a sink that is.
    pub share: Option<f64>,
    /// Whether it is on the main path.
    pub on_path: bool,
    /// Whether it is one of the heaviest that a key-route search began with.
    pub key_route: bool,
    /// The citations and responses behind it.
    pub because: Vec<LinkFinding>,
}

/// Works that lead to each other, so that none comes first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CycleFinding {
    /// The works.
    pub works: Vec<String>,
    /// The arcs among them. Under `condense` none is counted; under `break` those dropped are in `removed`.
    pub arcs: Vec<ArcReport>,
}

/// A main path, and what it was found in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MainPathFinding {
    /// How arcs are weighed: `spc`, `splc` or `spnp`.
    pub weights: &'static str,
    /// Which arcs make it up.
    pub search: &'static str,
    /// What counted as a link: `citations`, `responses` or `both`.
    pub links: &'static str,
    /// What was done with cycles: `keep`, `condense` or `break`.
    pub policy: &'static str,
    /// Whether the weights are true counts; if not, they are too small by a tiny fraction.
    pub exact: bool,
    /// The nodes on the path, in an order in which arcs point forward.
    pub nodes: Vec<String>,
    /// The arcs on the path, or all if so asked.
    pub arcs: Vec<ArcFinding>,
    /// The cycles met.
    pub cycles: Vec<CycleFinding>,
    /// Works that refer to themselves.
    pub loops: Vec<String>,
    /// Every arc left out of the count.
    pub removed: Vec<ArcReport>,
    /// Arcs that run against the years: what is taken up is the later work. They are counted.
    pub against_time: Vec<ArcReport>,
    /// How many works the links join.
    pub works: usize,
    /// How many arcs there are before any is left out: pairs of works.
    pub arc_count: usize,
    /// How many paths lead from a node that takes up nothing to one that nothing takes up.
    pub paths: Weight,
    /// How many citations were read.
    pub citations: usize,
    /// How many responses between works were read.
    pub responses: usize,
    /// How many responses have an end that is a position or claim, so that they join no two works.
    pub other_responses: usize,
    /// The works on the path, for a figure.
    #[serde(skip)]
    pub path_works: Vec<WorkId>,
    /// The pairs of works on the path, taken up first, for a figure.
    #[serde(skip)]
    pub path_pairs: Vec<(WorkId, WorkId)>,
}

/// The name of a policy on the command line and in JSON.
fn policy_name(policy: CyclePolicy) -> &'static str {
    match policy {
        CyclePolicy::Keep => "keep",
        CyclePolicy::Condense => "condense",
        CyclePolicy::Break => "break",
    }
}

/// Finds the main path of the works that `descent` joins.
///
/// Every cycle is reported with its works and arcs, and every arc that the policy takes out, with file and line;
/// arcs of works of one year stay and count. An arc that runs against the years, such as to a work cited before it
/// was printed, counts too and is reported.
///
/// # Determinism
/// The same for any order of files and number of threads; ties are all followed.
///
/// # Complexity
/// O(n log n + m) operations on counts for n works and m arcs, see [`method::main_path`].
///
/// # References
/// Those of [`method::spc`] and [`method::main_path`].
///
/// # Examples
/// ```
/// use dissensus::analysis::timeline::{MainPathOptions, main_path};
/// use dissensus::import::{Input, LoadOptions, load};
/// use dissensus::model::Confidence;
/// use dissensus::projection::{Links, descent};
/// let text = "@book{a, title = {A}, year = 2001}\n@book{b, title = {B}, year = 2002, disputes = {a}}\n\
///             @book{c, title = {C}, year = 2003, cites = {b}}";
/// let corpus = load(vec![Input { name: "a.bib".to_owned(), bytes: text.into() }], LoadOptions::default()).corpus;
/// let joined = descent(&corpus, Links::Both, Confidence::Low);
/// let found = main_path(&corpus, &joined, &MainPathOptions::default());
/// assert_eq!(found.nodes, ["a", "b", "c"]);
/// assert_eq!(found.arcs[0].because[0].source.line, 2);
/// ```
#[must_use]
pub fn main_path(corpus: &Corpus, descent: &Descent, options: &MainPathOptions) -> MainPathFinding {
    let lines = descent.lines(corpus);
    let descent = &*lines;
    let opened = method::open(&descent.network, options.cycles);
    let weights = options.weights.weigh(&opened.network);
    let path = method::main_path(&opened.network, &weights, &search(options.search, &opened.nodes));
    let paths = method::source_to_sink_paths(&opened.network);
    let on_path: FxHashSet<_> = path.arcs.iter().map(|arc| (arc.from, arc.to)).collect();
    let key_routes: FxHashSet<_> = path.key_routes.iter().copied().collect();
    let mut listed: Vec<(NodeIndex, NodeIndex, PathCount)> = match options.arcs {
        ArcsShown::MainPath => path.arcs.iter().map(|arc| (arc.from, arc.to, arc.weight.clone())).collect(),
        ArcsShown::All => {
            let arcs = weights.arcs().iter().zip(weights.counts().iter());
            arcs.map(|(&(from, to), weight)| (from, to, weight)).collect()
        }
    };
    if options.arcs == ArcsShown::All {
        listed.sort_by(|a, b| heavier(&b.2, &a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    }
    let is_spc = options.weights.info().name == "spc";
    let mut behind =
        links_behind(corpus, descent, &opened.nodes, listed.iter().map(|&(from, to, _)| (from, to)));
    let members = opened.nodes.members();
    let title = |node: NodeIndex| node_name(corpus, &members[node.index()]);
    let arcs = listed
        .into_iter()
        .map(|(from, to, weight)| ArcFinding {
            from: title(from),
            to: title(to),
            share: weight.fraction_of(&paths).filter(|_| is_spc).map(super::rounded),
            weight: Weight(weight),
            on_path: on_path.contains(&(from, to)),
            key_route: key_routes.contains(&(from, to)),
            because: behind.remove(&(from, to)).unwrap_or_default(),
        })
        .collect();
    let network = &descent.network;
    let joined = network
        .nodes()
        .filter(|&node| !network.successors(node).is_empty() || !network.predecessors(node).is_empty());
    let reports = Reports { corpus, descent };
    MainPathFinding {
        weights: options.weights.info().name,
        search: options.search.name(),
        links: descent.links.name(),
        policy: policy_name(options.cycles),
        exact: path.precision == Precision::Exact,
        nodes: path.nodes.iter().map(|&node| title(node)).collect(),
        arcs,
        cycles: reports.cycles(&opened),
        loops: opened.loops.iter().map(|&node| name(corpus, Descent::work(node))).collect(),
        removed: reports.arcs(opened.removed.iter().map(|&(from, to, _)| (from, to)).collect()),
        against_time: reports.arcs(reports.against_time()),
        works: joined.count(),
        arc_count: network.edge_count(),
        paths: Weight(paths),
        citations: descent.citations,
        responses: descent.responses,
        other_responses: descent.other_responses,
        path_works: works_on(&path, &members),
        path_pairs: pairs_on(&path, &opened, descent),
    }
}

fn search(asked: PathSearch, nodes: &Partition) -> Search {
    match asked {
        PathSearch::Forward => Search::Forward(Start::Heaviest),
        PathSearch::Backward => Search::Backward(Start::Heaviest),
        PathSearch::Global => Search::Global,
        PathSearch::KeyRoute(count) => Search::KeyRoute { count, extension: Extension::Local },
        PathSearch::Through(work) => {
            Search::Through(vec![NodeIndex::new(nodes.group(Descent::node(work)).index())])
        }
    }
}

/// The order of two counts of the same arithmetic.
fn heavier(a: &PathCount, b: &PathCount) -> std::cmp::Ordering {
    match (a.exact(), b.exact()) {
        (Some(a), Some(b)) => a.cmp(b),
        _ => a.log2().unwrap_or(f64::NEG_INFINITY).total_cmp(&b.log2().unwrap_or(f64::NEG_INFINITY)),
    }
}

fn works_on(path: &MainPath, members: &[Vec<NodeIndex>]) -> Vec<WorkId> {
    path.nodes.iter().flat_map(|node| &members[node.index()]).map(|&node| Descent::work(node)).collect()
}

/// The pairs of works behind the arcs of the path, and those inside a cycle that is one of its nodes.
fn pairs_on(path: &MainPath, opened: &Opened, descent: &Descent) -> Vec<(WorkId, WorkId)> {
    let mut arcs: Vec<(usize, usize)> =
        path.arcs.iter().map(|arc| (arc.from.index(), arc.to.index())).collect();
    if opened.policy == CyclePolicy::Condense {
        arcs.extend(path.nodes.iter().map(|node| (node.index(), node.index())));
    }
    arcs.sort_unstable();
    let group = |node| opened.nodes.group(node).index();
    let is_on = |from, to| from != to && arcs.binary_search(&(group(from), group(to))).is_ok();
    let edges = descent.network.edges().filter(|&(from, to, _)| is_on(from, to));
    edges.map(|(from, to, _)| (Descent::work(from), Descent::work(to))).collect()
}

/// Arcs between works, in words.
struct Reports<'a> {
    corpus: &'a Corpus,
    descent: &'a Descent,
}

impl Reports<'_> {
    fn cycles(&self, opened: &Opened) -> Vec<CycleFinding> {
        let network = &self.descent.network;
        let inside = |members: &[NodeIndex]| -> Vec<(NodeIndex, NodeIndex)> {
            let of = |from: NodeIndex| network.successors(from).iter().map(move |&to| (from, to));
            let among = |(from, to): &(NodeIndex, NodeIndex)| from != to && members.binary_search(to).is_ok();
            members.iter().flat_map(|&from| of(from)).filter(among).collect()
        };
        let arcs: Vec<_> = opened.cycles.iter().map(|members| inside(members)).collect();
        // All at once, since looking behind arcs goes through the whole corpus.
        let mut reports = self.arcs(arcs.concat()).into_iter();
        opened
            .cycles
            .iter()
            .zip(arcs)
            .map(|(members, arcs)| CycleFinding {
                works: members.iter().map(|&node| name(self.corpus, Descent::work(node))).collect(),
                arcs: reports.by_ref().take(arcs.len()).collect(),
            })
            .collect()
    }

    /// The arcs whose earlier end, by their direction, is the later by its year.
    fn against_time(&self) -> Vec<(NodeIndex, NodeIndex)> {
        let year = |node| self.corpus.work(Descent::work(node)).year();
        let edges = self.descent.network.edges().map(|(from, to, _)| (from, to));
        edges.filter(|&(from, to)| year(from).zip(year(to)).is_some_and(|(from, to)| from > to)).collect()
    }

    fn arcs(&self, arcs: Vec<(NodeIndex, NodeIndex)>) -> Vec<ArcReport> {
        let singletons = Partition::singletons(self.descent.network.node_count());
        let mut behind = links_behind(self.corpus, self.descent, &singletons, arcs.iter().copied());
        arcs.into_iter()
            .map(|(from, to)| ArcReport {
                from: name(self.corpus, Descent::work(from)),
                to: name(self.corpus, Descent::work(to)),
                because: behind.remove(&(from, to)).unwrap_or_default(),
            })
            .collect()
    }
}
