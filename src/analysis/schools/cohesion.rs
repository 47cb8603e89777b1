//! How a school holds together.

use serde::Serialize;

use super::division::rounded;
use super::layers::Network;
use crate::network::Partition;

/// The weight of a school's edges, by sign, inside and to others; signs are dropped.
///
/// # Examples
/// ```
/// use dissensus::analysis::Cohesion;
/// let cohesion = Cohesion { for_inside: 6.0, against_inside: 1.0, for_outside: 0.0, against_outside: 3.0 };
/// assert_eq!(cohesion.balance(), Some(0.9));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Cohesion {
    /// What its works have for one another.
    pub for_inside: f64,
    /// What they have against one another.
    pub against_inside: f64,
    /// What joins them to works of other schools.
    pub for_outside: f64,
    /// What sets them against works of other schools.
    pub against_outside: f64,
}

impl Cohesion {
    /// The share of all this that is as it should be: for one another inside, against others outside. None for a
    /// school without edges.
    #[must_use]
    pub fn balance(&self) -> Option<f64> {
        let fits = self.for_inside + self.against_outside;
        let all = fits + self.against_inside + self.for_outside;
        (all > 0.0).then(|| fits / all)
    }

    pub(super) fn rounded(self) -> Self {
        Self {
            for_inside: rounded(self.for_inside),
            against_inside: rounded(self.against_inside),
            for_outside: rounded(self.for_outside),
            against_outside: rounded(self.against_outside),
        }
    }
}

/// The cohesion of every group.
pub(super) fn cohesion(network: &Network, partition: &Partition) -> Vec<Cohesion> {
    let mut found = vec![Cohesion::default(); partition.group_count()];
    for (a, b, weight) in network.edges() {
        let (group, other) = (partition.group(a), partition.group(b));
        if group == other {
            let own = &mut found[group.index()];
            own.for_inside += weight.max(0.0);
            own.against_inside -= weight.min(0.0);
        } else {
            for group in [group, other] {
                found[group.index()].for_outside += weight.max(0.0);
                found[group.index()].against_outside -= weight.min(0.0);
            }
        }
    }
    found
}
