//! What of a large figure is drawn singly; for `map`, `schools` and `timeline`.

use std::num::NonZeroUsize;

use anyhow::{Result, anyhow};
use clap::{Args, ValueEnum};
use dissensus::analysis::{RankedBy, Thinned, Thinning, Top};
use dissensus::projection::CitedWorks;

use super::output;

#[derive(Clone, Copy, Debug, Args)]
pub(super) struct ThinningArguments {
    /// How many works, claims or persons to draw singly; the others are counted in bundles by lane and
    /// years. A number, or all. Without it, all up to 150, and 60 of more. Of a matrix, how many rows and
    /// columns it has at most; without it, what fits the page of 12 persons or works, 20 positions, 24
    /// values of a facet
    #[arg(long, value_name = "N|all", value_parser = top, requires = "output")]
    top: Option<Top>,
    /// Which are drawn singly. Without it, by responses where there are any, else by citations
    #[arg(long, value_enum, requires = "output")]
    by: Option<ByArgument>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ByArgument {
    /// Those that give and receive most of the responses drawn
    Responses,
    /// Those that most works cite; of persons, whose works they cite
    Citations,
    /// Those that most shortest paths of the figure lead through
    Betweenness,
}

fn top(text: &str) -> Result<Top> {
    match text.trim() {
        "all" => Ok(Top::All),
        number => number
            .parse::<NonZeroUsize>()
            .map(Top::First)
            .map_err(|_| anyhow!("write a number from 1 on, or all")),
    }
}

impl ThinningArguments {
    /// What was typed, else what the settings say.
    pub(super) fn thinning(self, set: Top) -> Thinning {
        let by = self.by.map(|by| match by {
            ByArgument::Responses => RankedBy::Responses,
            ByArgument::Citations => RankedBy::Citations,
            ByArgument::Betweenness => RankedBy::Betweenness,
        });
        Thinning { top: self.top.unwrap_or(set), by }
    }

    /// The first of the options that was given and says nothing to a figure in which nothing stands singly.
    pub(super) fn given(self) -> Option<&'static str> {
        self.top.map(|_| "--top").or(self.given_rank())
    }

    /// `--by`, if it was given.
    pub(super) fn given_rank(self) -> Option<&'static str> {
        self.by.map(|_| "--by")
    }

    /// How many rows and columns a matrix has at most, if it is said.
    pub(super) fn most(self) -> Option<usize> {
        match self.top? {
            Top::First(most) => Some(most.get()),
            Top::All => Some(usize::MAX),
            Top::Fitting | Top::Beyond { .. } => None,
        }
    }

    /// Whether citations decide.
    pub(super) fn by_citations(self) -> bool {
        self.by == Some(ByArgument::Citations)
    }

    /// Says by which rule a figure was thinned, and how to change it.
    pub(super) fn tell(self, thinned: Option<&Thinned>) {
        let Some(thinned) = thinned else { return };
        output::note(&format!("{}; change it with --top N, --top all or --by", thinned.sentence()));
    }
}

/// Whether works that are only cited are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum OnlyCitedArgument {
    /// They are, too
    Show,
    /// Only works with an entry of their own
    Hide,
}

impl From<OnlyCitedArgument> for CitedWorks {
    fn from(argument: OnlyCitedArgument) -> Self {
        match argument {
            OnlyCitedArgument::Show => Self::All,
            OnlyCitedArgument::Hide => Self::Listed,
        }
    }
}
