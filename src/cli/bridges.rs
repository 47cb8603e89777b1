//! `bridges`: what joins positions or schools.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use dissensus::analysis::{
    ApprovalFinding, BridgeFinding, BridgeGroups, BridgeQuery, BridgesBy, MentionFinding, RoleFinding,
    School, SchoolsQuery, approvals, bridges, opposed_positions, schools, why_no_links,
};
use dissensus::model::{Corpus, Entity, WorkId};
use dissensus::projection::MentionKinds;
use serde_json::{Value, json};

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
        let (found, approved) = {
            let _progress = Progress::start("looking for bridges");
            (bridges(corpus, &query), approvals(corpus, query.confidence, &query.without))
        };
        let both_sides = both_sides(corpus, &query, &approved);
        let mut table = match self.table {
            TableArgument::Reasons => reasons(&found),
            TableArgument::Measures => measures(&found),
            TableArgument::Approved => approval_table(corpus, &approved, self.top.get()),
            TableArgument::CutEdges => cut_edges(&found),
            TableArgument::Groups => groups(&found),
        };
        let mut notes = self.notes(corpus, &query, &found, &both_sides);
        notes.extend(grouped.notes);
        let mut answer = serde_json::to_value(&found)?;
        if let Value::Object(members) = &mut answer {
            members.insert("approvals".to_owned(), json!(approved[..approved.len().min(self.top.get())]));
            members.insert("opposed".to_owned(), json!(opposed_positions(corpus, query.confidence)));
            members.insert("notes".to_owned(), json!(notes));
        }
        table.notes = notes;
        output::print(self.format, &answer, &table)?;
        Ok(session.outcome())
    }

    fn grouped(&self, corpus: &Corpus) -> Result<Grouped> {
        if self.groups == GroupsArgument::Positions {
            return Ok(Grouped { groups: BridgeGroups::Positions(self.depth), notes: Vec::new() });
        }
        let mut query = SchoolsQuery::default();
        query.responses.confidence = self.confidence.into();
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

    /// What a reader must know to use the answer.
    fn notes(
        &self,
        corpus: &Corpus,
        query: &BridgeQuery,
        found: &dissensus::analysis::Bridges,
        both_sides: &str,
    ) -> Vec<String> {
        let mut notes = Vec::new();
        if found.links == 0 {
            notes.push("no bridge, since nothing is joined".to_owned());
            notes.extend(why_no_links(corpus, query.kinds));
        }
        if found.groups.is_empty() && self.groups == GroupsArgument::Schools {
            notes.push(
                "no work is in a school, so that there are no groups to join; see dissensus schools"
                    .to_owned(),
            );
        } else if found.groups.is_empty() {
            notes.push(
                "no work has a position, so that there are no groups to join; write position = {KEY} into entries, and \
                 @position{KEY, title = {…}}"
                    .to_owned(),
            );
        }
        if found.links == 0 || found.groups.is_empty() {
            return notes;
        }
        if found.bridge_count == 0 {
            notes.push(match query.by {
                BridgesBy::Brokerage => {
                    "no work mediates between groups in any role; try --by betweenness".to_owned()
                }
                _ => "no work joins two groups".to_owned(),
            });
        }
        let of = |shown: usize, all: usize| match shown < all {
            true => format!("{shown} of {all}; see more with --top"),
            false => String::new(),
        };
        match self.table {
            TableArgument::Reasons | TableArgument::Measures => {
                notes.push(of(found.bridges.len(), found.bridge_count));
                notes.push(format!("ranked by {}", found.ranked_by));
                notes.push(format!(
                    "betweenness is {}, in {}",
                    found.accuracy,
                    links(query.kinds, found.links)
                ));
            }
            TableArgument::CutEdges => {
                notes.push(of(found.cut_edges.len(), found.cut_edge_count));
                if found.cut_edge_count == 0 {
                    notes.push("no edge holds anything by itself".to_owned());
                }
            }
            TableArgument::Groups => {
                notes.push(
                    "E-I is (external - internal)/(external + internal): 1 where all links leave, -1 where all stay".to_owned(),
                );
            }
            TableArgument::Approved => {}
        }
        if matches!(self.table, TableArgument::Reasons | TableArgument::Approved) {
            notes.push(both_sides.to_owned());
        }
        if self.table == TableArgument::Reasons && found.cut_edge_count > 0 {
            notes.push(format!("{}; see --table cut-edges", counted(found.cut_edge_count, "cut edge")));
        }
        if found.works_without_group > 0 {
            let what = match self.groups {
                GroupsArgument::Positions => "without a position",
                GroupsArgument::Schools => "in no school",
            };
            notes.push(format!("{} {what}", counted(found.works_without_group, "work")));
        }
        let hubs = if self.table == TableArgument::Approved { &[][..] } else { &found.hubs };
        for hub in hubs {
            notes.push(format!("{hub} is joined with most other works; leave it out with --without {hub}"));
        }
        notes.retain(|note| !note.is_empty());
        notes
    }
}

/// "school 3 is Pape 2005, Paul 2005, Walt 2005: primacy, taming".
fn named(school: &School) -> String {
    format!("school {} is {}", school.id, school.label)
}

fn links(kinds: MentionKinds, links: usize) -> String {
    let by = match kinds {
        MentionKinds::Responses => "responses",
        MentionKinds::Citations => "citations",
        MentionKinds::Both => "responses or citations",
    };
    format!("{} joined by {by}", counted(links, "pair"))
}

/// Whether any work is approved by both sides, and if not, why.
fn both_sides(corpus: &Corpus, query: &BridgeQuery, approved: &[ApprovalFinding]) -> String {
    let by_both = approved.iter().filter(|found| !found.sides.is_empty()).count();
    if by_both > 0 {
        return format!("{} approved by both sides", counted(by_both, "work"));
    }
    let opposed = opposed_positions(corpus, query.confidence);
    if opposed.is_empty() {
        return "no work is approved by both sides: no positions are opposed; write opposes = {KEY} into a @position"
            .to_owned();
    }
    if approved.is_empty() {
        return "no work is approved by both sides: none receives a positive response of another's work"
            .to_owned();
    }
    let shown = opposed.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    let more = opposed.len().saturating_sub(3);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!(
        "no work is approved by both sides: {} positive responses, none from two opposed positions ({shown}{more}); see \
         --table approved",
        match approved.len() {
            1 => "one work receives".to_owned(),
            count => format!("{count} works receive"),
        }
    )
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

fn approval_table(corpus: &Corpus, approved: &[ApprovalFinding], top: usize) -> Table {
    let mut table = Table::new(&["work", "both sides", "approved by", "responses"]);
    for found in approved.iter().take(top) {
        let sides: Vec<String> = found.sides.iter().map(|sides| sides.sides.join(" and ")).collect();
        let responses = found.responses.iter().map(|response| {
            let source = &response.source;
            let label = match corpus.relations().find(&response.relation) {
                Some((relation, _)) => &corpus.relation(relation).label,
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
