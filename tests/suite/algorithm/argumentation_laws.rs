//! What is true of every semantics on every framework.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;

use dissensus::algorithm::argumentation::{
    Acceptance, BaseScores, DEGREES, DegreeOptions, Enumeration, Framework, Label, METHODS, SemanticsOptions,
    Status, acceptance, df_quad, grounded, h_categoriser, statuses,
};
use dissensus::network::NodeIndex;
use proptest::prelude::*;

type Pairs = Vec<(NodeIndex, NodeIndex)>;

/// A number of claims, attacks and supports.
type Parts = (usize, Pairs, Pairs);

fn parts(largest: usize, most_supports: usize) -> impl Strategy<Value = Parts> {
    (0..=largest).prop_flat_map(move |count| {
        let ends = 0..count.max(1);
        let pair = (ends.clone(), ends).prop_map(|(a, b)| (NodeIndex::new(a), NodeIndex::new(b)));
        let most = if count == 0 { 0 } else { 3 * count };
        let supports = most_supports.min(most);
        (
            Just(count),
            prop::collection::vec(pair.clone(), 0..=most),
            prop::collection::vec(pair, 0..=supports),
        )
    })
}

fn built((count, attacks, supports): &Parts) -> Framework {
    Framework::new(*count, attacks.iter().copied(), supports.iter().copied())
}

/// The extensions of the semantics of a name.
fn extensions(framework: &Framework, name: &str) -> BTreeSet<Vec<NodeIndex>> {
    let method = METHODS.iter().find(|method| method.info().name == name).unwrap();
    let found = method.labellings(framework, &SemanticsOptions::default());
    assert_eq!(found.enumeration, Enumeration::All);
    let extensions: Vec<_> = found.labellings.iter().map(|labelling| labelling.accepted()).collect();
    assert!(extensions.is_sorted_by(|a, b| a < b), "sorted, and each once");
    extensions.into_iter().collect()
}

// The oracle for attacks: Dung's definitions, tried on every subset.

/// Every set of claims as bits, with the claims that attack each as bits.
struct Subsets {
    count: usize,
    attackers: Vec<u32>,
}

impl Subsets {
    fn new(count: usize, attacks: &Pairs) -> Self {
        let mut attackers = vec![0; count];
        for (from, to) in attacks {
            attackers[to.index()] |= 1 << from.index();
        }
        Self { count, attackers }
    }

    fn members(&self, set: u32) -> impl Iterator<Item = usize> {
        (0..self.count).filter(move |at| set >> at & 1 == 1)
    }

    fn attacks(&self, set: u32, to: usize) -> bool {
        self.attackers[to] & set != 0
    }

    fn is_free_of_conflict(&self, set: u32) -> bool {
        !self.members(set).any(|member| self.attacks(set, member))
    }

    fn defends(&self, set: u32, claim: usize) -> bool {
        self.members(self.attackers[claim]).all(|attacker| self.attacks(set, attacker))
    }

    fn all(&self) -> impl Iterator<Item = u32> {
        0..1 << self.count
    }

    fn admissible(&self) -> Vec<u32> {
        let defended = |set: u32| self.members(set).all(|member| self.defends(set, member));
        self.all().filter(|&set| self.is_free_of_conflict(set) && defended(set)).collect()
    }

    fn preferred(&self) -> Vec<u32> {
        let admissible = self.admissible();
        let extended = |set: u32| admissible.iter().any(|&other| other != set && other & set == set);
        admissible.iter().copied().filter(|&set| !extended(set)).collect()
    }

    fn complete(&self) -> Vec<u32> {
        let holds_defended =
            |set: u32| (0..self.count).all(|at| set >> at & 1 == 1 || !self.defends(set, at));
        self.admissible().into_iter().filter(|&set| holds_defended(set)).collect()
    }

    fn stable(&self) -> Vec<u32> {
        let attacks_rest = |set: u32| (0..self.count).all(|at| (set >> at & 1 == 1) != self.attacks(set, at));
        self.all().filter(|&set| attacks_rest(set)).collect()
    }

    fn grounded(&self) -> Vec<u32> {
        let mut set = 0;
        loop {
            let next = (0..self.count).filter(|&at| self.defends(set, at)).fold(0, |all, at| all | 1 << at);
            if next == set {
                return vec![set];
            }
            set = next;
        }
    }

    fn nodes(&self, sets: &[u32]) -> BTreeSet<Vec<NodeIndex>> {
        sets.iter().map(|&set| self.members(set).map(NodeIndex::new).collect()).collect()
    }
}

// The oracle for supports: three-valued stable models of the logic program with a rule for each claim, "c if
// all its supporters and none of its attackers" (Nouioua & Boutouhami 2023, doi:10.3233/AAC-210028; Przymusinski
// 1990). Truth values are 0, 1 and 2 for false, unknown and true.

fn partial_stable_models((count, attacks, supports): &Parts) -> Vec<Vec<u8>> {
    let count = *count;
    let mut models = Vec::new();
    for code in 0..3_usize.pow(u32::try_from(count).unwrap()) {
        let values: Vec<u8> =
            (0..count).map(|at| (code / 3_usize.pow(u32::try_from(at).unwrap()) % 3) as u8).collect();
        // The reduct: what "not" says of attackers is replaced by its value under the candidate.
        let mut ceiling = vec![2; count];
        for (from, to) in attacks {
            ceiling[to.index()] = ceiling[to.index()].min(2 - values[from.index()]);
        }
        let mut least = vec![0; count];
        loop {
            let mut next = ceiling.clone();
            for (from, to) in supports {
                next[to.index()] = next[to.index()].min(least[from.index()]);
            }
            if next == least {
                break;
            }
            least = next;
        }
        if least == values {
            models.push(values);
        }
    }
    models
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn extensions_are_those_of_the_definitions(parts in parts(10, 0)) {
        let framework = built(&parts);
        let subsets = Subsets::new(parts.0, &parts.1);
        prop_assert_eq!(extensions(&framework, "grounded"), subsets.nodes(&subsets.grounded()));
        prop_assert_eq!(extensions(&framework, "complete"), subsets.nodes(&subsets.complete()));
        prop_assert_eq!(extensions(&framework, "preferred"), subsets.nodes(&subsets.preferred()));
        prop_assert_eq!(extensions(&framework, "stable"), subsets.nodes(&subsets.stable()));
    }

    #[test]
    fn labellings_with_supports_are_the_models_of_the_logic_program(parts in parts(6, 8)) {
        let framework = built(&parts);
        let models = partial_stable_models(&parts);
        let complete = METHODS[0].labellings(&framework, &SemanticsOptions::default());
        let as_values = |labels: &[Label]| -> Vec<u8> {
            labels.iter().map(|label| match label { Label::Out => 0, Label::Undecided => 1, Label::In => 2 }).collect()
        };
        let found: BTreeSet<_> = complete.labellings.iter().map(|labelling| as_values(labelling.labels())).collect();
        prop_assert_eq!(found, models.iter().cloned().collect::<BTreeSet<_>>());
        let accepted = |model: &Vec<u8>| -> Vec<NodeIndex> {
            (0..parts.0).filter(|&at| model[at] == 2).map(NodeIndex::new).collect()
        };
        let sets: Vec<_> = models.iter().map(accepted).collect();
        let covers = |a: &[NodeIndex], b: &[NodeIndex]| b.iter().all(|node| a.contains(node));
        let largest: BTreeSet<_> =
            sets.iter().filter(|set| !sets.iter().any(|other| other != *set && covers(other, set))).cloned().collect();
        prop_assert_eq!(extensions(&framework, "preferred"), largest);
        let total: BTreeSet<_> = models.iter().filter(|model| !model.contains(&1)).map(accepted).collect();
        prop_assert_eq!(extensions(&framework, "stable"), total);
        prop_assert!(sets.iter().all(|set| covers(set, &grounded(&framework).accepted())));
        prop_assert!(sets.contains(&grounded(&framework).accepted()));
    }

    #[test]
    fn the_reduced_framework_has_the_same_labellings(parts in parts(9, 12)) {
        let framework = built(&parts);
        let reduced = framework.reduced();
        prop_assert_eq!(reduced.support_count(), 0);
        for method in METHODS {
            let options = SemanticsOptions::default();
            prop_assert_eq!(method.labellings(&framework, &options), method.labellings(&reduced, &options));
        }
        let is_same = |(a, b): (Status, Status)| a == b;
        prop_assert!(statuses(&framework).into_iter().zip(statuses(&reduced)).all(is_same));
    }

    #[test]
    fn every_attack_of_the_reduced_framework_has_its_path(parts in parts(9, 12)) {
        let framework = built(&parts);
        let reduced = framework.reduced();
        for from in framework.nodes() {
            for to in framework.nodes() {
                let path = framework.attack_path(from, to);
                prop_assert_eq!(path.is_some(), reduced.attacked(from).contains(&to));
                let Some(path) = path else { continue };
                prop_assert!(framework.attacked(path.attacker).contains(&path.chain[0]));
                prop_assert_eq!(path.chain.last(), Some(&to));
                prop_assert!(path.chain.windows(2).all(|step| framework.supported(step[0]).contains(&step[1])));
            }
        }
    }

    #[test]
    fn the_semantics_nest(parts in parts(14, 10)) {
        let framework = built(&parts);
        let grounded = grounded(&framework).accepted();
        let [complete, preferred, stable] =
            ["complete", "preferred", "stable"].map(|name| extensions(&framework, name));
        prop_assert!(!preferred.is_empty());
        prop_assert!(stable.is_subset(&preferred));
        prop_assert!(preferred.is_subset(&complete));
        prop_assert!(complete.contains(&grounded));
        prop_assert!(complete.iter().all(|set| grounded.iter().all(|node| set.contains(node))));
    }

    #[test]
    fn labellings_are_legal_and_free_of_conflict(parts in parts(14, 10)) {
        let framework = built(&parts);
        for method in METHODS {
            for labelling in method.labellings(&framework, &SemanticsOptions::default()).labellings {
                prop_assert!(labelling.is_legal(&framework));
                let accepted = labelling.accepted();
                for node in &accepted {
                    prop_assert!(framework.attacked(*node).iter().all(|next| !accepted.contains(next)));
                    prop_assert!(framework.supporters(*node).iter().all(|needed| accepted.contains(needed)));
                }
            }
        }
    }

    #[test]
    fn without_circles_there_is_one_extension(parts in parts(14, 14)) {
        let (count, attacks, supports) = parts;
        let forward = |pairs: Pairs| -> Pairs { pairs.into_iter().filter(|(from, to)| from < to).collect() };
        let framework = Framework::new(count, forward(attacks), forward(supports));
        let grounded = BTreeSet::from([grounded(&framework).accepted()]);
        for method in METHODS {
            prop_assert_eq!(&extensions(&framework, method.info().name), &grounded);
        }
        prop_assert!(!statuses(&framework).contains(&Status::Open));
    }

    #[test]
    fn relabelling_permutes_the_answers(
        (parts, order) in parts(10, 8).prop_flat_map(|parts| {
            let order = Just((0..parts.0).collect::<Vec<usize>>()).prop_shuffle();
            (Just(parts), order)
        })
    ) {
        let renamed = |node: NodeIndex| NodeIndex::new(order[node.index()]);
        let turned = |pairs: &Pairs| -> Pairs { pairs.iter().rev().map(|&(a, b)| (renamed(a), renamed(b))).collect() };
        let framework = built(&parts);
        let other = built(&(parts.0, turned(&parts.1), turned(&parts.2)));
        for method in METHODS {
            let name = method.info().name;
            let permuted: BTreeSet<Vec<NodeIndex>> = extensions(&framework, name)
                .into_iter()
                .map(|set| {
                    let mut set: Vec<_> = set.into_iter().map(renamed).collect();
                    set.sort_unstable();
                    set
                })
                .collect();
            prop_assert_eq!(permuted, extensions(&other, name));
        }
        for method in DEGREES {
            let options = DegreeOptions::default();
            let (before, after) = (method.degrees(&framework, &options), method.degrees(&other, &options));
            for node in framework.nodes() {
                let (a, b) = (before.degrees[node.index()], after.degrees[renamed(node).index()]);
                prop_assert!(a == b || a.zip(b).is_some_and(|(a, b)| (a - b).abs() < 1e-9), "{:?} {:?}", a, b);
            }
        }
        let (before, after) = (statuses(&framework), statuses(&other));
        prop_assert!(framework.nodes().all(|node| before[node.index()] == after[renamed(node).index()]));
    }

    #[test]
    fn parallel_attacks_and_supports_count_once(parts in parts(10, 8)) {
        let (count, mut attacks, mut supports) = parts.clone();
        attacks.extend_from_within(..);
        supports.extend_from_within(..);
        prop_assert_eq!(Framework::new(count, attacks, supports), built(&parts));
    }

    #[test]
    fn acceptance_counts_preferred_extensions(parts in parts(10, 8)) {
        let framework = built(&parts);
        let preferred = extensions(&framework, "preferred");
        let found = acceptance(&framework, &SemanticsOptions::default());
        for node in framework.nodes() {
            let count = preferred.iter().filter(|set| set.contains(&node)).count();
            let expected = match count {
                0 => Acceptance::Rejected,
                _ if count == preferred.len() => Acceptance::Sceptical,
                _ => Acceptance::Credulous,
            };
            prop_assert_eq!(found[node.index()], expected);
        }
    }

    #[test]
    fn statuses_follow_from_the_grounded_labelling(parts in parts(12, 8)) {
        let framework = built(&parts);
        let (labelling, reduced) = (grounded(&framework), framework.reduced());
        for (node, status) in framework.nodes().zip(statuses(&framework)) {
            let attackers = reduced.attackers(node);
            let is_answered = |attacker: &NodeIndex| {
                framework.unfounded().contains(attacker)
                    || reduced.attackers(*attacker).iter().any(|&other| labelling.label(other) == Label::In)
            };
            let expected = if labelling.label(node) == Label::In {
                prop_assert!(attackers.iter().all(is_answered));
                if attackers.is_empty() { Status::Standing } else { Status::Answered }
            } else if labelling.label(node) == Label::Out { Status::Defeated } else { Status::Open };
            prop_assert_eq!(status, expected);
        }
    }

    #[test]
    fn h_degrees_solve_their_equations(parts in parts(30, 0)) {
        let framework = built(&parts);
        let found = h_categoriser(&framework, &DegreeOptions::default()).degrees;
        for node in framework.nodes() {
            let degree = found[node.index()].expect("the iteration settles");
            let attackers = framework.attackers(node);
            let sum: f64 = attackers.iter().map(|attacker| found[attacker.index()].unwrap()).sum();
            prop_assert!((degree - 1.0 / (1.0 + sum)).abs() < 1e-10);
            prop_assert!(degree > 0.0 && degree <= 1.0);
            prop_assert_eq!(degree == 1.0, attackers.is_empty());
        }
    }

    #[test]
    fn df_quad_degrees_solve_their_equations(parts in parts(12, 20), base in prop::collection::vec(0.0..=1.0, 12)) {
        let framework = built(&parts);
        let base = base[..parts.0].to_vec();
        let options = DegreeOptions { base: BaseScores::Each(base.clone()), ..DegreeOptions::default() };
        let found = df_quad(&framework, &options).degrees;
        for node in framework.nodes() {
            let weigh = |row: &[NodeIndex]| -> Option<f64> {
                let mut left = 1.0;
                for other in row {
                    left *= 1.0 - found[other.index()]?;
                }
                Some(1.0 - left)
            };
            let (against, favour) = (weigh(framework.attackers(node)), weigh(framework.supporters(node)));
            let (Some(degree), Some(against), Some(favour)) = (found[node.index()], against, favour) else {
                // On a circle that did not settle, or behind one.
                prop_assert_eq!(found[node.index()], None);
                continue;
            };
            let own = base[node.index()];
            let expected = if against >= favour {
                own - own * (against - favour)
            } else {
                own + (1.0 - own) * (favour - against)
            };
            prop_assert!((degree - expected).abs() < 1e-9);
            prop_assert!((0.0..=1.0).contains(&degree));
            if framework.attackers(node).is_empty() && framework.supporters(node).is_empty() {
                prop_assert_eq!(degree, own);
            }
        }
    }
}

#[test]
fn an_empty_framework_has_one_empty_labelling_and_no_degrees() {
    let empty = Framework::new(0, [], []);
    for method in METHODS {
        assert_eq!(extensions(&empty, method.info().name), BTreeSet::from([Vec::new()]));
    }
    for method in DEGREES {
        assert!(method.degrees(&empty, &DegreeOptions::default()).degrees.is_empty());
    }
    assert!(statuses(&empty).is_empty());
    assert!(acceptance(&empty, &SemanticsOptions::default()).is_empty());
}

#[test]
fn an_isolated_claim_stands_and_one_that_attacks_itself_is_open() {
    let [alone, own] = [0, 1].map(NodeIndex::new);
    let framework = Framework::new(2, [(own, own)], []);
    for method in METHODS {
        let expected =
            if method.info().name == "stable" { BTreeSet::new() } else { BTreeSet::from([vec![alone]]) };
        assert_eq!(extensions(&framework, method.info().name), expected, "{}", method.info().name);
    }
    assert_eq!(statuses(&framework), [Status::Standing, Status::Open]);
}
