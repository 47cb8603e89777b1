//! One word for each claim.

use super::Framework;
use super::Label;
use super::grounded;

/// Where a claim stands in its debate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// In the grounded extension and never attacked, nor is anything it needs: nobody has contradicted it.
    Standing,
    /// In the grounded extension although it, or something it needs, was attacked: every attacker is attacked
    /// in turn by a claim that is in, so the challenges have been answered.
    Answered,
    /// Neither in nor out of the grounded extension: challenges and answers balance, and each side can be held
    /// without contradiction, or a claim contradicts itself. The debate has not settled it.
    Open,
    /// Attacked by a claim in the grounded extension, or in need of one that is, or of itself: the last word
    /// was spoken against it and was not answered.
    Defeated,
}

impl Status {
    /// Its name in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Standing => "standing",
            Self::Answered => "answered",
            Self::Open => "open",
            Self::Defeated => "defeated",
        }
    }
}

/// Gives every claim its [`Status`], by the grounded labelling.
///
/// Let G be the grounded extension and A(c) the claims that attack c or a claim that c needs, directly or by a
/// chain of supports. Then c is
/// - standing, if c ∈ G and A(c) = ∅;
/// - answered, if c ∈ G and A(c) ≠ ∅: then G attacks every member of A(c), unless that is unfounded;
/// - defeated, if c is out: A(c) meets G, or c is unfounded;
/// - open otherwise.
///
/// These exclude one another and leave nothing over. Any framework is accepted; an empty one gives an empty
/// list.
///
/// # Determinism
/// The framework alone decides.
///
/// # Complexity
/// O(n + m) time and O(n) memory for n claims and m attacks and supports.
///
/// # References
/// P. M. Dung (1995). On the acceptability of arguments and its fundamental role in nonmonotonic reasoning,
/// logic programming and n-person games. doi:10.1016/0004-3702(94)00041-X
///
/// # Examples
/// ```
/// use dissensus::algorithm::argumentation::{Framework, Status, statuses};
/// use dissensus::network::NodeIndex;
/// let [critique, reply, rejoinder] = [0, 1, 2].map(NodeIndex::new);
/// let framework = Framework::new(3, [(reply, critique), (rejoinder, reply)], []);
/// assert_eq!(statuses(&framework), [Status::Answered, Status::Defeated, Status::Standing]);
/// ```
#[must_use]
pub fn statuses(framework: &Framework) -> Vec<Status> {
    // labelling: G as its members that are in; challenged: whether A(c) is not empty.
    let labelling = grounded(framework);
    let mut challenged: Vec<bool> =
        framework.nodes().map(|node| !framework.attackers(node).is_empty()).collect();
    let mut waiting: Vec<_> = framework.nodes().filter(|node| challenged[node.index()]).collect();
    while let Some(node) = waiting.pop() {
        for &next in framework.supported(node) {
            if !std::mem::replace(&mut challenged[next.index()], true) {
                waiting.push(next);
            }
        }
    }
    framework
        .nodes()
        .map(|node| match labelling.label(node) {
            Label::In if challenged[node.index()] => Status::Answered,
            Label::In => Status::Standing,
            Label::Out => Status::Defeated,
            Label::Undecided => Status::Open,
        })
        .collect()
}
