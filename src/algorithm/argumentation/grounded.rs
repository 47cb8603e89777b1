//! The grounded labelling.

use super::Enumeration;
use super::Framework;
use super::Label;
use super::Labelling;
use super::Labellings;
use super::Semantics;
use super::SemanticsOptions;
use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;
use crate::network::NodeIndex;

/// The grounded semantics as a method.
#[derive(Clone, Copy, Debug)]
pub struct Grounded;

impl Semantics for Grounded {
    fn info(&self) -> MethodInfo {
        MethodInfo {
            name: "grounded",
            summary: "what nobody can reasonably doubt: the least set that answers all attacks on it",
            reference: "Dung 1995, doi:10.1016/0004-3702(94)00041-X",
            randomness: Randomness::None,
        }
    }

    fn labellings(&self, framework: &Framework, _: &SemanticsOptions) -> Labellings {
        Labellings { labellings: vec![grounded(framework)], enumeration: Enumeration::All }
    }
}

/// Finds the grounded labelling, by counting for each claim what still stands against it.
///
/// The claims that are in are the least fixpoint of F(S) = {a : every attacker of a is attacked by S, and S
/// contains what a needs}; out are those that they attack, those that need a claim that is out, and the
/// unfounded. A claim that is in can be doubted only by who rejects something that nobody attacks; all who
/// reason by the same attacks, however cautious, accept it. No parameter.
///
/// Any framework is accepted; an empty one has the empty labelling.
///
/// # Determinism
/// The framework alone decides.
///
/// # Complexity
/// O(n + m) time and O(n) memory for n claims and m attacks and supports.
///
/// # References
/// P. M. Dung (1995). On the acceptability of arguments and its fundamental role in nonmonotonic reasoning,
/// logic programming and n-person games. Definitions 16 and 20. doi:10.1016/0004-3702(94)00041-X
///
/// S. Modgil & M. Caminada (2009). Proof theories and algorithms for abstract argumentation frameworks
/// (labelling algorithm). doi:10.1007/978-0-387-98197-0_6
///
/// # Examples
/// ```
/// use dissensus::algorithm::argumentation::{Framework, Label, grounded};
/// use dissensus::network::NodeIndex;
/// let [critique, reply, rejoinder] = [0, 1, 2].map(NodeIndex::new);
/// let framework = Framework::new(3, [(reply, critique), (rejoinder, reply)], []);
/// assert_eq!(grounded(&framework).labels(), [Label::In, Label::Out, Label::In]);
/// ```
#[must_use]
pub fn grounded(framework: &Framework) -> Labelling {
    // labels: S and what it puts out; missing: how many attackers are not out, and how many supporters not in.
    let mut labels = vec![Label::Undecided; framework.node_count()];
    let mut missing: Vec<usize> = framework
        .nodes()
        .map(|node| framework.attackers(node).len() + framework.supporters(node).len())
        .collect();
    let mut settled: Vec<NodeIndex> = framework.unfounded().to_vec();
    for node in &settled {
        labels[node.index()] = Label::Out;
    }
    for node in framework.nodes() {
        // Without its supports, as after a reduction, an unfounded claim misses nothing.
        if missing[node.index()] == 0 && labels[node.index()] == Label::Undecided {
            labels[node.index()] = Label::In;
            settled.push(node);
        }
    }
    while let Some(node) = settled.pop() {
        let (freed, felled) = match labels[node.index()] {
            Label::In => (framework.supported(node), framework.attacked(node)),
            _ => (framework.attacked(node), framework.supported(node)),
        };
        for &next in freed {
            missing[next.index()] -= 1;
            if missing[next.index()] == 0 && labels[next.index()] == Label::Undecided {
                labels[next.index()] = Label::In;
                settled.push(next);
            }
        }
        for &next in felled {
            if labels[next.index()] == Label::Undecided {
                labels[next.index()] = Label::Out;
                settled.push(next);
            }
        }
    }
    Labelling::new(labels)
}
