//! What may be asked of the schools of a debate.

use std::fmt;
use std::num::NonZeroUsize;

use thiserror::Error;

use crate::algorithm::MethodInfo;
use crate::algorithm::balance::{self, BalanceMethod};
use crate::algorithm::community::{
    self, CommunityDetection, LeidenConstantPotts, QualityFunction, Resolution,
};
use crate::model::Confidence;
use crate::projection::{CitedWorks, Ground, Normalisation, ResponseOptions};

/// What joins works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lens {
    /// Responses, with their signs; see [`signed_responses`](crate::projection::signed_responses).
    Signed,
    /// Citations; see [`CitationProjection`].
    Citation,
    /// Both, weighted against each other by a [`ResponseShare`].
    Both,
}

impl Lens {
    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::Citation => "citation",
            Self::Both => "both",
        }
    }
}

/// How citations join works.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CitationProjection {
    /// One cites the other, both with an entry of their own.
    Direct,
    /// Both cite the same, in the files or outside.
    #[default]
    Coupling,
    /// Both are cited by the same; works without an entry take part, unless the query leaves them out.
    CoCitation,
}

impl CitationProjection {
    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Coupling => "coupling",
            Self::CoCitation => "cocitation",
        }
    }
}

/// How much responses weigh against citations where both join works: a number W from 0 to 1. An edge weighs
/// W s + (1 − W) c, where s is the sum of signs and c the weight of the citation projection.
///
/// # Examples
/// ```
/// use dissensus::analysis::ResponseShare;
/// assert_eq!(ResponseShare::default().value(), 0.5);
/// assert_eq!(ResponseShare::new(1.5), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct ResponseShare(f64);

impl ResponseShare {
    /// The share of this value, if it is from 0 to 1.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        (0.0..=1.0).contains(&value).then_some(Self(value + 0.0))
    }

    /// Its value.
    #[must_use]
    pub fn value(self) -> f64 {
        self.0
    }
}

impl Default for ResponseShare {
    /// One half.
    fn default() -> Self {
        Self(0.5)
    }
}

/// A registered method that divides works into schools.
#[derive(Clone, Copy)]
pub enum SchoolMethod {
    /// One for networks with signs.
    Balance(&'static dyn BalanceMethod),
    /// One for networks without.
    Community(&'static dyn CommunityDetection),
}

impl SchoolMethod {
    /// Every method, those for signs first.
    pub fn all() -> impl Iterator<Item = Self> {
        let signed = balance::METHODS.iter().map(|&method| Self::Balance(method));
        signed.chain(community::METHODS.iter().map(|&method| Self::Community(method)))
    }

    /// The method of a name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::all().find(|method| method.info().name == name)
    }

    /// What it is and where it comes from.
    #[must_use]
    pub fn info(self) -> MethodInfo {
        match self {
            Self::Balance(method) => method.info(),
            Self::Community(method) => method.info(),
        }
    }

    /// Whether it can look through a lens.
    #[must_use]
    pub fn fits(self, lens: Lens) -> bool {
        matches!(self, Self::Community(_)) == (lens == Lens::Citation)
    }

    /// What a method for networks without signs makes large.
    pub(super) fn quality_function(self) -> QualityFunction {
        if self.info().name == LeidenConstantPotts.info().name {
            QualityFunction::ConstantPotts
        } else {
            QualityFunction::Modularity
        }
    }

    /// The one that is taken where none is asked for: correlation clustering for signs, since a debate may have
    /// more than two sides; signed modularity where citations, which are never against anything, would tie
    /// everybody together; Leiden with modularity for citations alone.
    pub(super) fn default_for(lens: Lens) -> Self {
        match lens {
            Lens::Signed => Self::Balance(&balance::CorrelationClustering),
            Lens::Both => Self::Balance(&balance::SignedModularity),
            Lens::Citation => Self::Community(&community::LeidenModularity),
        }
    }
}

impl fmt::Debug for SchoolMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.info().name)
    }
}

/// How schools are looked for.
#[derive(Clone, Debug)]
pub struct SchoolsQuery {
    /// What joins works; if nothing is said, both kinds of links where both are there.
    pub lens: Option<Lens>,
    /// Which method divides them; if nothing is said, the lens decides.
    pub method: Option<SchoolMethod>,
    /// How citations join works.
    pub projection: Option<CitationProjection>,
    /// What a common reference is worth.
    pub normalisation: Option<Normalisation>,
    /// How small communities are to be; for the constant Potts model, if nothing is said, the density of the
    /// network: its weight divided by the number of pairs.
    pub resolution: Option<Resolution>,
    /// What decides the lots.
    pub seed: u64,
    /// How many seeds are compared, from [`seed`](Self::seed) on; if nothing is said, ten on networks of up to a
    /// million edges, and one above.
    pub seeds: Option<NonZeroUsize>,
    /// How much responses weigh against citations.
    pub share: Option<ResponseShare>,
    /// Whether works without an entry are in schools of co-citation.
    pub cited: CitedWorks,
    /// Which statements join works.
    pub responses: ResponseOptions,
}

impl Default for SchoolsQuery {
    /// Everything left to the corpus, seed 0; works are joined by what they say of one another, of claims and of
    /// positions.
    fn default() -> Self {
        let grounds = vec![Ground::Works, Ground::Claims, Ground::Positions];
        Self {
            lens: None,
            method: None,
            projection: None,
            normalisation: None,
            resolution: None,
            seed: 0,
            seeds: None,
            share: None,
            cited: CitedWorks::All,
            responses: ResponseOptions { grounds, ..ResponseOptions::default() },
        }
    }
}

impl SchoolsQuery {
    /// The usual query, without responses that are less sure.
    #[must_use]
    pub fn sure(confidence: Confidence) -> Self {
        let usual = Self::default();
        let responses = ResponseOptions { confidence, ..usual.responses };
        Self { responses, ..usual }
    }
}

/// Why schools cannot be looked for in this way.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SchoolsError {
    /// The method and the lens do not go together.
    #[error(
        "the method {method} {} and cannot look through the lens {}; with it take {}",
        if *lens == Lens::Citation { "is for signs" } else { "knows no signs" },
        lens.name(),
        .fitting.join(", ")
    )]
    MethodAndLens {
        /// The method.
        method: &'static str,
        /// The lens.
        lens: Lens,
        /// The methods that go with the lens.
        fitting: Vec<&'static str>,
    },
    /// An option says something about what is not looked at.
    #[error("--{option} has no meaning {reason}")]
    Meaningless {
        /// The option.
        option: &'static str,
        /// Why it has none.
        reason: String,
    },
}

impl SchoolsQuery {
    /// The lens, if the query decides it without the corpus.
    pub(super) fn lens_asked_for(&self) -> Option<Lens> {
        match (self.lens, self.method) {
            (Some(lens), _) => Some(lens),
            (None, Some(SchoolMethod::Community(_))) => Some(Lens::Citation),
            (None, _) => None,
        }
    }

    /// The method for a lens.
    ///
    /// # Errors
    /// If the two do not go together, or if an option is about something else.
    pub(super) fn method_for(&self, lens: Lens) -> Result<SchoolMethod, SchoolsError> {
        let method = self.method.unwrap_or(SchoolMethod::default_for(lens));
        if !method.fits(lens) {
            let fitting = SchoolMethod::all().filter(|other| other.fits(lens));
            let fitting = fitting.map(|other| other.info().name).collect();
            return Err(SchoolsError::MethodAndLens { method: method.info().name, lens, fitting });
        }
        let by_lens = format!("with the lens {}", lens.name());
        let with_resolution: Vec<&str> =
            SchoolMethod::all().filter(|it| it.fits(Lens::Citation)).map(|it| it.info().name).collect();
        let by_method =
            format!("with the method {}; it is for {}", method.info().name, with_resolution.join(", "));
        let asked = self.lens_asked_for();
        let is_direct = self.projection == Some(CitationProjection::Direct);
        let meaningless = [
            ("projection", self.projection.is_some() && asked == Some(Lens::Signed), &by_lens),
            ("normalisation", self.normalisation.is_some() && asked == Some(Lens::Signed), &by_lens),
            ("normalisation", self.normalisation.is_some() && is_direct, &"with direct citation".to_owned()),
            ("weight", self.share.is_some() && asked.is_some_and(|lens| lens != Lens::Both), &by_lens),
            (
                "resolution",
                self.resolution.is_some() && matches!(method, SchoolMethod::Balance(_)),
                &by_method,
            ),
        ];
        match meaningless.into_iter().find(|(_, is_meaningless, _)| *is_meaningless) {
            Some((option, _, reason)) => Err(SchoolsError::Meaningless { option, reason: reason.clone() }),
            None => Ok(method),
        }
    }
}
