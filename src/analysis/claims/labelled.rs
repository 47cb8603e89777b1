//! Which claims can be held together.

use serde::Serialize;

use super::query::{ClaimQuery, Holders};
use super::standing::Standing;
use crate::algorithm::argumentation::{Enumeration, Label, Labelling, Semantics, SemanticsOptions};
use crate::model::{ClaimId, Entity};

/// Claims by their label, as keys in the order of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LabelledClaims {
    /// Those that are accepted: the extension.
    #[serde(rename = "in")]
    pub accepted: Vec<String>,
    /// Those that are rejected.
    #[serde(rename = "out")]
    pub rejected: Vec<String>,
    /// The others.
    pub undecided: Vec<String>,
}

/// The labellings of the claims under a semantics.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LabellingsFinding {
    /// The name of the semantics.
    pub semantics: &'static str,
    /// `all`, or `cut` where there may be more than were asked for, or looked for long enough.
    pub enumeration: &'static str,
    /// Each labelling, sorted by the claims that it accepts.
    pub labellings: Vec<LabelledClaims>,
    /// The claims that have the same label in each of them; empty where there is none.
    pub alike: LabelledClaims,
}

/// The labellings of all claims under a semantics, told of those that a query admits.
///
/// Every claim of the corpus takes part; a query only chooses which are told of. What a work asserts by
/// denying a claim takes part too and is not told of, so labellings may agree in all that is told.
///
/// # Complexity
/// That of the semantics, and n for each labelling of n claims.
#[must_use]
pub fn labelled_claims(
    standing: &Standing<'_>,
    query: &ClaimQuery,
    semantics: &dyn Semantics,
    options: &SemanticsOptions,
) -> LabellingsFinding {
    let corpus = standing.corpus();
    let holders = Holders::new(corpus, standing);
    let told: Vec<(ClaimId, String)> = corpus
        .claim_ids()
        .filter(|&claim| holders.admits(query, standing, claim))
        .map(|claim| (claim, corpus.key(Entity::Claim(claim))))
        .collect();
    let found = semantics.labellings(standing.framework(), options);
    let label = |labelling: &Labelling, claim: ClaimId| labelling.label(standing.network().node(claim));
    let sorted = |labels: &mut dyn FnMut(ClaimId) -> Option<Label>| {
        let mut sorted = LabelledClaims::default();
        for (claim, key) in &told {
            let list = match labels(*claim) {
                Some(Label::In) => &mut sorted.accepted,
                Some(Label::Out) => &mut sorted.rejected,
                Some(Label::Undecided) => &mut sorted.undecided,
                None => continue,
            };
            list.push(key.clone());
        }
        sorted
    };
    let alike = sorted(&mut |claim| {
        let mut labels = found.labellings.iter().map(|labelling| label(labelling, claim));
        let first = labels.next()?;
        labels.all(|other| other == first).then_some(first)
    });
    let each = found.labellings.iter().map(|labelling| sorted(&mut |claim| Some(label(labelling, claim))));
    LabellingsFinding {
        semantics: semantics.info().name,
        enumeration: match found.enumeration {
            Enumeration::All => "all",
            Enumeration::Cut => "cut",
        },
        labellings: each.collect(),
        alike,
    }
}
