//! `bridges`: what joins positions or schools.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use dissensus::analysis::{
    ApprovalFinding, BridgeFinding, BridgeGroups, BridgeQuery, BridgesBy, BridgesFinding, BridgesPart,
    MentionFinding, RoleFinding, School, SchoolsQuery, bridges_found, schools,
};
use dissensus::model::{Corpus, Entity, WorkId};

use super::check::counted;
use super::output::{self, Table};
use super::progress::Progress;
use super::rank::{EffortArguments, LinksArgument};
use super::session::Session;
use super::{ConfidenceArgument, Format, InputArguments, Outcome, keys};

/// Find the works that join positions, and say why; the edges on which the debate hangs; and the works
/// that both sides approve of
///
/// Works are joined by their responses and citations. A bridge is a work that belongs to two groups or is joined with
/// others'. Those that opposed positions both approve of come first; then those that mediate between groups
/// more than chance would have it (Gould and Fernandez); then the others, by betweenness.
///
/// Example: dissensus bridges bib/soft-balancing.bib --without ore2017
#[derive(Debug, Args)]
pub(super) struct Bridges {
    #[command(flatten)]
    input: InputArguments,
    /// What the groups are
    #[arg(long, value_enum, default_value_t = GroupsArgument::Positions)]
    groups: GroupsArgument,
    /// How deep in the trees of positions the groups lie; 1 is the top
    #[arg(long, value_name = "N", default_value = "1")]
    depth: NonZeroUsize,
    /// What joins works
    #[arg(long, value_enum, default_value_t = LinksArgument::Both)]
    links: LinksArgument,
    /// Leave a work out with all its links, such as a review that speaks of all others; may be repeated
    #[arg(long, value_name = "WORK")]
    without: Vec<String>,
    /// What bridges are ranked by
    #[arg(long, value_enum, default_value_t = ByArgument::InTurn)]
    by: ByArgument,
    /// What to print: the reasons, or the numbers behind them
    #[arg(long, value_enum, default_value_t = TableArgument::Reasons)]
    table: TableArgument,
    /// How many to list
    #[arg(long, value_name = "N", default_value = "10")]
    top: NonZeroUsize,
    #[command(flatten)]
    effort: EffortArguments,
    /// Drop what is less sure: responses, stances, oppositions
    #[arg(long, value_enum, default_value_t = ConfidenceArgument::Low)]
    confidence: ConfidenceArgument,
    /// How to print; json has all tables at once
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum GroupsArgument {
    /// The positions that works are given
    Positions,
    /// The schools that `dissensus schools` finds, whatever positions works are given
    Schools,
}

/// Groups, and what a reader must know of them.
struct Grouped {
    groups: BridgeGroups,
    notes: Vec<String>,
}

/// How many schools a note names.
const NAMED: usize = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ByArgument {
    /// Approval by both sides, then brokerage beyond chance, then betweenness
    InTurn,
    /// How far beyond chance it plays a role between groups
    Brokerage,
    /// How many shortest paths lead through it
    Betweenness,
    /// How evenly its links are spread over the groups
    Participation,
    /// How many of its neighbours are not redundant
    EffectiveSize,
    /// How open the circle of its neighbours is: Burt's constraint, the least first
    Constraint,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum TableArgument {
    /// Why each work is a bridge
    Reasons,
    /// Every measure of each bridge
    Measures,
    /// The works that are approved of, and whether by both sides
    Approved,
    /// The edges without which the debate falls apart
    CutEdges,
    /// How far each group keeps to itself
    Groups,
}

impl TableArgument {
    fn part(self) -> BridgesPart {
        match self {
            Self::Reasons => BridgesPart::Reasons,
            Self::Measures => BridgesPart::Measures,
            Self::Approved => BridgesPart::Approved,
            Self::CutEdges => BridgesPart::CutEdges,
            Self::Groups => BridgesPart::Groups,
        }
    }
}

impl Bridges {
    pub(super) fn run(&self) -> Result<Outcome> {
        let session = Session::open(&self.input)?.reported();
        let corpus = &session.corpus;
        let mut without = BTreeSet::new();
        for typed in &self.without {
            match keys::entity(corpus, typed)? {
                Entity::Work(work) => without.insert(work),
                other => bail!("`{typed}` is a {}, not a work", other.kind()),
            };
        }
        let grouped = self.grouped(corpus)?;
        let query = BridgeQuery {
            groups: grouped.groups,
            kinds: self.links.into(),
            by: match self.by {
                ByArgument::InTurn => BridgesBy::InTurn,
                ByArgument::Brokerage => BridgesBy::Brokerage,
                ByArgument::Betweenness => BridgesBy::Betweenness,
                ByArgument::Participation => BridgesBy::Participation,
                ByArgument::EffectiveSize => BridgesBy::EffectiveSize,
                ByArgument::Constraint => BridgesBy::Constraint,
            },
            confidence: self.confidence.into(),
            without,
            betweenness: self.effort.into(),
            top: self.top,
        };
        let mut found = {
            let _progress = Progress::start("looking for bridges");
            bridges_found(corpus, &query, self.table.part())
        };
        found.notes.extend(grouped.notes);
        let BridgesFinding { bridges, approvals, .. } = &found;
        let mut table = match self.table {
            TableArgument::Reasons => reasons(bridges),
            TableArgument::Measures => measures(bridges),
            TableArgument::Approved => approval_table(corpus, approvals),
            TableArgument::CutEdges => cut_edges(bridges),
            TableArgument::Groups => groups(bridges),
        };
        table.notes.clone_from(&found.notes);
        let answer = serde_json::to_value(&found)?;
        output::print(self.format, &answer, &table)?;
        Ok(session.outcome())
    }

    fn grouped(&self, corpus: &Corpus) -> Result<Grouped> {
        if self.groups == GroupsArgument::Positions {
            return Ok(Grouped { groups: BridgeGroups::Positions(self.depth), notes: Vec::new() });
        }
        let query = SchoolsQuery::sure(self.confidence.into());
        let schools = {
            let _progress = Progress::start("looking for schools");
            schools(corpus, &query)?
        };
        let school_of =
            |work: WorkId| schools.school_of(work).map(|number| (work, format!("school {number}")));
        let several = |school: &&School| school.members.len() > 1;
        let all = schools.finding.schools.iter().filter(several).count();
        let mut notes: Vec<String> =
            schools.finding.schools.iter().filter(several).take(NAMED).map(named).collect();
        if all > NAMED {
            notes.push(format!("and {}; see dissensus schools", counted(all - NAMED, "more school")));
        }
        Ok(Grouped { groups: BridgeGroups::Found(corpus.work_ids().filter_map(school_of).collect()), notes })
    }
}

/// "school 3 is Pape 2005, Paul 2005, Walt 2005: primacy, taming".
fn named(school: &School) -> String {
    format!("school {} is {}", school.id, school.label)
}

fn reasons(found: &dissensus::analysis::Bridges) -> Table {
    let mut table = Table::new(&["rank", "work", "joins", "because"]);
    for bridge in &found.bridges {
        table.rows.push(vec![
            bridge.rank.to_string(),
            bridge.work.clone(),
            bridge.joins.join(", "),
            bridge.because.clone(),
        ]);
    }
    table
}

fn measures(found: &dissensus::analysis::Bridges) -> Table {
    let mut table = Table::new(&[
        "rank",
        "work",
        "group",
        "coordinator",
        "itinerant broker",
        "representative",
        "gatekeeper",
        "liaison",
        "constraint",
        "effective size",
        "participation",
        "participation +1",
        "participation -1",
        "betweenness",
        "cut point",
        "heterocitation",
        "E-I",
    ]);
    let role = |role: RoleFinding| match role.z {
        Some(z) => format!("{} ({:.2}, z {z:.2})", role.count, role.expected),
        None => format!("{} ({:.2})", role.count, role.expected),
    };
    for bridge in &found.bridges {
        let BridgeFinding { roles, .. } = bridge;
        table.rows.push(vec![
            bridge.rank.to_string(),
            bridge.work.clone(),
            bridge.group.clone().unwrap_or_default(),
            role(roles.coordinator),
            role(roles.itinerant_broker),
            role(roles.representative),
            role(roles.gatekeeper),
            role(roles.liaison),
            number(bridge.constraint),
            number(bridge.effective_size),
            number(bridge.participation),
            number(bridge.participation_positive),
            number(bridge.participation_negative),
            format!("{:.2}", bridge.betweenness),
            if bridge.articulation_point { "yes" } else { "no" }.to_owned(),
            number(bridge.heterocitation),
            number(bridge.external_internal),
        ]);
    }
    table
}

fn approval_table(corpus: &Corpus, approved: &[ApprovalFinding]) -> Table {
    let mut table = Table::new(&["work", "both sides", "approved by", "responses"]);
    for found in approved {
        let sides: Vec<String> = found.sides.iter().map(|sides| sides.sides.join(" and ")).collect();
        let responses = found.responses.iter().map(|response| {
            let source = &response.source;
            let label = match corpus.relations().find(&response.relation) {
                Some((relation, _)) => &*corpus.relation(relation).label,
                None => &response.relation,
            };
            format!("{} {label} it ({}:{})", response.from, source.file, source.line)
        });
        table.rows.push(vec![
            found.work.clone(),
            if sides.is_empty() { "no".to_owned() } else { sides.join("; ") },
            found.from.join(", "),
            responses.collect::<Vec<_>>().join("; "),
        ]);
    }
    table
}

fn cut_edges(found: &dissensus::analysis::Bridges) -> Table {
    let mut table = Table::new(&["from", "group", "to", "group", "cuts off", "because"]);
    for edge in &found.cut_edges {
        let told = |finding: &MentionFinding| {
            format!("{} {} ({}:{})", edge.from, finding.text, finding.source.file, finding.source.line)
        };
        let [from, to] = edge.groups.clone().map(Option::unwrap_or_default);
        table.rows.push(vec![
            edge.from.clone(),
            from,
            edge.to.clone(),
            to,
            edge.cuts_off.to_string(),
            edge.evidence.iter().map(told).collect::<Vec<_>>().join("; "),
        ]);
    }
    table
}

fn groups(found: &dissensus::analysis::Bridges) -> Table {
    let mut table = Table::new(&["group", "works", "internal", "external", "E-I", "heterocitation"]);
    for group in &found.groups {
        table.rows.push(vec![
            group.id.clone().unwrap_or_else(|| "all".to_owned()),
            group.works.to_string(),
            group.internal.to_string(),
            group.external.to_string(),
            number(group.external_internal),
            number(group.heterocitation),
        ]);
    }
    table
}

/// Two decimals; nothing where there is no number.
fn number(number: Option<f64>) -> String {
    number.map_or_else(String::new, |number| format!("{number:.2}"))
}
