//! Labellings block by block.

use std::rc::Rc;

use petgraph::algo::kosaraju_scc;
use petgraph::unionfind::UnionFind;
use rustc_hash::FxHashMap;

use super::Enumeration;
use super::Framework;
use super::Label;
use super::Labellings;
use super::SemanticsOptions;
use super::grounded;
use super::limit::Budget;
use super::residue::Residue;
use super::search;
use super::search::Goal;
use super::search::Outside;
use crate::network::DirectedNetwork;
use crate::network::NodeIndex;

/// What a label costs that is kept, so that the limit of steps bounds memory too.
const STEPS_PER_LABEL: usize = 4;

/// A strongly connected component.
struct Block {
    /// Ascending.
    nodes: Vec<NodeIndex>,
    /// The attacks within it, by place in `nodes`; of a single node, nothing.
    within: DirectedNetwork,
    /// The attacks on it from outside: who, and the place of the attacked.
    entering: Vec<(NodeIndex, usize)>,
}

/// A part of the residue that no attack joins to the rest, as blocks, attackers before the attacked.
struct Island {
    blocks: Vec<Block>,
    /// Block by block.
    nodes: Vec<NodeIndex>,
}

/// The labellings of a block, given its attackers.
type Choices = Rc<(Vec<Vec<Label>>, Enumeration)>;

/// Finds labellings of a framework: the grounded labelling, then for what it leaves undecided each island by
/// itself, in an island one strongly connected block after the other, and in a block a search.
///
/// Complete, preferred and stable labellings are those that are so in every block, given the labels of the
/// attackers outside (Baroni, Giacomin & Guida 2005, doi:10.1016/j.artint.2005.05.006).
pub(super) fn labellings(framework: &Framework, goal: Goal, options: &SemanticsOptions) -> Labellings {
    let grounded = grounded(framework);
    let residue = Residue::new(framework, &grounded);
    let most = options.limit.labellings;
    // Half of the steps are for going through what searches found, so that it is not lost when they end early.
    let mut searching = Budget::new(options.limit.steps);
    let mut writing = searching.split(2);
    // Small islands come first and pass on the steps they leave.
    let mut islands = islands(residue.attacks());
    islands.sort_by_key(|island| island.nodes.len());
    let mut walk = Walk::new(residue.attacks(), goal, most);
    let mut enumeration = Enumeration::All;
    let mut parts = Vec::with_capacity(islands.len());
    for (place, island) in islands.iter().enumerate() {
        // One share of the writing is kept for the combinations.
        let mut search_share = searching.split(islands.len() - place);
        let mut share = writing.split(islands.len() - place + 1);
        let (found, whole) = walk.labellings(island, &mut search_share, &mut share);
        searching.give_back(search_share);
        writing.give_back(share);
        if found.is_empty() && whole == Enumeration::All {
            return Labellings { labellings: Vec::new(), enumeration: Enumeration::All };
        }
        enumeration = enumeration.max(whole);
        parts.push(found);
    }
    let mut labels = vec![Label::Undecided; residue.attacks().node_count()];
    let mut combined = Vec::new();
    let mut chosen = vec![0; parts.len()];
    if parts.iter().any(Vec::is_empty) {
        return Labellings { labellings: Vec::new(), enumeration };
    }
    let mut changed = parts.len();
    // The first labelling is always given; of a counter of choices, the last place turns fastest.
    loop {
        if most.is_some_and(|most| combined.len() >= most) {
            return Labellings::sorted(combined, Enumeration::Cut);
        }
        for place in parts.len() - changed..parts.len() {
            for (node, &label) in islands[place].nodes.iter().zip(&parts[place][chosen[place]]) {
                labels[node.index()] = label;
            }
        }
        if writing.spend(STEPS_PER_LABEL * framework.node_count()).is_err() && !combined.is_empty() {
            return Labellings::sorted(combined, Enumeration::Cut);
        }
        combined.push(residue.completed(&grounded, &labels));
        changed = 0;
        loop {
            changed += 1;
            let Some(place) = parts.len().checked_sub(changed) else {
                return Labellings::sorted(combined, enumeration);
            };
            chosen[place] += 1;
            if chosen[place] < parts[place].len() {
                break;
            }
            chosen[place] = 0;
        }
    }
}

fn islands(attacks: &DirectedNetwork) -> Vec<Island> {
    // The components come with the attacked before their attackers.
    let mut components = kosaraju_scc(attacks);
    components.reverse();
    let mut together = UnionFind::<usize>::new(attacks.node_count());
    for (from, to, _) in attacks.edges() {
        together.union(from.index(), to.index());
    }
    let mut block_of = vec![0; attacks.node_count()];
    let mut place_of = vec![0; attacks.node_count()];
    for (block, nodes) in components.iter_mut().enumerate() {
        nodes.sort_unstable();
        for (place, node) in nodes.iter().enumerate() {
            block_of[node.index()] = block;
            place_of[node.index()] = place;
        }
    }
    let mut island_of_root: Vec<Option<usize>> = vec![None; attacks.node_count()];
    let mut islands: Vec<Island> = Vec::new();
    for (block, nodes) in components.into_iter().enumerate() {
        let rows = nodes.iter().flat_map(|&to| attacks.predecessors(to).iter().map(move |&from| (from, to)));
        let (inner, entering): (Vec<_>, Vec<_>) = rows.partition(|(from, _)| block_of[from.index()] == block);
        let local = |node: NodeIndex| NodeIndex::new(place_of[node.index()]);
        let entering = entering.into_iter().map(|(from, to)| (from, place_of[to.index()])).collect();
        let within = if nodes.len() == 1 {
            DirectedNetwork::default()
        } else {
            DirectedNetwork::new(
                nodes.len(),
                inner.into_iter().map(|(from, to)| (local(from), local(to), 1.0)),
            )
        };
        let root = together.find(nodes[0].index());
        let island = *island_of_root[root].get_or_insert_with(|| {
            islands.push(Island { blocks: Vec::new(), nodes: Vec::new() });
            islands.len() - 1
        });
        islands[island].nodes.extend(&nodes);
        islands[island].blocks.push(Block { nodes, within, entering });
    }
    islands
}

/// A walk through the blocks of islands.
struct Walk<'r> {
    attacks: &'r DirectedNetwork,
    goal: Goal,
    most: Option<usize>,
    /// Of the blocks behind.
    labels: Vec<Label>,
}

/// How far the walk has come in a block.
struct Level {
    choices: Choices,
    next: usize,
}

impl<'r> Walk<'r> {
    fn new(attacks: &'r DirectedNetwork, goal: Goal, most: Option<usize>) -> Self {
        Self { attacks, goal, most, labels: vec![Label::Undecided; attacks.node_count()] }
    }

    /// The labellings of an island, each in the order of its nodes.
    fn labellings(
        &mut self,
        island: &Island,
        searching: &mut Budget,
        writing: &mut Budget,
    ) -> (Vec<Vec<Label>>, Enumeration) {
        let mut known = FxHashMap::default();
        let mut found = Vec::new();
        let mut enumeration = Enumeration::All;
        let mut levels: Vec<Level> = Vec::new();
        loop {
            if let Some(block) = island.blocks.get(levels.len()) {
                let outside = self.outside(block);
                if writing.spend(outside.len() + block.entering.len()).is_err() {
                    return (found, Enumeration::Cut);
                }
                let choices: &mut Choices = known
                    .entry((levels.len(), outside))
                    .or_insert_with_key(|(_, outside)| Rc::new(self.choices(block, outside, searching)));
                enumeration = enumeration.max(choices.1);
                levels.push(Level { choices: Rc::clone(choices), next: 0 });
            } else {
                let is_full = self.most.is_some_and(|most| found.len() >= most);
                if is_full || writing.spend(STEPS_PER_LABEL * island.nodes.len()).is_err() {
                    return (found, Enumeration::Cut);
                }
                found.push(island.nodes.iter().map(|node| self.labels[node.index()]).collect());
            }
            loop {
                let depth = levels.len();
                let Some(level) = levels.last_mut() else { return (found, enumeration) };
                if let Some(choice) = level.choices.0.get(level.next) {
                    level.next += 1;
                    let nodes = &island.blocks[depth - 1].nodes;
                    for (node, &label) in nodes.iter().zip(choice) {
                        self.labels[node.index()] = label;
                    }
                    break;
                }
                levels.pop();
            }
        }
    }

    /// What the nodes of a block meet from the blocks behind.
    fn outside(&self, block: &Block) -> Vec<Outside> {
        let mut outside = vec![Outside::Harmless; block.nodes.len()];
        for &(attacker, place) in &block.entering {
            outside[place] = match (self.labels[attacker.index()], outside[place]) {
                (Label::In, _) | (_, Outside::In) => Outside::In,
                (Label::Undecided, _) | (_, Outside::Undecided) => Outside::Undecided,
                (Label::Out, Outside::Harmless) => Outside::Harmless,
            };
        }
        outside
    }

    /// The labellings of a block.
    fn choices(
        &self,
        block: &Block,
        outside: &[Outside],
        budget: &mut Budget,
    ) -> (Vec<Vec<Label>>, Enumeration) {
        let [node] = block.nodes[..] else {
            return search::labellings(&block.within, outside, self.goal, self.most, budget);
        };
        let attacks_itself = self.attacks.weight(node, node).is_some();
        let label = match outside[0] {
            Outside::In => Label::Out,
            Outside::Harmless if !attacks_itself => Label::In,
            _ => Label::Undecided,
        };
        let is_wanted = self.goal != Goal::Stable || label != Label::Undecided;
        (is_wanted.then(|| vec![label]).into_iter().collect(), Enumeration::All)
    }
}
