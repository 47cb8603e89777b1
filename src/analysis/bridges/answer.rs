//! What `bridges` answers, as it serialises: the bridges, the works approved of, and what to know of them.

use serde::Serialize;

use super::approval::{approvals, opposed_positions};
use super::findings::{ApprovalFinding, Bridges};
use super::order::{BridgeGroups, BridgeQuery, BridgesBy, bridges};
use crate::analysis::debate_map::counted;
use crate::analysis::why_no_links;
use crate::model::Corpus;
use crate::projection::MentionKinds;

/// The part of the answer that is shown first, on which it depends what a reader must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BridgesPart {
    /// Why each work is a bridge.
    Reasons,
    /// Every measure of each bridge.
    Measures,
    /// The works that are approved of.
    Approved,
    /// The edges without which the debate falls apart.
    CutEdges,
    /// How far each group keeps to itself.
    Groups,
}

/// Everything about bridges.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BridgesFinding {
    /// The bridges, the cut edges, the groups.
    #[serde(flatten)]
    pub bridges: Bridges,
    /// The works that are approved of, as many as were asked for.
    pub approvals: Vec<ApprovalFinding>,
    /// The positions that are opposed, in words.
    pub opposed: Vec<String>,
    /// What a reader must know to use the answer.
    pub notes: Vec<String>,
}

/// The bridges of a corpus with all that is told of them.
///
/// # Complexity
/// As [`bridges`] and [`approvals`].
#[must_use]
pub fn bridges_found(corpus: &Corpus, query: &BridgeQuery, part: BridgesPart) -> BridgesFinding {
    let found = bridges(corpus, query);
    let mut approved = approvals(corpus, query.confidence, &query.without);
    let opposed = opposed_positions(corpus, query.confidence);
    let sides = both_sides(&opposed, &approved);
    let notes = notes(corpus, query, part, &found, &sides);
    approved.truncate(query.top.get());
    BridgesFinding { bridges: found, approvals: approved, opposed, notes }
}

/// What a reader must know to use the answer.
fn notes(
    corpus: &Corpus,
    query: &BridgeQuery,
    part: BridgesPart,
    found: &Bridges,
    both_sides: &str,
) -> Vec<String> {
    let of_schools = matches!(query.groups, BridgeGroups::Found(_));
    let mut notes = Vec::new();
    if found.links == 0 {
        notes.push("no bridge, since nothing is joined".to_owned());
        notes.extend(why_no_links(corpus, query.kinds));
    }
    if found.groups.is_empty() && of_schools {
        notes.push(
            "no work is in a school, so that there are no groups to join; see dissensus schools".to_owned(),
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
    match part {
        BridgesPart::Reasons | BridgesPart::Measures => {
            notes.push(of(found.bridges.len(), found.bridge_count));
            notes.push(format!("ranked by {}", found.ranked_by));
            notes.push(format!("betweenness is {}, in {}", found.accuracy, links(query.kinds, found.links)));
        }
        BridgesPart::CutEdges => {
            notes.push(of(found.cut_edges.len(), found.cut_edge_count));
            if found.cut_edge_count == 0 {
                notes.push("no edge holds anything by itself".to_owned());
            }
        }
        BridgesPart::Groups => {
            notes.push(
                "E-I is (external - internal)/(external + internal): 1 where all links leave, -1 where all stay".to_owned(),
            );
        }
        BridgesPart::Approved => {}
    }
    if matches!(part, BridgesPart::Reasons | BridgesPart::Approved) {
        notes.push(both_sides.to_owned());
    }
    if part == BridgesPart::Reasons && found.cut_edge_count > 0 {
        notes.push(format!("{}; see --table cut-edges", counted(found.cut_edge_count, "cut edge")));
    }
    if found.works_without_group > 0 {
        let what = match query.groups {
            BridgeGroups::Positions(_) => "without a position",
            BridgeGroups::Found(_) => "in no school",
        };
        notes.push(format!("{} {what}", counted(found.works_without_group, "work")));
    }
    let hubs = if part == BridgesPart::Approved { &[][..] } else { &found.hubs };
    for hub in hubs {
        notes.push(format!("{hub} is joined with most other works; leave it out with --without {hub}"));
    }
    notes.retain(|note| !note.is_empty());
    notes
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
fn both_sides(opposed: &[String], approved: &[ApprovalFinding]) -> String {
    let by_both = approved.iter().filter(|found| !found.sides.is_empty()).count();
    if by_both > 0 {
        return format!("{} approved by both sides", counted(by_both, "work"));
    }
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
