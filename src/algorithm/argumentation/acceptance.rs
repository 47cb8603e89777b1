//! In which preferred labellings a claim is accepted.

use super::Enumeration;
use super::Framework;
use super::Label;
use super::SemanticsOptions;
use super::grounded;
use super::preferred;

/// In how many preferred extensions a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Acceptance {
    /// In all: whichever camp one joins, it holds.
    Sceptical,
    /// In some, but not in all: it depends on the camp.
    Credulous,
    /// In none: no camp can hold it.
    Rejected,
    /// The limit was reached before that was known.
    Undetermined,
}

/// Finds for every claim in how many preferred extensions it is, by enumerating them.
///
/// With P the preferred extensions, a claim c is accepted sceptically if c ∈ E for all E ∈ P, credulously if
/// c ∈ E for some E ∈ P. Where the limit cuts, what the labellings found and the grounded one suffice for is
/// said, and no more.
///
/// Any framework is accepted; an empty one gives an empty list.
///
/// # Determinism
/// The framework and the limit alone decide.
///
/// # Complexity
/// That of [`preferred`], and n for each of its labellings.
///
/// # References
/// P. E. Dunne & T. J. M. Bench-Capon (2002). Coherence in finite argument systems.
/// doi:10.1016/S0004-3702(02)00261-8
///
/// # Examples
/// ```
/// use dissensus::algorithm::argumentation::{Acceptance, Framework, SemanticsOptions, acceptance};
/// use dissensus::network::NodeIndex;
/// let [a, b, c, d] = [0, 1, 2, 3].map(NodeIndex::new);
/// // Two camps, both of which refute c and so defend d.
/// let framework = Framework::new(4, [(a, b), (b, a), (a, c), (b, c), (c, d)], []);
/// use Acceptance::{Credulous, Rejected, Sceptical};
/// let found = acceptance(&framework, &SemanticsOptions::default());
/// assert_eq!(found, [Credulous, Credulous, Rejected, Sceptical]);
/// ```
#[must_use]
pub fn acceptance(framework: &Framework, options: &SemanticsOptions) -> Vec<Acceptance> {
    // found: P, or a part of it; accepted: how many members of it hold c.
    let grounded = grounded(framework);
    let found = preferred(framework, options);
    let mut accepted = vec![0_usize; framework.node_count()];
    for labelling in &found.labellings {
        for (count, &label) in accepted.iter_mut().zip(labelling.labels()) {
            *count += usize::from(label == Label::In);
        }
    }
    framework
        .nodes()
        .map(|node| {
            let count = accepted[node.index()];
            match (grounded.label(node), found.enumeration) {
                (Label::In, _) => Acceptance::Sceptical,
                (Label::Out, _) => Acceptance::Rejected,
                _ if count > 0 && count < found.labellings.len() => Acceptance::Credulous,
                (_, Enumeration::Cut) => Acceptance::Undetermined,
                (_, Enumeration::All) if count == 0 => Acceptance::Rejected,
                (_, Enumeration::All) => Acceptance::Sceptical,
            }
        })
        .collect()
}
