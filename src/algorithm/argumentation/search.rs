//! Labellings of a strongly connected block of attacks, by backtracking with propagation.

use std::cmp::Reverse;
use std::collections::VecDeque;

use super::Enumeration;
use super::Label;
use super::covers::Covers;
use super::domains::Counts;
use super::domains::Domain;
use super::domains::IN;
use super::domains::OUT;
use super::domains::UNDECIDED;
use super::limit::Budget;
use super::limit::Exhausted;
use crate::network::DirectedNetwork;
use crate::network::NodeIndex;

/// Which labellings are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    /// All legal ones.
    Complete,
    /// Those legal ones that accept as much as possible.
    Preferred,
    /// The legal ones that leave nothing undecided.
    Stable,
}

/// What the attackers outside a block are to one of its nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Outside {
    /// All are out, or there are none.
    Harmless,
    /// None is in, some are undecided.
    Undecided,
    /// Some are in.
    In,
}

/// Why conclusions end early.
enum Stop {
    /// No label is left for a node.
    Conflict,
    /// No steps are left.
    Exhausted,
}

impl From<Exhausted> for Stop {
    fn from(_: Exhausted) -> Self {
        Self::Exhausted
    }
}

/// Whether conclusions agree, if they were all drawn.
fn agrees(outcome: &Result<(), Stop>) -> Result<bool, Exhausted> {
    match outcome {
        Ok(()) => Ok(true),
        Err(Stop::Conflict) => Ok(false),
        Err(Stop::Exhausted) => Err(Exhausted),
    }
}

struct Search<'b> {
    attacks: &'b DirectedNetwork,
    domains: Vec<Domain>,
    counts: Vec<Counts>,
    /// Domains as they were before each change.
    trail: Vec<(NodeIndex, Domain)>,
    queue: VecDeque<NodeIndex>,
    /// Whether a node is in the queue.
    queued: Vec<bool>,
    /// The nodes that may be in, as bits.
    hopeful: Vec<u64>,
    /// The nodes that are in, as bits.
    accepted: Vec<u64>,
}

/// What a search does next.
enum Next {
    Try(NodeIndex),
    /// All that can still be found is covered by what was found.
    Covered,
    Found,
}

/// Why one of some nodes must be in.
#[derive(Clone, Copy)]
enum Reason {
    MustBeOut(NodeIndex),
    Cover(usize),
}

/// Finds the labellings of a block, given what its nodes meet from outside, at most `most` of them.
///
/// Nodes are put in first and not in afterwards. So whatever accepts more comes before what accepts less, and
/// a preferred labelling is one that no earlier one covers; branches that can only give covered ones are not
/// entered.
pub(super) fn labellings(
    attacks: &DirectedNetwork,
    outside: &[Outside],
    goal: Goal,
    most: Option<usize>,
    budget: &mut Budget,
) -> (Vec<Vec<Label>>, Enumeration) {
    let mut found = Vec::new();
    let enumeration = match search(attacks, outside, goal, most, budget, &mut found) {
        Ok(enumeration) => enumeration,
        Err(Exhausted) => Enumeration::Cut,
    };
    (found, enumeration)
}

fn search(
    attacks: &DirectedNetwork,
    outside: &[Outside],
    goal: Goal,
    most: Option<usize>,
    budget: &mut Budget,
    found: &mut Vec<Vec<Label>>,
) -> Result<Enumeration, Exhausted> {
    struct Choice {
        node: NodeIndex,
        trail: usize,
    }
    budget.spend(attacks.node_count() + attacks.edge_count())?;
    let mut search = Search::new(attacks, outside, goal);
    if !search.start(outside, budget)? {
        return Ok(Enumeration::All);
    }
    let mut covers = Covers::default();
    let mut choices: Vec<Choice> = Vec::new();
    loop {
        budget.spend(1 + attacks.node_count() + covers.found.len() * search.hopeful.len())?;
        match search.choice(&mut covers) {
            Next::Try(node) => {
                choices.push(Choice { node, trail: search.trail.len() });
                if search.suppose(node, IN, budget)? {
                    continue;
                }
            }
            Next::Covered => {}
            Next::Found => {
                if most.is_some_and(|most| found.len() >= most) {
                    return Ok(Enumeration::Cut);
                }
                budget.spend(attacks.node_count())?;
                found.push(search.labels());
                if goal == Goal::Preferred {
                    covers.found.push(search.hopeful.clone());
                }
            }
        }
        loop {
            let Some(choice) = choices.pop() else { return Ok(Enumeration::All) };
            search.undo(choice.trail);
            if search.suppose(choice.node, OUT | UNDECIDED, budget)? {
                break;
            }
        }
    }
}

impl<'b> Search<'b> {
    fn new(attacks: &'b DirectedNetwork, outside: &[Outside], goal: Goal) -> Self {
        let node_count = attacks.node_count();
        let everything = if goal == Goal::Stable { IN | OUT } else { IN | OUT | UNDECIDED };
        let mut hopeful = vec![0_u64; node_count.div_ceil(64)];
        for node in 0..node_count {
            hopeful[node / 64] |= 1 << (node % 64);
        }
        let counts = attacks.nodes().zip(outside).map(|(node, outside)| {
            let attackers = i32::try_from(attacks.predecessors(node).len())
                .expect("attackers fit in an i32, as bits do in memory");
            let mut counts = Counts { maybe_in: attackers, open: attackers, ..Counts::default() };
            counts.maybe_undecided = if goal == Goal::Stable { 0 } else { attackers };
            match outside {
                Outside::Harmless => {}
                Outside::Undecided => {
                    counts.maybe_undecided += 1;
                    counts.not_out += 1;
                    counts.open += 1;
                }
                Outside::In => {
                    counts.surely_in += 1;
                    counts.maybe_in += 1;
                    counts.not_out += 1;
                    counts.open += 1;
                }
            }
            counts
        });
        Self {
            counts: counts.collect(),
            attacks,
            domains: vec![everything; node_count],
            trail: Vec::new(),
            queue: VecDeque::new(),
            queued: vec![false; node_count],
            accepted: vec![0; hopeful.len()],
            hopeful,
        }
    }

    /// Draws all conclusions before the first choice; whether they agree.
    fn start(&mut self, outside: &[Outside], budget: &mut Budget) -> Result<bool, Exhausted> {
        for (node, outside) in self.attacks.nodes().zip(outside) {
            let attacks_itself = self.attacks.weight(node, node).is_some();
            if (attacks_itself || *outside == Outside::Undecided)
                && !self.suppose(node, OUT | UNDECIDED, budget)?
            {
                return Ok(false);
            }
        }
        self.queue.extend(self.attacks.nodes());
        self.queued.fill(true);
        agrees(&self.propagate(budget))
    }

    /// Takes labels away from a node and draws all conclusions; whether they agree.
    fn suppose(&mut self, node: NodeIndex, allowed: Domain, budget: &mut Budget) -> Result<bool, Exhausted> {
        let outcome = self.restrict(node, allowed, budget).and_then(|()| self.propagate(budget));
        if outcome.is_err() {
            for node in self.queue.drain(..) {
                self.queued[node.index()] = false;
            }
        }
        agrees(&outcome)
    }

    /// Which node to try to put in.
    ///
    /// Some node must be in of the attackers of one that must be out, and of those that an earlier labelling
    /// does not accept: of such sets the smallest is taken, and of its nodes that with the most attacks.
    fn choice(&self, covers: &mut Covers) -> Next {
        let mut smallest: Option<(i32, Reason)> = None;
        let mut consider = |size: i32, reason: Reason| {
            if smallest.is_none_or(|(least, _)| size < least) {
                smallest = Some((size, reason));
            }
        };
        match covers.tightest(&self.hopeful, &self.accepted) {
            Some((0, _)) => return Next::Covered,
            Some((size, cover)) => consider(size, Reason::Cover(cover)),
            None => {}
        }
        let mut busiest: Option<NodeIndex> = None;
        for node in self.attacks.nodes() {
            let (domain, counts) = (self.domains[node.index()], self.counts[node.index()]);
            if domain & UNDECIDED == 0 && domain & OUT != 0 && counts.surely_in == 0 {
                consider(counts.maybe_in + i32::from(domain & IN != 0), Reason::MustBeOut(node));
            }
            if self.may_be_either(node) && busiest.is_none_or(|best| self.degree(node) > self.degree(best)) {
                busiest = Some(node);
            }
        }
        let candidates: &mut dyn Iterator<Item = NodeIndex> = match smallest {
            None => return busiest.map_or(Next::Found, Next::Try),
            Some((_, Reason::MustBeOut(node))) => {
                &mut self.attacks.predecessors(node).iter().copied().chain([node])
            }
            Some((_, Reason::Cover(cover))) => {
                let cover = &covers.found[cover];
                let outside =
                    move |node: &NodeIndex| cover[node.index() / 64] >> (node.index() % 64) & 1 == 0;
                &mut self.attacks.nodes().filter(outside)
            }
        };
        let candidates = candidates.filter(|&node| self.may_be_either(node));
        let best = candidates.min_by_key(|&node| (Reverse(self.degree(node)), node));
        Next::Try(best.expect("a set of which one must be in, while none is, has one that may be"))
    }

    /// Whether a node can be in and can be something else.
    fn may_be_either(&self, node: NodeIndex) -> bool {
        let domain = self.domains[node.index()];
        domain & IN != 0 && domain != IN
    }

    /// How many attacks a node has part in.
    fn degree(&self, node: NodeIndex) -> usize {
        self.attacks.successors(node).len() + self.attacks.predecessors(node).len()
    }

    /// Takes labels away from a node and tells those it attacks.
    fn restrict(&mut self, node: NodeIndex, allowed: Domain, budget: &mut Budget) -> Result<(), Stop> {
        let old = self.domains[node.index()];
        let new = old & allowed;
        if new == old {
            return Ok(());
        }
        if new == 0 {
            return Err(Stop::Conflict);
        }
        let attacks = self.attacks;
        self.trail.push((node, old));
        self.domains[node.index()] = new;
        if old & !new & IN != 0 {
            self.hopeful[node.index() / 64] &= !(1 << (node.index() % 64));
        }
        if new == IN {
            self.accepted[node.index() / 64] |= 1 << (node.index() % 64);
        }
        let change = Counts::change(old, new);
        for &next in attacks.successors(node) {
            self.counts[next.index()].add(change);
            self.enqueue(next);
        }
        self.enqueue(node);
        budget.spend(1 + attacks.successors(node).len())?;
        Ok(())
    }

    fn enqueue(&mut self, node: NodeIndex) {
        if !std::mem::replace(&mut self.queued[node.index()], true) {
            self.queue.push_back(node);
        }
    }

    fn undo(&mut self, trail: usize) {
        while self.trail.len() > trail {
            let (node, old) = self.trail.pop().expect("the trail is longer than it was");
            let new = std::mem::replace(&mut self.domains[node.index()], old);
            if old & !new & IN != 0 {
                self.hopeful[node.index() / 64] |= 1 << (node.index() % 64);
            }
            if new == IN {
                self.accepted[node.index() / 64] &= !(1 << (node.index() % 64));
            }
            let change = Counts::change(new, old);
            for &next in self.attacks.successors(node) {
                self.counts[next.index()].add(change);
            }
        }
    }

    fn propagate(&mut self, budget: &mut Budget) -> Result<(), Stop> {
        while let Some(node) = self.queue.pop_front() {
            self.queued[node.index()] = false;
            budget.spend(1)?;
            let allowed = self.counts[node.index()].allowed();
            self.restrict(node, allowed, budget)?;
            self.conclude_for_attackers(node, budget)?;
        }
        Ok(())
    }

    /// What the label of a node says of those that attack it.
    fn conclude_for_attackers(&mut self, node: NodeIndex, budget: &mut Budget) -> Result<(), Stop> {
        let domain = self.domains[node.index()];
        let counts = self.counts[node.index()];
        if domain == IN {
            if counts.open > 0 {
                self.restrict_attackers(node, IN | UNDECIDED, OUT, budget)?;
            }
            return Ok(());
        }
        if domain & OUT == 0 && counts.maybe_in > 0 {
            self.restrict_attackers(node, IN, OUT | UNDECIDED, budget)?;
        }
        // The last attacker that could be the reason for a label is the reason.
        if domain == OUT && counts.surely_in == 0 && counts.maybe_in == 1 {
            self.restrict_attackers(node, IN, IN, budget)?;
        }
        if domain == UNDECIDED && counts.maybe_undecided == 1 {
            self.restrict_attackers(node, UNDECIDED, UNDECIDED, budget)?;
        }
        if domain == OUT | UNDECIDED && counts.open == 1 {
            self.restrict_attackers(node, IN | UNDECIDED, IN | UNDECIDED, budget)?;
        }
        Ok(())
    }

    /// Restricts the attackers that may have one of some labels.
    fn restrict_attackers(
        &mut self,
        node: NodeIndex,
        that_may_be: Domain,
        allowed: Domain,
        budget: &mut Budget,
    ) -> Result<(), Stop> {
        let attacks = self.attacks;
        budget.spend(attacks.predecessors(node).len())?;
        for &attacker in attacks.predecessors(node) {
            if self.domains[attacker.index()] & that_may_be != 0 {
                self.restrict(attacker, allowed, budget)?;
            }
        }
        Ok(())
    }

    fn labels(&self) -> Vec<Label> {
        let label = |domain: &Domain| match *domain {
            IN => Label::In,
            OUT => Label::Out,
            UNDECIDED => Label::Undecided,
            _ => unreachable!("once it is known who is in, all other labels follow"),
        };
        self.domains.iter().map(label).collect()
    }
}
