//! `claims`: who asserts and who denies each claim.

use anyhow::Result;
use clap::Args;
use dissensus::analysis::{self, ClaimQuery, HolderFinding};
use serde_json::json;

use super::output::{self, Table};
use super::session::Session;
use super::{ConfidenceArgument, Format, InputArguments, Outcome, keys};

/// List the claims, with who asserts and who denies each, and where
///
/// Example: dissensus claims --by pape2005
#[derive(Debug, Args)]
pub(super) struct Claims {
    #[command(flatten)]
    input: InputArguments,
    /// Only claims that this work, person or position asserts or denies
    #[arg(long, value_name = "NAME", conflicts_with = "position")]
    by: Option<String>,
    /// Only claims that this position, or a work of it, asserts or denies
    #[arg(long, value_name = "POSITION")]
    position: Option<String>,
    /// Only claims that are both asserted and denied
    #[arg(long)]
    contested: bool,
    /// Drop what is less sure
    #[arg(long, value_enum, default_value_t = ConfidenceArgument::Low)]
    confidence: ConfidenceArgument,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

impl Claims {
    pub(super) fn run(&self) -> Result<Outcome> {
        let session = Session::open(&self.input)?.reported();
        let corpus = &session.corpus;
        let by = match keys::optional_group(corpus, self.by.as_deref())? {
            None => keys::position(corpus, self.position.as_deref())?,
            by => by,
        };
        let mut query = ClaimQuery { by, confidence: self.confidence.into(), ..ClaimQuery::default() };
        if self.contested {
            query = query.only_contested();
        }
        let found = analysis::claims(corpus, &query);
        let mut table = Table::new(&["claim", "text", "asserted by", "denied by"]);
        for claim in &found {
            table.rows.push(vec![
                claim.id.clone(),
                claim.text.clone(),
                holders(&claim.asserted_by),
                holders(&claim.denied_by),
            ]);
        }
        if found.is_empty() {
            table.notes.push("no claim".to_owned());
        }
        output::print(self.format, &json!({ "claims": found }), &table)?;
        Ok(session.outcome())
    }
}

/// "pape2005, p. 10 (ore2017 ¶16); anti (ore2017 ¶20)".
fn holders(found: &[HolderFinding]) -> String {
    let one = |holder: &HolderFinding| {
        let locator = holder.locator.as_deref().map(|locator| format!(", {locator}")).unwrap_or_default();
        let place = holder.place.as_deref().map(|place| format!(" {place}")).unwrap_or_default();
        if holder.by == holder.key && place.is_empty() {
            format!("{}{locator}", holder.key)
        } else {
            format!("{}{locator} ({}{place})", holder.key, holder.by)
        }
    };
    found.iter().map(one).collect::<Vec<_>>().join("; ")
}
