//! Claims as wrapped text, in lanes by who holds them, joined by support and attack.

use std::collections::BTreeMap;

use super::lanes::Lanes;
use super::{Scope, counted, look};
use crate::figure::{Chart, ChartEdge, ChartNode, NodeIndex, NodeShape};
use crate::model::{Attitude, ClaimId, Corpus, Entity, PositionId, Response};

pub(super) fn chart(scope: &Scope<'_>) -> Chart {
    let corpus = scope.corpus;
    let is_claim = |end: Entity| matches!(end, Entity::Claim(_));
    let relations: Vec<&Response> =
        scope.responses().filter(|response| is_claim(response.from) && is_claim(response.to)).collect();
    let holders = holders(corpus);
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
    let mut chart = Chart { lanes: lanes.lanes(corpus), ..Chart::default() };
    let mut nodes: BTreeMap<Entity, NodeIndex> = BTreeMap::new();
    for (&claim, held) in claims.iter().zip(&held) {
        let entity = Entity::Claim(claim);
        nodes.insert(entity, NodeIndex(chart.nodes.len()));
        chart.nodes.push(ChartNode {
            id: format!("claim:{}", corpus.key(entity)),
            lines: vec![corpus.claim(claim).title.to_string()],
            lane: lanes.lane_of(corpus, held),
            time: None,
            shape: NodeShape::Claim,
            fills: lanes.fills(corpus, held),
            tooltip: corpus.key(entity),
        });
    }
    let mut drawn = 0;
    for response in relations {
        if let (Some(&from), Some(&to)) = (nodes.get(&response.from), nodes.get(&response.to)) {
            drawn += 1;
            let relation = corpus.relation(response.relation);
            let tooltip =
                format!("{} {} {}", corpus.key(response.from), relation.label, corpus.key(response.to));
            let (style, own_line) = look(relation);
            chart.edges.push(ChartEdge { from, to, style, own_line, label: None, tooltip, count: 1 });
        }
    }
    let others = corpus.claims().len() - claims.len();
    chart.subtitle = format!("{}, {}", counted(claims.len(), "claim"), counted(drawn, "relation"));
    if others > 0 {
        chart
            .subtitle
            .push_str(&format!("; {} that no drawn claim is related to not drawn", counted(others, "claim")));
    }
    chart
}

/// The positions of those who assert each claim, in the order stated.
fn holders(corpus: &Corpus) -> BTreeMap<ClaimId, Vec<PositionId>> {
    let mut holders: BTreeMap<ClaimId, Vec<PositionId>> = BTreeMap::new();
    for assertion in corpus.assertions().iter().filter(|assertion| assertion.attitude == Attitude::Asserts) {
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
