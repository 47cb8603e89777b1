//! DF-QuAD.

use petgraph::algo::kosaraju_scc;
use rayon::prelude::*;

use super::BaseScores;
use super::DegreeOptions;
use super::Degrees;
use super::Framework;
use super::GradualSemantics;
use super::Supports;
use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;
use crate::network::DirectedNetwork;
use crate::network::NodeIndex;

/// DF-QuAD as a method.
#[derive(Clone, Copy, Debug)]
pub struct DfQuad;

impl GradualSemantics for DfQuad {
    fn info(&self) -> MethodInfo {
        MethodInfo {
            name: "df-quad",
            summary: "what a claim is worth when attacks and supports are weighed against each other",
            reference: "Rago, Toni, Aurisicchio & Baroni 2016 (KR 2016, pages 63-73), after QuAD, \
                        doi:10.1080/19462166.2014.1001791",
            randomness: Randomness::None,
        }
    }

    fn supports(&self) -> Supports {
        Supports::Weighed
    }

    fn degrees(&self, framework: &Framework, options: &DegreeOptions) -> Degrees {
        df_quad(framework, options)
    }
}

/// Fewer claims than this are not worth a second thread.
const CLAIMS_PER_THREAD: usize = 4096;

/// Finds what each claim is worth after attacks and supports, by DF-QuAD, attackers and supporters first.
///
/// With τ the base score of a claim, va = 1 − Π (1 − s(b)) over its attackers b and vs likewise over its
/// supporters, s = τ − τ (va − vs) if va ≥ vs, else s = τ + (1 − τ)(vs − va). A claim that nobody attacks or
/// supports keeps its base score; equal attack and support cancel; one attacker of degree 1 and no supporter
/// leave nothing. Only direct attacks and supports count, and a support adds strength here: it is not read as
/// need.
///
/// The method is defined without circles. On a circle of attacks and supports it is iterated from the base
/// scores, all claims of the circle at once, until a round changes none by more than the tolerance; where the
/// rounds of the options do not suffice, or the iteration goes to and fro between two states, the claims of the
/// circle, and those that hang on them, have no degree. Any framework is accepted; an empty one has no degrees.
///
/// # Determinism
/// The framework and the options alone decide, on any number of threads.
///
/// # Complexity
/// O(n + m) time without circles, for n claims and m attacks and supports; O(n + r m) with circles settled in
/// r rounds. O(n + m) memory.
///
/// # Panics
/// If a base score is not from 0 to 1, or there is not one for each claim.
///
/// # References
/// A. Rago, F. Toni, M. Aurisicchio & P. Baroni (2016). Discontinuity-free decision support with quantitative
/// argumentation debates. KR 2016, pages 63–73 (without a DOI).
///
/// P. Baroni, M. Romano, F. Toni, M. Aurisicchio & G. Bertanza (2015). Automatic evaluation of design
/// alternatives with quantitative argumentation (QuAD). doi:10.1080/19462166.2014.1001791
///
/// # Examples
/// ```
/// use dissensus::algorithm::argumentation::{DegreeOptions, Framework, df_quad};
/// use dissensus::network::NodeIndex;
/// let [claim, critique, evidence] = [0, 1, 2].map(NodeIndex::new);
/// let attacked = Framework::new(3, [(critique, claim)], []);
/// let found = df_quad(&attacked, &DegreeOptions::default());
/// assert_eq!(found.degrees, [Some(0.25), Some(0.5), Some(0.5)]);
/// let both = Framework::new(3, [(critique, claim)], [(evidence, claim)]);
/// assert_eq!(df_quad(&both, &DegreeOptions::default()).degrees, [Some(0.5); 3]);
/// ```
#[must_use]
pub fn df_quad(framework: &Framework, options: &DegreeOptions) -> Degrees {
    // base: τ of a claim; degrees: s, known for all attackers and supporters outside a circle.
    let base = |node: NodeIndex| match &options.base {
        BaseScores::Same(score) => *score,
        BaseScores::Each(scores) => scores[node.index()],
    };
    if let BaseScores::Each(scores) = &options.base {
        assert_eq!(scores.len(), framework.node_count(), "there is a base score for each claim");
    }
    let is_score = |score: f64| (0.0..=1.0).contains(&score);
    assert!(framework.nodes().all(|node| is_score(base(node))), "base scores are from 0 to 1");

    let edges = framework.nodes().flat_map(|node| {
        let next = framework.attacked(node).iter().chain(framework.supported(node));
        next.map(move |&next| (node, next, 1.0))
    });
    let influences = DirectedNetwork::new(framework.node_count(), edges);
    // The components come with the influenced before those that influence them.
    let mut circles = kosaraju_scc(&influences);
    circles.reverse();
    let mut degrees: Vec<Option<f64>> = vec![None; framework.node_count()];
    let mut most_rounds = 0;
    for mut circle in circles {
        if let [node] = circle[..]
            && influences.weight(node, node).is_none()
        {
            degrees[node.index()] = strength(framework, node, base(node), &degrees);
            continue;
        }
        circle.sort_unstable();
        for &node in &circle {
            degrees[node.index()] = Some(base(node));
        }
        let mut settled = false;
        let mut before_last = Vec::new();
        let mut rounds = 0;
        while !settled && rounds < options.rounds {
            rounds += 1;
            let members = circle.par_iter().with_min_len(CLAIMS_PER_THREAD);
            let next: Vec<_> = members.map(|&node| strength(framework, node, base(node), &degrees)).collect();
            // Something outside has no degree, or what was before the last round comes back for ever.
            if next.contains(&None) || before_last == next {
                break;
            }
            settled = true;
            before_last.clear();
            for (&node, next) in circle.iter().zip(next) {
                let before = std::mem::replace(&mut degrees[node.index()], next);
                settled &= before.zip(next).is_some_and(|(a, b)| (a - b).abs() <= options.tolerance);
                before_last.push(before);
            }
        }
        most_rounds = most_rounds.max(rounds);
        if !settled {
            for &node in &circle {
                degrees[node.index()] = None;
            }
        }
    }
    Degrees { degrees, rounds: most_rounds }
}

/// The formula, for a claim whose attackers and supporters have degrees.
fn strength(framework: &Framework, node: NodeIndex, base: f64, degrees: &[Option<f64>]) -> Option<f64> {
    let left = |row: &[NodeIndex]| row.iter().map(|other| Some(1.0 - degrees[other.index()]?)).product();
    let against: Option<f64> = left(framework.attackers(node));
    let favour: Option<f64> = left(framework.supporters(node));
    // va − vs, since va = 1 − against and vs = 1 − favour.
    let balance = favour? - against?;
    Some(if balance >= 0.0 { base - base * balance } else { base - (1.0 - base) * balance })
}
