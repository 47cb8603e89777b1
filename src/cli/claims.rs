//! `claims`: who asserts and who denies each claim, what attacks and supports it, and which claims stand.

use std::collections::BTreeSet;

use anyhow::Result;
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use dissensus::algorithm::argumentation::{
    DEGREES, GradualSemantics, HCategoriser, Limit, METHODS, Semantics, SemanticsOptions, Status,
};
use dissensus::analysis::{
    self, AttackFinding, CircleFinding, ClaimFinding, ClaimQuery, HolderFinding, LabelledClaims,
    LabellingsFinding, Standing, SupportFinding,
};
use dissensus::model::Corpus;
use serde_json::json;

use super::output::{self, Table};
use super::progress::Progress;
use super::session::Session;
use super::{ConfidenceArgument, Format, InputArguments, Outcome, keys};

/// Say who asserts and who denies each claim, what attacks and supports it, and whether it stands
///
/// A negative relation between two claims is an attack, contraryof one in both directions; a positive one is
/// a support, and a claim falls with what supports it. A denial counts by the claims that the denier puts
/// forward against the denied one; without any, it leaves a claim that somebody asserts open, and a claim that
/// nobody asserts defeated. Works and citations attack nothing.
///
/// Example: dissensus claims --status defeated,open
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
    /// Only claims that both of these assert: works, persons, or positions with those below and their works
    #[arg(long, value_names = ["A", "B"], num_args = 2)]
    shared_by: Vec<String>,
    /// Only claims that are both asserted and denied
    #[arg(long)]
    contested: bool,
    /// Only claims that stand so; several with commas
    #[arg(long, value_enum, value_delimiter = ',')]
    status: Vec<StatusArgument>,
    /// List which claims can be held together, under this semantics; all claims take part, and those that
    /// the other options admit are listed
    #[arg(long, value_name = "NAME", value_parser = semantics_names())]
    semantics: Option<String>,
    /// The greatest number of labellings that --semantics lists
    #[arg(long, value_name = "N", default_value_t = 100, requires = "semantics", value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
    /// Show how much is left of each claim, from 0 to 1, by this method
    #[arg(long, value_name = "NAME", value_parser = degree_names(), conflicts_with = "semantics")]
    degrees: Option<String>,
    /// Drop what is less sure; attacks, supports and denials too
    #[arg(long, value_enum, default_value_t = ConfidenceArgument::Low)]
    confidence: ConfidenceArgument,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum StatusArgument {
    /// Attacked or denied, and neither side settled
    Open,
    /// Attacked, and all that attacks it is defeated
    Answered,
    /// Nothing attacks or denies it or what it needs
    Standing,
    /// Attacked, and nobody answered
    Defeated,
}

impl From<StatusArgument> for Status {
    fn from(argument: StatusArgument) -> Self {
        match argument {
            StatusArgument::Open => Self::Open,
            StatusArgument::Answered => Self::Answered,
            StatusArgument::Standing => Self::Standing,
            StatusArgument::Defeated => Self::Defeated,
        }
    }
}

fn semantics_names() -> PossibleValuesParser {
    PossibleValuesParser::new(METHODS.iter().map(|method| method.info().name))
}

fn degree_names() -> PossibleValuesParser {
    PossibleValuesParser::new(DEGREES.iter().map(|method| method.info().name))
}

impl Claims {
    pub(super) fn run(&self) -> Result<Outcome> {
        let session = Session::open(&self.input)?.reported();
        let corpus = &session.corpus;
        let query = self.query(corpus)?;
        let progress = Progress::start("weighing claims");
        let standing = Standing::new(corpus, query.confidence);
        let named = |name: &String| DEGREES.iter().find(|method| method.info().name == name);
        let method: &dyn GradualSemantics = match self.degrees.as_ref().and_then(named) {
            Some(method) => *method,
            None => &HCategoriser,
        };
        let mut answer = analysis::claims_found(&standing, &query, method);
        let named = |name: &String| METHODS.iter().find(|method| method.info().name == name);
        answer.labellings =
            self.semantics.as_ref().and_then(named).map(|method| self.labelled(&standing, &query, *method));
        drop(progress);
        warn_of_circles(&answer.circles);
        let found = &answer.claims;
        let mut table = match &answer.labellings {
            Some(labellings) => labelling_table(labellings, found),
            None => self.table(found, corpus.claims().len()),
        };
        if found.is_empty() {
            table.notes = vec![self.why_empty(corpus, &standing)];
        }
        output::print(self.format, &json!(answer), &table)?;
        Ok(session.outcome())
    }

    fn query(&self, corpus: &Corpus) -> Result<ClaimQuery> {
        let by = match keys::optional_group(corpus, self.by.as_deref())? {
            None => keys::position(corpus, self.position.as_deref())?,
            by => by,
        };
        let shared_by = match self.shared_by.as_slice() {
            [a, b] => Some((keys::group(corpus, a)?, keys::group(corpus, b)?)),
            _ => None,
        };
        let statuses = self.status.iter().map(|&status| status.into()).collect();
        let query = ClaimQuery {
            by,
            shared_by,
            statuses,
            confidence: self.confidence.into(),
            ..ClaimQuery::default()
        };
        Ok(if self.contested { query.only_contested() } else { query })
    }

    fn labelled(
        &self,
        standing: &Standing<'_>,
        query: &ClaimQuery,
        semantics: &dyn Semantics,
    ) -> LabellingsFinding {
        let limit = Limit { labellings: usize::try_from(self.limit).ok(), ..Limit::default() };
        analysis::labelled_claims(standing, query, semantics, &SemanticsOptions { limit })
    }

    fn table(&self, found: &[ClaimFinding], all: usize) -> Table {
        // Who asks on a screen what is defeated wants to read why; a spreadsheet has room for everything.
        let brief = self.format == Format::Table && !self.status.is_empty();
        let mut headings = vec!["claim", "status"];
        headings.extend(self.degrees.as_ref().map(|_| "degree"));
        headings.push("text");
        headings.extend(if brief {
            ["why"].as_slice()
        } else {
            &["asserted by", "denied by", "attacked by", "supported by"]
        });
        let mut table = Table::new(&headings);
        for claim in found {
            let mut row = vec![claim.id.clone(), claim.status.to_owned()];
            if self.degrees.is_some() {
                row.push(claim.degree.map_or_else(|| "-".to_owned(), |degree| format!("{degree:.3}")));
            }
            row.push(claim.text.clone());
            if !brief {
                row.extend([holders(&claim.asserted_by), holders(&claim.denied_by)]);
            }
            let needs = supports(&claim.supported_by);
            let attacked = attacks(&claim.attacked_by);
            if brief {
                let fallen = needs.iter().filter(|(_, status)| *status != "standing");
                let fallen = fallen.map(|(key, status)| format!("needs {key} ({status})"));
                row.push(cell(attacked.into_iter().chain(fallen).collect(), self.format));
            } else {
                let told = needs.iter().map(|(key, status)| match *status {
                    "standing" => (*key).to_owned(),
                    status => format!("{key} ({status})"),
                });
                row.extend([cell(attacked, self.format), cell(told.collect(), self.format)]);
            }
            table.rows.push(row);
        }
        if brief {
            table.notes.push(format!("{} of {all} claims; `dissensus explain CLAIM` tells why", found.len()));
        }
        if self.degrees.is_some() && found.iter().any(|claim| claim.degree.is_none()) {
            table.notes.push(
                "- no degree: the method does not settle a circle of claims, or there are too many attacks"
                    .to_owned(),
            );
        }
        table
    }

    /// Why there is no answer, and what to do.
    fn why_empty(&self, corpus: &Corpus, standing: &Standing<'_>) -> String {
        if corpus.claims().is_empty() {
            return "no claim: the files declare none; a claim is @claim{key, title = {…}}, and works name it in \
                    asserts = {key} or denies = {key}"
                .to_owned();
        }
        if self.status.is_empty() {
            return "no claim".to_owned();
        }
        let count = |status: Status| corpus.claim_ids().filter(|&id| standing.status(id) == status).count();
        let counted = |status: Status| format!("{} {}", count(status), status.name());
        let counts = [Status::Standing, Status::Answered, Status::Open, Status::Defeated].map(counted);
        let hint = if standing.framework().attack_count() == 0 {
            "; no claim attacks another one or is denied: write disputes or contraryof on a @claim, or denies on a \
             work"
        } else {
            ""
        };
        format!("no claim; of {} there are {}{hint}", corpus.claims().len(), counts.join(", "))
    }
}

/// "pape2005, p. 10 (ore2017 ¶16); anti (ore2017 ¶20)".
fn holders(found: &[HolderFinding]) -> String {
    let one = |holder: &HolderFinding| {
        let relation = match holder.relation.as_str() {
            "asserts" | "denies" => String::new(),
            relation => format!(" {relation}"),
        };
        let locator = holder.locator.as_deref().map(|locator| format!(", {locator}")).unwrap_or_default();
        let place = holder.place.as_deref().map(|place| format!(" {place}")).unwrap_or_default();
        if holder.by == holder.key && place.is_empty() {
            format!("{}{relation}{locator}", holder.key)
        } else {
            format!("{}{relation}{locator} ({}{place})", holder.key, holder.by)
        }
    };
    found.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// "friction (unanswered); fear (answered by calm)".
fn attacks(found: &[AttackFinding]) -> Vec<String> {
    let one = |attack: &AttackFinding| {
        let mut answers: Vec<&str> = attack
            .answered_by
            .iter()
            .filter(|answer| answer.met == "unanswered")
            .map(|answer| answer.key.as_str())
            .collect();
        answers.dedup();
        let more = if answers.len() > ANSWERS { ", …" } else { "" };
        answers.truncate(ANSWERS);
        let by = if attack.met == "answered" && !answers.is_empty() {
            format!(" by {}{more}", answers.join(", "))
        } else {
            String::new()
        };
        let denies = if attack.kind == "claim" { "" } else { " denies" };
        format!("{}{denies} ({}{by})", attack.key, attack.met)
    };
    let mut told: Vec<String> = found.iter().map(one).collect();
    told.dedup();
    told
}

/// A cell; in a table no more than some of them are named, for one long cell widens every row.
fn cell(mut told: Vec<String>, format: Format) -> String {
    if format == Format::Table && told.len() > NAMED {
        let more = told.len() - NAMED;
        told.truncate(NAMED);
        told.push(format!("and {more} more"));
    }
    told.join("; ")
}

/// The greatest number of attacks or supports of one claim that a table names.
const NAMED: usize = 24;

/// The claims that a claim needs, each once, and where they stand.
fn supports(found: &[SupportFinding]) -> Vec<(&str, &'static str)> {
    let mut told: Vec<(&str, &str)> = found.iter().map(|it| (it.key.as_str(), it.status)).collect();
    told.dedup();
    told
}

/// The greatest number of answers to one attack that a table names.
const ANSWERS: usize = 3;

fn labelling_table(found: &LabellingsFinding, claims: &[ClaimFinding]) -> Table {
    let mut table = Table::new(&["labelling", "in", "out", "undecided"]);
    let standing: BTreeSet<&str> =
        claims.iter().filter(|claim| claim.status == "standing").map(|claim| claim.id.as_str()).collect();
    let set = |keys: &'_ [String]| keys.iter().cloned().collect::<BTreeSet<String>>();
    let alike = [&found.alike.accepted, &found.alike.rejected, &found.alike.undecided].map(|keys| set(keys));
    let row = |name: String, labelled: &LabelledClaims, but: &[BTreeSet<String>; 3]| {
        let lists = [&labelled.accepted, &labelled.rejected, &labelled.undecided];
        let told = lists.into_iter().zip(but).map(|(keys, but)| {
            let told = keys.iter().filter(|key| !but.contains(*key) && !standing.contains(key.as_str()));
            told.map(String::as_str).collect::<Vec<_>>().join("; ")
        });
        std::iter::once(name).chain(told).collect()
    };
    let all = if found.enumeration == "cut" { "all listed" } else { "all" };
    if !found.labellings.is_empty() {
        table.rows.push(row(all.to_owned(), &found.alike, &Default::default()));
    }
    if found.labellings.len() > 1 {
        for (place, labelling) in found.labellings.iter().enumerate() {
            table.rows.push(row((place + 1).to_string(), labelling, &alike));
        }
    }
    let count = found.labellings.len();
    let labellings = if count == 1 { "labelling" } else { "labellings" };
    let more = match (found.enumeration, count) {
        ("cut", 0) => "; the search was cut short: there may be some",
        ("cut", _) => "; the search was cut short: there may be more, see --limit",
        (_, 0) => ": some claims can be neither accepted nor rejected, see --semantics preferred",
        _ => "",
    };
    table.notes.push(format!("{count} {} {labellings}{more}", found.semantics));
    if !standing.is_empty() && count > 0 {
        table.notes.push(format!(
            "{} claims that nothing speaks against are in each, and not listed",
            standing.len()
        ));
    }
    table
}

/// Circles of supports are a mistake as a rule, and nobody would look for one.
fn warn_of_circles(circles: &[CircleFinding]) {
    for circle in circles {
        let needs: Vec<String> = circle
            .supports
            .iter()
            .take(SUPPORTS)
            .map(|it| {
                let source = &it.source;
                format!("{} needs {} ({}:{} {})", it.id, it.needs, source.file, source.line, source.field)
            })
            .collect();
        let more = circle.supports.len().saturating_sub(SUPPORTS);
        let more = if more > 0 { format!(" and {more} more supports") } else { String::new() };
        let resting = match circle.resting.as_slice() {
            [] => String::new(),
            resting => {
                let told = cell(resting.to_vec(), Format::Table);
                format!("; and with them those that need one of them: {told}")
            }
        };
        output::note(&format!(
            "these claims support one another in a circle and count as defeated, since they rest on nothing else: \
             {}{more}{resting}",
            needs.join(", ")
        ));
    }
}

/// The greatest number of supports of one circle that are named.
const SUPPORTS: usize = 12;
