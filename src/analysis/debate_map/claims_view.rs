//! Claims as wrapped text, in lanes by who holds them, filled by where they stand, joined by support and attack.

use std::collections::BTreeMap;

use super::lanes::Lanes;
use super::{Candidate, Precedence, Scope, Things, View, counted, look};
use crate::algorithm::argumentation::Status;
use crate::analysis::Standing;
use crate::analysis::provenance::{Shown, provenance};
use crate::figure::{Chart, ChartEdge, ChartNode, NodeIndex, NodeShape, PaletteColor};
use crate::model::{Assertion, Attitude, ClaimId, Confidence, Corpus, Entity, PositionId, Response};

/// How a status looks: its fill; its mark before the text, for those who see no colours; and its words in the
/// legend.
fn look_of(status: Status) -> (PaletteColor, &'static str, &'static str) {
    match status {
        Status::Standing => (PaletteColor::SkyBlue, "", "standing: nothing against it"),
        Status::Answered => (PaletteColor::Green, "+ ", "+ answered: what is against it is defeated"),
        Status::Open => (PaletteColor::Yellow, "? ", "? open: not settled"),
        Status::Defeated => (PaletteColor::Vermillion, "\u{d7} ", "\u{d7} defeated: not answered"),
    }
}

pub(super) fn view(scope: &Scope<'_>) -> View {
    let corpus = scope.corpus;
    let is_claim = |end: Entity| matches!(end, Entity::Claim(_));
    let relations: Vec<&Response> =
        scope.responses().filter(|response| is_claim(response.from) && is_claim(response.to)).collect();
    let confidence = scope.options.responses.confidence;
    let holders = holders(corpus, confidence);
    let mut claims: Vec<ClaimId> = relations
        .iter()
        .flat_map(|response| [response.from, response.to])
        .filter_map(|end| if let Entity::Claim(claim) = end { Some(claim) } else { None })
        .collect();
    if claims.is_empty() {
        claims = corpus.claim_ids().filter(|&claim| scope.is_near(Entity::Claim(claim))).collect();
    }
    claims.sort();
    claims.dedup();
    let within = |claim: &ClaimId| {
        scope.options.position.is_none_or(|group| {
            holders
                .get(claim)
                .into_iter()
                .flatten()
                .any(|&position| group.contains(corpus, Entity::Position(position)))
        })
    };
    claims.retain(within);
    let held: Vec<Vec<PositionId>> =
        claims.iter().map(|claim| holders.get(claim).cloned().unwrap_or_default()).collect();
    let lanes = Lanes::new(corpus, &held);
    let standing = Standing::new(corpus, confidence);
    let fill_meaning = "status".to_owned();
    let mut chart = Chart { lanes: lanes.lanes(corpus), fill_meaning, ..Chart::default() };
    // Colours tell the status here; lanes are told apart by their headings.
    chart.lanes.iter_mut().for_each(|lane| lane.fill = PaletteColor::Grey);
    let statuses = [Status::Standing, Status::Answered, Status::Open, Status::Defeated];
    chart.fill_names = statuses.map(look_of).map(|(fill, _, words)| (fill, words.to_owned())).to_vec();
    let mut nodes: BTreeMap<Entity, NodeIndex> = BTreeMap::new();
    let mut counts: BTreeMap<Status, usize> = BTreeMap::new();
    for (&claim, held) in claims.iter().zip(&held) {
        let entity = Entity::Claim(claim);
        let status = standing.status(claim);
        let (fill, mark, _) = look_of(status);
        *counts.entry(status).or_default() += 1;
        nodes.insert(entity, NodeIndex(chart.nodes.len()));
        chart.nodes.push(ChartNode {
            id: format!("claim:{}", corpus.key(entity)),
            lines: vec![format!("{mark}{}", corpus.claim(claim).title)],
            lane: lanes.lane_of(corpus, held),
            time: None,
            shape: NodeShape::Claim,
            fills: vec![fill],
            tooltip: format!("{} ({})", corpus.key(entity), status.name()),
        });
    }
    let mut drawn = Vec::new();
    for response in relations {
        if let (Some(&from), Some(&to)) = (nodes.get(&response.from), nodes.get(&response.to)) {
            drawn.push(response);
            let relation = corpus.relation(response.relation);
            let tooltip =
                format!("{} {} {}", corpus.key(response.from), relation.label, corpus.key(response.to));
            let (style, own_line) = look(relation);
            chart.edges.push(ChartEdge { from, to, style, own_line, label: None, tooltip, count: 1 });
        }
    }
    let counts: Vec<String> =
        counts.into_iter().map(|(status, count)| format!("{count} {}", status.name())).collect();
    let standing = if counts.is_empty() { String::new() } else { format!(" ({})", counts.join(", ")) };
    chart.subtitle =
        format!("{}{standing}, {}", counted(claims.len(), "claim"), counted(drawn.len(), "relation"));
    let others = corpus.claims().len() - claims.len();
    let mut left_out = Vec::new();
    if others > 0 {
        left_out.push(format!("{} that no drawn claim is related to", counted(others, "claim")));
        chart.subtitle.push_str(&format!("; {} not drawn", left_out[0]));
    }
    let works = asserted(corpus, confidence)
        .filter(|made| claims.contains(&made.claim))
        .filter_map(|made| if let Entity::Work(work) = made.holder { Some(work) } else { None })
        .collect();
    chart.provenance = provenance(corpus, &chart, &Shown { responses: drawn, works, left_out });
    let candidate = |&claim: &ClaimId| Candidate {
        node: nodes[&Entity::Claim(claim)],
        precedence: Precedence::ByRank,
        order: claim.index(),
        cited: 0,
    };
    let foldable = claims.iter().filter(|&&claim| !scope.is_center(Entity::Claim(claim)));
    View { candidates: foldable.map(candidate).collect(), things: Things::Claims, chart }
}

fn asserted(corpus: &Corpus, confidence: Confidence) -> impl Iterator<Item = &Assertion> {
    let made = corpus.assertions().iter();
    made.filter(move |made| made.attitude == Attitude::Asserts && made.evidence.confidence >= confidence)
}

/// The positions of those who assert each claim, in the order stated.
fn holders(corpus: &Corpus, confidence: Confidence) -> BTreeMap<ClaimId, Vec<PositionId>> {
    let mut holders: BTreeMap<ClaimId, Vec<PositionId>> = BTreeMap::new();
    for assertion in asserted(corpus, confidence) {
        let positions = match assertion.holder {
            Entity::Position(position) => vec![position],
            Entity::Work(work) => corpus.positions_of(work),
            _ => Vec::new(),
        };
        let known = holders.entry(assertion.claim).or_default();
        for position in positions {
            if !known.contains(&position) {
                known.push(position);
            }
        }
    }
    holders
}
