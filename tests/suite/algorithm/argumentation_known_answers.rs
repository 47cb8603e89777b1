//! Answers of the argumentation family that are known from elsewhere.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use dissensus::algorithm::argumentation::{
    Acceptance, BaseScores, DEGREES, DegreeOptions, Enumeration, Framework, Label, Labelling, Labellings,
    Limit, METHODS, SemanticsOptions, Status, acceptance, complete, df_quad, grounded, h_categoriser,
    preferred, stable, statuses,
};
use dissensus::network::NodeIndex;

/// The pairs of a line such as `a→b b→c`, names being single characters numbered from `first`.
fn pairs(first: char, text: &str) -> Vec<(NodeIndex, NodeIndex)> {
    let node = |name: &str| NodeIndex::new(name.chars().next().unwrap() as usize - first as usize);
    text.split_whitespace()
        .map(|pair| {
            let (from, to) = pair.split_once('→').unwrap();
            (node(from), node(to))
        })
        .collect()
}

/// The sets of a line such as `ac ad`, `∅` being the empty one.
fn sets(first: char, text: &str) -> Vec<Vec<NodeIndex>> {
    let member = |name: char| NodeIndex::new(name as usize - first as usize);
    text.split_whitespace()
        .map(|set| if set == "∅" { Vec::new() } else { set.chars().map(member).collect() })
        .collect()
}

fn extensions(found: &Labellings) -> Vec<Vec<NodeIndex>> {
    assert_eq!(found.enumeration, Enumeration::All);
    found.labellings.iter().map(Labelling::accepted).collect()
}

struct Row {
    first: char,
    count: usize,
    attacks: &'static str,
    grounded: &'static str,
    preferred: &'static str,
    stable: &'static str,
}

/// Small frameworks of the kind the textbooks use: reinstatement along a chain, circles of odd and even
/// length, a claim that attacks itself, floating acceptance.
const ROWS: [Row; 8] = [
    Row {
        first: 'a',
        count: 6,
        attacks: "a→b b→c b→d c→e d→e e→f",
        grounded: "acdf",
        preferred: "acdf",
        stable: "acdf",
    },
    // The same with a last word before a; g is x.
    Row {
        first: 'a',
        count: 7,
        attacks: "g→a a→b b→c b→d c→e d→e e→f",
        grounded: "beg",
        preferred: "beg",
        stable: "beg",
    },
    Row {
        first: '1',
        count: 4,
        attacks: "1→2 1→3 2→1 2→3 3→4 4→3",
        grounded: "∅",
        preferred: "14 24",
        stable: "14 24",
    },
    Row {
        first: 'a',
        count: 7,
        attacks: "a→b c→b c→d d→c d→e e→g f→e g→f",
        grounded: "a",
        preferred: "ac adg",
        stable: "adg",
    },
    Row {
        first: 'a',
        count: 5,
        attacks: "a→b c→b c→d d→c d→e e→e",
        grounded: "a",
        preferred: "ac ad",
        stable: "ad",
    },
    Row { first: '1', count: 3, attacks: "1→2 2→3 3→1", grounded: "∅", preferred: "∅", stable: "" },
    Row {
        first: '1',
        count: 4,
        attacks: "1→2 2→3 3→4 4→1",
        grounded: "∅",
        preferred: "13 24",
        stable: "13 24",
    },
    Row {
        first: '0',
        count: 6,
        attacks: "0→1 1→2 1→3 2→3 3→2 2→4 3→4 4→5",
        grounded: "0",
        preferred: "025 035",
        stable: "025 035",
    },
];

#[test]
fn small_frameworks_have_the_extensions_of_the_textbooks() {
    let options = SemanticsOptions::default();
    for row in ROWS {
        let framework = Framework::new(row.count, pairs(row.first, row.attacks), []);
        let expected = |text| sets(row.first, text);
        assert_eq!([grounded(&framework).accepted()], *expected(row.grounded), "{}", row.attacks);
        assert_eq!(extensions(&preferred(&framework, &options)), expected(row.preferred), "{}", row.attacks);
        assert_eq!(extensions(&stable(&framework, &options)), expected(row.stable), "{}", row.attacks);
    }
}

#[test]
fn two_camps_and_a_pair_have_four_complete_extensions() {
    let framework = Framework::new(4, pairs('1', ROWS[2].attacks), []);
    let found = complete(&framework, &SemanticsOptions::default());
    assert_eq!(extensions(&found), sets('1', "∅ 14 24 4"));
}

#[test]
fn the_registries_are_alphabetical_and_name_their_sources() {
    let names: Vec<_> = METHODS.iter().map(|method| method.info().name).collect();
    assert_eq!(names, ["complete", "grounded", "preferred", "stable"]);
    let names: Vec<_> = DEGREES.iter().map(|method| method.info().name).collect();
    assert_eq!(names, ["df-quad", "h-categoriser"]);
}

// Supports.

#[test]
fn an_attack_on_what_is_needed_is_an_attack_on_what_needs_it() {
    // a attacks b; d needs c, which needs b; d attacks e.
    let framework = Framework::new(5, pairs('a', "a→b d→e"), pairs('a', "b→c c→d"));
    assert_eq!(grounded(&framework).accepted(), sets('a', "ae")[0]);
    let reduced = framework.reduced();
    assert_eq!(reduced, Framework::new(5, pairs('a', "a→b a→c a→d d→e"), []));
    let path = framework.attack_path(NodeIndex::new(0), NodeIndex::new(3)).unwrap();
    assert_eq!(path.attacker, NodeIndex::new(0));
    assert_eq!(path.chain, sets('a', "bcd")[0]);
    assert_eq!(framework.attack_path(NodeIndex::new(0), NodeIndex::new(4)), None);
}

#[test]
fn an_attack_on_what_needs_a_claim_leaves_the_claim_alone() {
    let framework = Framework::new(3, pairs('a', "a→c"), pairs('a', "b→c"));
    assert_eq!(grounded(&framework).accepted(), sets('a', "ab")[0]);
}

#[test]
fn the_shortest_support_explains_an_attack() {
    // a attacks b and c; e needs d, which needs b, and needs c.
    let framework = Framework::new(5, pairs('a', "a→b a→c"), pairs('a', "b→d d→e c→e"));
    let path = framework.attack_path(NodeIndex::new(0), NodeIndex::new(4)).unwrap();
    assert_eq!(path.chain, sets('a', "ce")[0]);
}

#[test]
fn who_attacks_what_he_needs_is_never_accepted() {
    // b needs a and attacks it: b attacks itself.
    let framework = Framework::new(2, pairs('a', "b→a"), pairs('a', "a→b"));
    assert_eq!(framework.reduced().attackers(NodeIndex::new(1)), sets('a', "b")[0]);
    let found = preferred(&framework, &SemanticsOptions::default());
    assert_eq!(extensions(&found), sets('a', "∅"));
}

#[test]
fn claims_that_need_one_another_in_a_circle_are_out() {
    // b and c need each other, d needs c, d attacks e; f needs itself.
    let framework = Framework::new(6, pairs('a', "d→e"), pairs('a', "b→c c→b c→d f→f"));
    assert_eq!(framework.unfounded(), sets('a', "bcdf")[0]);
    for method in METHODS {
        let found = method.labellings(&framework, &SemanticsOptions::default());
        assert_eq!(extensions(&found), sets('a', "ae"), "{}", method.info().name);
        assert_eq!(found.labellings[0].labelled(Label::Out), sets('a', "bcdf")[0]);
    }
}

// Statuses.

#[test]
fn every_claim_has_the_status_that_its_debate_gives_it() {
    use Status::{Answered, Defeated, Open, Standing};
    // c answers b for a; d and e deny each other; f attacks itself; g is alone; h needs a, i needs b.
    let framework = Framework::new(9, pairs('a', "b→a c→b d→e e→d f→f"), pairs('a', "a→h b→i"));
    assert_eq!(
        statuses(&framework),
        [Answered, Defeated, Standing, Open, Open, Open, Standing, Answered, Defeated]
    );
}

// Acceptance.

#[test]
fn what_both_camps_defend_is_accepted_sceptically() {
    use Acceptance::{Credulous, Rejected, Sceptical};
    let framework = Framework::new(6, pairs('0', ROWS[7].attacks), []);
    let found = acceptance(&framework, &SemanticsOptions::default());
    assert_eq!(found, [Sceptical, Rejected, Credulous, Credulous, Rejected, Sceptical]);
}

// Degrees.

fn close(found: &[Option<f64>], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found.unwrap() - expected).abs() < 1e-9, "{found:?} is not {expected}");
    }
}

#[test]
fn the_h_categoriser_solves_the_equations_of_small_frameworks() {
    let degrees = |count, attacks| {
        let framework = Framework::new(count, pairs('a', attacks), []);
        h_categoriser(&framework, &DegreeOptions::default()).degrees
    };
    // s = 1/(1+s): the golden ratio less one, 0.618034.
    let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
    close(&degrees(2, "a→b b→a"), &[golden, golden]);
    close(&degrees(1, "a→a"), &[golden]);
    close(&degrees(3, "c→b b→a"), &[2.0 / 3.0, 0.5, 1.0]);
    close(&degrees(4, "b→a c→a d→a"), &[0.25, 1.0, 1.0, 1.0]);
    // All three attack one another: s = 1/(1+2s), so 2s² + s = 1.
    close(&degrees(3, "a→b a→c b→a b→c c→a c→b"), &[0.5; 3]);
}

#[test]
fn df_quad_weighs_attacks_against_supports() {
    let [claim, critique, second, evidence] = [0.5, 0.6, 0.5, 0.3];
    let options = DegreeOptions {
        base: BaseScores::Each(vec![claim, critique, second, evidence]),
        ..Default::default()
    };
    // Attackers of 0.6 and 0.5 together weigh 1 − 0.4 · 0.5 = 0.8.
    let against = Framework::new(4, pairs('a', "b→a c→a"), []);
    close(&df_quad(&against, &options).degrees, &[0.5 - 0.5 * 0.8, critique, second, evidence]);
    let favour = Framework::new(4, [], pairs('a', "b→a c→a"));
    close(&df_quad(&favour, &options).degrees, &[0.5 + 0.5 * 0.8, critique, second, evidence]);
    let both = Framework::new(4, pairs('a', "b→a c→a"), pairs('a', "d→a"));
    close(&df_quad(&both, &options).degrees, &[0.5 - 0.5 * (0.8 - 0.3), critique, second, evidence]);
    let more = Framework::new(4, pairs('a', "d→a"), pairs('a', "b→a c→a"));
    close(&df_quad(&more, &options).degrees, &[0.5 + 0.5 * (0.8 - 0.3), critique, second, evidence]);
}

#[test]
fn df_quad_passes_strength_along_a_chain() {
    // c 1/2, b 1/2 − 1/4 = 1/4, a 1/2 − 1/8 = 3/8.
    let framework = Framework::new(3, pairs('a', "c→b b→a"), []);
    close(&df_quad(&framework, &DegreeOptions::default()).degrees, &[0.375, 0.25, 0.5]);
}

#[test]
fn df_quad_settles_on_a_mutual_attack() {
    // s = τ(1 − s) gives s = τ/(1+τ): a third for τ = ½.
    let framework = Framework::new(2, pairs('a', "a→b b→a"), []);
    close(&df_quad(&framework, &DegreeOptions::default()).degrees, &[1.0 / 3.0; 2]);
}

#[test]
fn df_quad_is_undefined_where_a_circle_does_not_settle() {
    // With τ = 1 a mutual attack turns 1, 1 into 0, 0 and back; c hangs on it, d does not.
    let options = DegreeOptions { base: BaseScores::Same(1.0), ..Default::default() };
    let framework = Framework::new(4, pairs('a', "a→b b→a b→c"), []);
    let found = df_quad(&framework, &options);
    assert_eq!(found.degrees, [None, None, None, Some(1.0)]);
    assert!(found.rounds < options.rounds, "going to and fro is noticed");
}

#[test]
fn too_few_rounds_leave_degrees_open() {
    let options = DegreeOptions { rounds: 3, ..Default::default() };
    let framework = Framework::new(3, pairs('a', "a→b b→a"), []);
    for method in DEGREES {
        let found = method.degrees(&framework, &options).degrees;
        assert_eq!(found[..2], [None, None], "{}", method.info().name);
        assert!(found[2].is_some(), "{}", method.info().name);
    }
}

// Limits.

/// Pairs of claims that deny each other, each pair attacked by the one before.
fn rungs(count: usize) -> Vec<(NodeIndex, NodeIndex)> {
    let node = NodeIndex::new;
    let pair = |at: usize| [(node(2 * at), node(2 * at + 1)), (node(2 * at + 1), node(2 * at))];
    let attacks = (0..count).flat_map(pair);
    attacks.chain((1..count).map(|at| (node(2 * at - 2), node(2 * at)))).collect()
}

/// Pairs of claims that deny each other and have nothing to do with other pairs.
fn pairs_apart(count: usize) -> Vec<(NodeIndex, NodeIndex)> {
    let node = NodeIndex::new;
    (0..count).flat_map(|at| [(node(2 * at), node(2 * at + 1)), (node(2 * at + 1), node(2 * at))]).collect()
}

#[test]
fn pairs_apart_combine_in_every_way() {
    let options = SemanticsOptions::default();
    for count in 0..7 {
        let framework = Framework::new(2 * count, pairs_apart(count), []);
        let power = u32::try_from(count).unwrap();
        for (found, each) in [
            (preferred(&framework, &options), 2_usize),
            (stable(&framework, &options), 2),
            (complete(&framework, &options), 3),
        ] {
            let found = extensions(&found);
            assert_eq!(found.len(), each.pow(power));
            assert!(found.is_sorted_by(|a, b| a < b), "sorted, and each once");
        }
    }
}

#[test]
fn a_limit_of_labellings_cuts_and_says_so() {
    let apart = pairs_apart(40);
    let options = SemanticsOptions { limit: Limit { labellings: Some(10), ..Limit::default() } };
    for framework in [Framework::new(80, apart, []), Framework::new(80, rungs(40), [])] {
        for method in METHODS.iter().filter(|method| method.info().name != "grounded") {
            let found = method.labellings(&framework, &options);
            assert_eq!((found.labellings.len(), found.enumeration), (10, Enumeration::Cut));
            assert!(found.labellings.iter().all(|labelling| labelling.is_legal(&framework)));
            assert!(
                found.labellings.is_sorted_by(|a, b| a.accepted() < b.accepted()),
                "sorted, and each once"
            );
        }
    }
}

#[test]
fn a_limit_that_is_just_met_does_not_cut() {
    let framework = Framework::new(4, pairs('1', ROWS[2].attacks), []);
    let limited =
        |labellings| SemanticsOptions { limit: Limit { labellings: Some(labellings), steps: None } };
    assert_eq!(preferred(&framework, &limited(2)).enumeration, Enumeration::All);
    assert_eq!(preferred(&framework, &limited(1)).enumeration, Enumeration::Cut);
}

#[test]
fn a_limit_of_steps_cuts_and_what_is_given_is_right() {
    // Claims on a ring that attack others at four distances: few answers, many dead ends.
    let node = |at: usize| NodeIndex::new(at % 301);
    let attacks = (0..301).flat_map(|at| [1, 2, 5, 11].map(|step| (node(at), node(at + step))));
    let framework = Framework::new(301, attacks, []);
    for steps in [0, 1_000, 4_000, 1_000_000] {
        let options = SemanticsOptions { limit: Limit { labellings: None, steps: Some(steps) } };
        for method in METHODS.iter().filter(|method| method.info().name != "grounded") {
            let found = method.labellings(&framework, &options);
            assert!(found.labellings.iter().all(|labelling| labelling.is_legal(&framework)));
            assert!(steps > 4_000 || found.enumeration == Enumeration::Cut, "{} {steps}", method.info().name);
        }
        let found = complete(&framework, &options);
        assert!(!found.labellings.is_empty(), "the grounded one is always known");
    }
    let options = SemanticsOptions { limit: Limit { labellings: None, steps: Some(1_000) } };
    assert!(acceptance(&framework, &options).iter().all(|found| *found == Acceptance::Undetermined));
}

#[test]
fn what_was_found_before_the_steps_ran_out_is_given() {
    // A ring of pairs that deny each other, one strongly connected component with a labelling for each choice.
    let node = |at: usize| NodeIndex::new(at % 60);
    let attacks = (0..30).flat_map(|at| {
        let (this, other, next) = (node(2 * at), node(2 * at + 1), node(2 * at + 2));
        [(this, other), (other, this), (this, next)]
    });
    let framework = Framework::new(60, attacks, []);
    let options = SemanticsOptions { limit: Limit { labellings: None, steps: Some(200_000) } };
    for method in METHODS.iter().filter(|method| method.info().name != "grounded") {
        let found = method.labellings(&framework, &options);
        assert_eq!(found.enumeration, Enumeration::Cut);
        assert!(found.labellings.len() > 1, "{}", method.info().name);
    }
}

// Size.

#[test]
fn long_chains_and_rings_are_answered() {
    let count = 300_000;
    let node = |at: usize| NodeIndex::new(at % count);
    let options = SemanticsOptions::default();
    let chain = Framework::new(count, (1..count).map(|at| (node(at - 1), node(at))), []);
    for method in METHODS {
        let found = method.labellings(&chain, &options);
        assert_eq!(found.labellings.len(), 1);
        assert_eq!(found.labellings[0].accepted().len(), count / 2);
    }
    for method in DEGREES {
        assert!(method.degrees(&chain, &DegreeOptions::default()).degrees.iter().all(Option::is_some));
    }
    let ring = Framework::new(count, (0..count).map(|at| (node(at), node(at + 1))), []);
    assert_eq!(preferred(&ring, &options).labellings.len(), 2);
    assert_eq!(stable(&ring, &options).labellings.len(), 2);
    assert_eq!(complete(&ring, &options).labellings.len(), 3);
    let needs = Framework::new(count, [(node(0), node(1))], (2..count).map(|at| (node(at - 1), node(at))));
    assert_eq!(grounded(&needs).accepted(), [node(0)]);
    assert_eq!(needs.attack_path(node(0), node(count - 1)).unwrap().chain.len(), count - 1);
    assert_eq!(needs.reduced().attack_count(), count - 1);
}

#[test]
fn a_long_ladder_is_cut_at_the_limit() {
    let count = 20_000;
    let framework = Framework::new(2 * count, rungs(count), []);
    let options = SemanticsOptions { limit: Limit { labellings: Some(100), ..Limit::default() } };
    for goal in [preferred, stable, complete] {
        let found = goal(&framework, &options);
        assert_eq!((found.labellings.len(), found.enumeration), (100, Enumeration::Cut));
    }
}
