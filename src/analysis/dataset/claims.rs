//! Claims, and what attacks and supports them.

use std::collections::{BTreeMap, BTreeSet};

use super::records::{EdgeValues, evidence_values, one_line, response_values};
use super::{DatasetOptions, Ids, count_received, empty};
use crate::algorithm::argumentation::Status;
use crate::analysis::Standing;
use crate::dataset::{
    Bearing, Dataset, Edge, EdgeAttribute, EdgeDirection, Groups, Locution, Node, NodeAttribute, NodeNumber,
    Value,
};
use crate::model::{Attitude, ClaimId, Corpus, Entity, Evidence, ResponseId, Sign, Symmetry};
use crate::network::NodeIndex;
use crate::projection::{ClaimNetwork, Rejoinder};

/// The order in which files number what claims are grouped by.
const STATUSES: [Status; 4] = [Status::Standing, Status::Answered, Status::Open, Status::Defeated];

/// How many attacks that follow from supports are handed over.
const ATTACKS: usize = 2_000_000;

/// The keys of those who say something of a claim.
type Holders = BTreeMap<ClaimId, Vec<String>>;

pub(super) fn claims(corpus: &Corpus, options: &DatasetOptions) -> Dataset {
    let mut made = empty(corpus, options, EdgeDirection::Directed);
    made.groups = Groups { word: "status", names: STATUSES.map(|status| status.name().to_owned()).to_vec() };
    let standing = Standing::new(corpus, options.confidence);
    let network = standing.network();
    let mut ids = Ids::new();
    let (asserted, denied) = holders(corpus, options, network);
    for claim in corpus.claim_ids() {
        let node = claim_node(corpus, claim, standing.status(claim), (&asserted, &denied), &mut ids);
        made.nodes.push(node);
    }
    for contrary in &network.contraries {
        let key = corpus.key(Entity::Claim(contrary.claim));
        let mut values = BTreeMap::from([
            (NodeAttribute::Kind, Value::Text("contrary".to_owned())),
            (NodeAttribute::Title, Value::Text(format!("Not: {}", corpus.claim(contrary.claim).title))),
        ]);
        if let Some(deniers) = denied.get(&contrary.claim) {
            values.insert(NodeAttribute::AssertedBy, Value::Texts(deniers.clone()));
        }
        made.nodes.push(Node {
            id: ids.unique(&format!("not {key}"), "contrary"),
            label: format!("not {key}"),
            group: None,
            spell: None,
            names: Vec::new(),
            values,
        });
    }
    relations(corpus, options, network, &mut made);
    for (place, contrary) in network.contraries.iter().enumerate() {
        let (this, claim) = (number(network.contrary_node(place)), number(network.node(contrary.claim)));
        made.edges.push(denial(this, claim));
        if contrary.rejoinder == Rejoinder::Asserted {
            made.edges.push(denial(claim, this));
        }
    }
    made.locutions = locutions(corpus, options, network);
    attacks(&standing, &mut ids, &mut made);
    count_received(&mut made.nodes, &made.edges);
    made
}

fn number(node: NodeIndex) -> NodeNumber {
    NodeNumber(node.index())
}

/// Who asserts and who denies each claim, as keys, each once.
fn holders(corpus: &Corpus, options: &DatasetOptions, network: &ClaimNetwork) -> (Holders, Holders) {
    let mut asserted = Holders::new();
    let mut denied = Holders::new();
    let add = |to: &mut Holders, claim: ClaimId, holder: Entity| {
        let (keys, key) = (to.entry(claim).or_default(), corpus.key(holder));
        if !keys.contains(&key) {
            keys.push(key);
        }
    };
    for made in corpus.assertions().iter().filter(|made| made.evidence.confidence >= options.confidence) {
        if made.attitude == Attitude::Asserts {
            add(&mut asserted, made.claim, made.holder);
        }
    }
    for denial in &network.denials {
        add(&mut denied, denial.claim, denial.ground.holder(corpus));
    }
    (asserted, denied)
}

/// Who asserts which claim, then who denies which, each with its grounds.
fn locutions(corpus: &Corpus, options: &DatasetOptions, network: &ClaimNetwork) -> Vec<Locution> {
    let locution = |attitude: Attitude, holder: Entity, claim: ClaimId, evidence: &Evidence| Locution {
        speaker: corpus.key(holder),
        label: one_line(&match holder {
            Entity::Work(work) => corpus.label(work),
            Entity::Position(position) => corpus.position(position).title.to_string(),
            other => corpus.key(other),
        }),
        attitude,
        claim: number(network.node(claim)),
        values: evidence_values(corpus, evidence, holder),
    };
    let made = corpus.assertions().iter();
    let made = made.filter(|it| it.attitude == Attitude::Asserts);
    let made = made.filter(|it| it.evidence.confidence >= options.confidence);
    let asserted = made.map(|it| locution(Attitude::Asserts, it.holder, it.claim, &it.evidence));
    let denied = network.denials.iter().map(|denial| {
        let (holder, evidence) = (denial.ground.holder(corpus), denial.ground.evidence(corpus));
        locution(Attitude::Denies, holder, denial.claim, evidence)
    });
    asserted.chain(denied).collect()
}

fn claim_node(
    corpus: &Corpus,
    claim: ClaimId,
    status: Status,
    (asserted, denied): (&Holders, &Holders),
    ids: &mut Ids,
) -> Node {
    let key = corpus.key(Entity::Claim(claim));
    let record = corpus.claim(claim);
    let (file, place) = corpus.locate(record.span);
    let mut values = BTreeMap::from([
        (NodeAttribute::Kind, Value::Text("claim".to_owned())),
        (NodeAttribute::Key, Value::Text(key.clone())),
        (NodeAttribute::Title, Value::Text(one_line(&record.title))),
        (NodeAttribute::Status, Value::Text(status.name().to_owned())),
        (NodeAttribute::File, Value::Text(file.name().to_owned())),
        (NodeAttribute::Line, Value::Count(place.line.into())),
    ]);
    for (attribute, of_claims) in [(NodeAttribute::AssertedBy, asserted), (NodeAttribute::DeniedBy, denied)] {
        if let Some(keys) = of_claims.get(&claim) {
            values.insert(attribute, Value::Texts(keys.clone()));
        }
    }
    Node {
        id: ids.unique(&key, "claim"),
        label: key,
        group: STATUSES.iter().position(|known| *known == status),
        spell: None,
        names: Vec::new(),
        values,
    }
}

/// The responses between claims, each as one edge.
fn relations(corpus: &Corpus, options: &DatasetOptions, network: &ClaimNetwork, made: &mut Dataset) {
    let attacks: BTreeSet<ResponseId> = network.attacks.iter().map(|link| link.ground).collect();
    let supports: BTreeMap<ResponseId, ClaimId> =
        network.supports.iter().map(|link| (link.ground, link.to)).collect();
    for (index, response) in corpus.responses().iter().enumerate() {
        let (Entity::Claim(from), Entity::Claim(to)) = (response.from, response.to) else { continue };
        if response.evidence.confidence < options.confidence {
            continue;
        }
        let id = ResponseId::new(index);
        let bearing = match supports.get(&id) {
            Some(&supported) if supported == to => Some(Bearing::Support),
            Some(_) => Some(Bearing::Need),
            None => attacks.contains(&id).then_some(Bearing::Attack),
        };
        let mut values = response_values(corpus, response);
        if let Some(bearing) = bearing {
            values.insert(EdgeAttribute::Bearing, Value::Text(bearing.name().to_owned()));
        }
        let is_symmetric = corpus.relation(response.relation).symmetry == Symmetry::Symmetric;
        values.insert(EdgeAttribute::Symmetric, Value::Flag(is_symmetric));
        made.edges.push(Edge {
            from: number(network.node(from)),
            to: number(network.node(to)),
            weight: 1.0,
            sign: Some(corpus.sign(response)),
            bearing,
            spell: None,
            values,
        });
    }
}

/// That a claim and its contrary exclude one another.
fn denial(from: NodeNumber, to: NodeNumber) -> Edge {
    let values = EdgeValues::from([
        (EdgeAttribute::Relation, Value::Text("denial".to_owned())),
        (EdgeAttribute::Sign, Value::Text(Sign::Negative.symbol().to_owned())),
        (EdgeAttribute::Bearing, Value::Text(Bearing::Attack.name().to_owned())),
        (EdgeAttribute::Count, Value::Count(1)),
    ]);
    let (sign, bearing) = (Some(Sign::Negative), Some(Bearing::Attack));
    Edge { from, to, weight: 1.0, sign, bearing, spell: None, values }
}

/// The attacks for formats that know nothing else: a claim is also attacked by what attacks a claim that it needs, and one
/// that would be its own reason by a node that stands for that.
fn attacks(standing: &Standing<'_>, ids: &mut Ids, made: &mut Dataset) {
    let framework = standing.framework();
    let Some(reduced) = framework.reduced_within(ATTACKS) else {
        made.attacks =
            standing.network().attack_edges().map(|(from, to)| (number(from), number(to))).collect();
        made.left_out.push(
            "attacks on what a claim needs as attacks on it, of which there would be too many".to_owned(),
        );
        return;
    };
    made.attacks = reduced
        .nodes()
        .flat_map(|node| {
            reduced.attackers(node).iter().map(move |&attacker| (number(attacker), number(node)))
        })
        .collect();
    let unfounded = framework.unfounded();
    if unfounded.is_empty() {
        return;
    }
    let against = NodeNumber(made.nodes.len());
    made.nodes.push(Node {
        id: ids.unique("circle", "circle"),
        label: "circle".to_owned(),
        group: None,
        spell: None,
        names: Vec::new(),
        values: BTreeMap::from([
            (NodeAttribute::Kind, Value::Text("contrary".to_owned())),
            (NodeAttribute::Title, Value::Text("Nothing is its own reason".to_owned())),
        ]),
    });
    for &node in unfounded {
        made.attacks.push((against, number(node)));
        made.edges.push(denial(against, number(node)));
    }
}
