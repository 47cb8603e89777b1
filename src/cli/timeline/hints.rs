//! Why a part of the timeline is empty, and what to type.

use dissensus::analysis::challenges;
use dissensus::model::{Confidence, Corpus};
use dissensus::projection::{Descent, Links};

use crate::cli::check::counted;

/// Why no two works are joined.
pub(in crate::cli) fn no_links(corpus: &Corpus, descent: &Descent) -> String {
    let mut text = match descent.links {
        Links::Citations => "no citation between works is in the files".to_owned(),
        Links::Responses => "no response of a work to a work is in the files".to_owned(),
        Links::Both => "no citation and no response between works is in the files".to_owned(),
    };
    let others = corpus.citations().len() + corpus.responses().len();
    if descent.links != Links::Both && others > descent.other_responses {
        text.push_str("; try --links both");
    } else if !corpus.references().is_empty() {
        text.push_str("; see with `dissensus link --audit` what became of the references in their lists");
    } else {
        text.push_str("; state them as cites = {key, …} or, say, disputes = {key}");
    }
    if descent.other_responses > 0 {
        text.push_str(&format!("; {}", no_works(descent.other_responses)));
    }
    text
}

/// "3 responses to or from positions and claims join no two works".
pub(super) fn no_works(count: usize) -> String {
    let verb = if count == 1 { "joins" } else { "join" };
    format!("{} to or from positions and claims {verb} no two works", counted(count, "response"))
}

/// Why there are no exchanges.
pub(super) fn no_exchanges(corpus: &Corpus, confidence: Confidence) -> String {
    let all = challenges(corpus, confidence);
    if all.is_empty() {
        return "no exchange: no response of sign -1 is in the files".to_owned();
    }
    let challenges = match all.len() {
        1 => "the one challenge was not answered by those it was made to".to_owned(),
        several => format!("none of the {several} challenges was answered by those it was made to"),
    };
    format!("no exchange: {challenges}, as far as these files say; see `dissensus who --unanswered`")
}

/// Why there are no phases.
pub(super) fn no_phases() -> String {
    "no phase: no dated work has a position or responds to anything; give works a position = {key}".to_owned()
}

/// Why there are no bursts.
pub(super) fn no_bursts(corpus: &Corpus) -> String {
    if corpus.works().iter().all(|work| work.year().is_none()) {
        "no burst: no work has a year".to_owned()
    } else {
        "no burst: nothing has twice its usual share for long enough to tell it from chance".to_owned()
    }
}
