//! The refinement phase: every group is put together once more from its nodes, so that its parts are connected.

use rand::RngExt;
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_pcg::Pcg64Mcg;
use rayon::prelude::*;

use super::Search;
use super::level::Level;
use super::level::Members;
use super::level::number;

/// Parts of groups.
pub(super) struct Refined {
    /// For each node its part; those of a group have consecutive numbers.
    pub(super) parts: Vec<u32>,
    /// For each part its group.
    pub(super) groups: Vec<u32>,
}

impl Refined {
    pub(super) fn part_count(&self) -> usize {
        self.groups.len()
    }
}

/// Divides every group into parts that are connected and well tied to the rest of their group.
///
/// Starting from single nodes, a node that still is alone and is well tied to its group S, that is, to which the
/// weight from the rest of S is at least γ n (N_S − n), joins a part C of S of which the same is true and with
/// which it gains g ≥ 0, drawn with odds exp(g / θ); to stay alone is one of the possibilities, with g = 0. No
/// group knows of another, so each has lots of its own and all are divided at the same time.
pub(super) fn refine(
    level: &Level,
    groups: &[u32],
    group_count: usize,
    search: Search,
    seed: u64,
) -> Refined {
    let members = Members::new(groups, group_count);
    let mut positions = vec![0; level.node_count()];
    let mut parts_in_order = vec![0; level.node_count()];
    let mut slices = Vec::with_capacity(group_count);
    let mut rest = parts_in_order.as_mut_slice();
    for group in 0..group_count {
        for (place, &node) in members.of(group).iter().enumerate() {
            positions[node as usize] = number(members.start(group) + place);
        }
        let (slice, after) = rest.split_at_mut(members.of(group).len());
        slices.push(slice);
        rest = after;
    }
    let counts: Vec<usize> = slices
        .into_par_iter()
        .enumerate()
        .map_init(Workspace::default, |workspace, (group, parts)| {
            let nodes = members.of(group);
            if nodes.len() == 1 {
                parts[0] = 0;
                return 1;
            }
            let group =
                Group { level, nodes, positions: &positions, start: number(members.start(group)), search };
            let random = Pcg64Mcg::seed_from_u64(seed.wrapping_add(u64::from(group.start)));
            group.divide(parts, workspace, random)
        })
        .collect();
    let mut parts = vec![0; level.node_count()];
    let mut of_parts = Vec::new();
    for (group, &count) in counts.iter().enumerate() {
        let before = number(of_parts.len());
        for (place, &node) in members.of(group).iter().enumerate() {
            parts[node as usize] = before + parts_in_order[members.start(group) + place];
        }
        of_parts.resize(of_parts.len() + count, number(group));
    }
    Refined { parts, groups: of_parts }
}

/// Room that is used for one group after another.
#[derive(Default)]
struct Workspace {
    order: Vec<u32>,
    /// For each part the weight of its nodes.
    weights: Vec<f64>,
    /// For each part how many nodes it has.
    sizes: Vec<u32>,
    /// For each part the weight between it and the rest of the group.
    outside: Vec<f64>,
    /// For each part the weight between it and the node looked at; 0 between looks.
    links: Vec<f64>,
    linked: Vec<u32>,
    /// The parts that may be drawn, with what is gained.
    open: Vec<(u32, f64)>,
    numbers: Vec<Option<u32>>,
}

/// A group to be divided. Nodes are numbered by their place in it.
struct Group<'a> {
    level: &'a Level,
    nodes: &'a [u32],
    /// For every node of the network its place when nodes are ordered by group.
    positions: &'a [u32],
    start: u32,
    search: Search,
}

impl Group<'_> {
    /// The neighbours of a node inside the group.
    #[inline]
    fn row(&self, place: u32) -> impl Iterator<Item = (u32, f64)> + '_ {
        self.level.row(self.nodes[place as usize]).filter_map(|(end, weight)| {
            // Those before the start wrap round to large numbers.
            let other = self.positions[end as usize].wrapping_sub(self.start);
            ((other as usize) < self.nodes.len()).then_some((other, weight))
        })
    }

    /// Gives each node of the group its part and tells how many parts there are.
    fn divide(&self, parts: &mut [u32], workspace: &mut Workspace, mut random: Pcg64Mcg) -> usize {
        let Workspace { order, weights, sizes, outside, links, linked, open, numbers } = workspace;
        let places = 0..number(self.nodes.len());
        parts.iter_mut().zip(places.clone()).for_each(|(part, place)| *part = place);
        order.clear();
        order.extend(places.clone());
        order.shuffle(&mut random);
        weights.clear();
        weights.extend(self.nodes.iter().map(|&node| self.level.node_weight(node)));
        sizes.clear();
        sizes.resize(self.nodes.len(), 1);
        outside.clear();
        outside.extend(places.map(|place| self.row(place).map(|(_, weight)| weight).sum::<f64>()));
        links.resize(links.len().max(self.nodes.len()), 0.0);
        let all: f64 = weights.iter().sum();
        let well_tied =
            |outside: f64, weight: f64| outside >= self.search.resolution * weight * (all - weight);
        for &place in &*order {
            let own = place as usize;
            // A node that others have joined is no longer its own to move.
            if parts[own] != place || sizes[own] > 1 || !well_tied(outside[own], weights[own]) {
                continue;
            }
            for (other, weight) in self.row(place) {
                let part = parts[other as usize];
                let link = &mut links[part as usize];
                if *link == 0.0 {
                    linked.push(part);
                }
                *link += weight;
            }
            open.clear();
            open.push((place, 0.0));
            for &part in &*linked {
                let gain =
                    links[part as usize] - self.search.resolution * weights[own] * weights[part as usize];
                if gain >= 0.0 && well_tied(outside[part as usize], weights[part as usize]) {
                    open.push((part, gain));
                }
            }
            let part = draw(open, self.search.randomness, &mut random);
            if part != place {
                let to = part as usize;
                parts[own] = part;
                weights[to] += weights[own];
                sizes[to] += 1;
                outside[to] += outside[own] - 2.0 * links[to];
            }
            for part in linked.drain(..) {
                links[part as usize] = 0.0;
            }
        }
        number_from_zero(parts, numbers)
    }
}

/// Numbers parts by their first nodes and tells how many there are.
fn number_from_zero(parts: &mut [u32], numbers: &mut Vec<Option<u32>>) -> usize {
    numbers.clear();
    numbers.resize(parts.len(), None);
    let mut count = 0;
    for part in parts {
        *part = *numbers[*part as usize].get_or_insert_with(|| {
            count += 1;
            number(count - 1)
        });
    }
    count
}

/// Draws one of some parts with odds exp(g / θ), g being what is gained; replaces each g by its share of the odds.
fn draw(open: &mut [(u32, f64)], randomness: f64, random: &mut Pcg64Mcg) -> u32 {
    let best = open.iter().fold(0.0, |best: f64, &(_, gain)| best.max(gain));
    let mut total = 0.0;
    for (_, gain) in &mut *open {
        total += exponential((*gain - best) / randomness);
        *gain = total;
    }
    let lot = total * random.random::<f64>();
    let drawn = open.iter().find(|&&(_, up_to)| lot < up_to).or(open.last());
    drawn.expect("to stay alone is among what may be drawn").0
}

/// e^x for x ≤ 0, from additions and multiplications alone: the exponential function of the platform may round
/// otherwise elsewhere, and a lot that falls close would fall on the other side.
fn exponential(x: f64) -> f64 {
    // Below this the odds are less than 10^-300 and do not count.
    if x < -690.0 {
        return 0.0;
    }
    let halvings = (-x * std::f64::consts::LOG2_E).floor();
    let rest = x + halvings * std::f64::consts::LN_2;
    let series = (1..=16).rev().fold(1.0, |sum, term| 1.0 + sum * rest / f64::from(term));
    // The halvings, at most 995, go to the exponent of the number, whose bias is 1023.
    series * f64::from_bits((1023 - halvings as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::algorithm::community::leiden::components;
    use crate::algorithm::community::leiden::level::renumber;
    use crate::algorithm::community::leiden::tests::random_network;

    #[test]
    fn the_exponential_is_that_of_the_platform_but_for_rounding() {
        for step in 0..7000 {
            let x = -0.0985 * f64::from(step);
            assert!((exponential(x) - x.exp()).abs() <= 1e-12 * x.exp(), "{x}");
        }
        assert_eq!(exponential(-1e300), 0.0);
    }

    #[test]
    fn parts_lie_inside_groups_are_connected_and_lose_nothing() {
        for seed in 0..200 {
            let (network, groups, group_count) = random_network(seed, 40, 0.3, 3);
            let level = Level::with_node_weights(&network, vec![1.0; 40]);
            // Lots that hardly look at what is gained, so that whatever may be drawn is.
            let search = Search { resolution: 0.3, randomness: 10.0 };
            let refined = refine(&level, &groups, group_count, search, seed);
            for (node, &part) in refined.parts.iter().enumerate() {
                assert_eq!(refined.groups[part as usize], groups[node]);
            }
            let mut split = refined.parts.clone();
            components::split(&level, &mut split);
            assert_eq!(renumber(&mut split), refined.part_count());
            // Each part for itself is at least as good as its nodes alone.
            for part in 0..number(refined.part_count()) {
                let members: Vec<u32> =
                    (0..40).filter(|&node| refined.parts[node as usize] == part).collect();
                let rows = members.iter().flat_map(|&node| level.row(node));
                let inside: f64 =
                    rows.filter(|(end, _)| members.contains(end)).map(|(_, weight)| weight).sum();
                let pairs = members.len() * (members.len() - 1);
                assert!(inside >= 0.3 * pairs as f64 - 1e-9, "{inside} {pairs}");
            }
        }
    }

    #[test]
    fn a_node_that_is_not_well_tied_to_its_group_stays_alone() {
        let (mut loose, mut merged) = (0, 0);
        for seed in 0..40 {
            let (network, groups, group_count) = random_network(seed, 40, 0.3, 3);
            let level = Level::with_node_weights(&network, vec![1.0; 40]);
            let search = Search { resolution: 0.2, randomness: 10.0 };
            let refined = refine(&level, &groups, group_count, search, seed);
            for node in 0..40 {
                let group = groups[node as usize];
                let others = groups.iter().filter(|&&other| other == group).count() - 1;
                let inside = level.row(node).filter(|&(end, _)| groups[end as usize] == group);
                if inside.map(|(_, weight)| weight).sum::<f64>() < 0.2 * others as f64 {
                    let part = refined.parts[node as usize];
                    assert_eq!(refined.parts.iter().filter(|&&other| other == part).count(), 1);
                    loose += 1;
                }
            }
            merged += 40 - refined.part_count();
        }
        assert!(loose > 100 && merged > 100, "{loose} {merged}");
    }

    #[test]
    fn lots_fall_by_their_odds() {
        let mut random = Pcg64Mcg::seed_from_u64(5);
        let mut counts = [0_u32; 3];
        for _ in 0..30_000 {
            let mut open = [(0, 0.0), (1, 0.02), (2, 0.01)];
            counts[draw(&mut open, 0.01, &mut random) as usize] += 1;
        }
        let odds = [0.0, 2.0, 1.0].map(f64::exp);
        for (count, odds) in counts.iter().zip(odds) {
            let expected = 30_000.0 * odds / (1.0 + 2.0_f64.exp() + 1.0_f64.exp());
            assert!((f64::from(*count) - expected).abs() < 5.0 * expected.sqrt(), "{counts:?}");
        }
    }
}
