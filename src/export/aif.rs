//! AIF as JSON, as AIFdb has it: claims, what attacks and supports them, and who says so in which words.
//!
//! ```json
//! {"nodes": [{"nodeID": "1", "text": "It does", "type": "I"}, {"nodeID": "2", "text": "It does not follow", "type": "I"},
//!            {"nodeID": "3", "text": "Default Conflict", "type": "CA"},
//!            {"nodeID": "4", "text": "Pape 2005 : It does", "type": "L"}, {"nodeID": "5", "text": "Asserting", "type": "YA"}],
//!  "edges": [{"edgeID": "1", "fromID": "2", "toID": "3"}, {"edgeID": "2", "fromID": "3", "toID": "1"},
//!            {"edgeID": "3", "fromID": "4", "toID": "5"}, {"edgeID": "4", "fromID": "5", "toID": "1"}],
//!  "participants": [{"participantID": "1", "firstname": "", "surname": "Pape 2005"}],
//!  "locutions": [{"nodeID": "4", "personID": "1", "source": "ore2017 ¶28 (debate.bib:12)"}]}
//! ```
//!
//! A claim is an I-node; an attack a CA-node and a support an RA-node between two of them; an assertion an L-node whose
//! YA-node is *Asserting*, a denial one whose YA-node is *Disagreeing*.
//!
//! # References
//! - Chesñevar et al. (2006), Towards an argument interchange format,
//!   [doi:10.1017/S0269888906001044](https://doi.org/10.1017/S0269888906001044).
//! - Lawrence, Bex, Reed and Snaith (2012), AIFdb: Infrastructure for the Argument Web,
//!   [doi:10.3233/978-1-61499-111-3-515](https://doi.org/10.3233/978-1-61499-111-3-515); <http://www.aifdb.org>.

use std::collections::BTreeMap;
use std::io;

use serde_json::{Value as Json, json};

use super::node_link::{array, json_text};
use super::{NetworkExporter, Part};
use crate::dataset::{Bearing, Dataset, EdgeAttribute, Locution, NodeAttribute, NodeNumber, Subject, Value};
use crate::model::Attitude;

/// The format.
pub(super) struct Aif;

impl NetworkExporter for Aif {
    fn name(&self) -> &'static str {
        "aif"
    }

    fn summary(&self) -> &'static str {
        "claims with their attacks and supports, who asserts and denies them, as AIF in the JSON of AIFdb, for OVA, arguebuf"
    }

    fn cannot_carry(&self) -> &'static str {
        "relations that neither attack nor support; which relation it is, on what; keys of claims; how sure it is; times"
    }

    fn subjects(&self) -> &'static [Subject] {
        &[Subject::Claims]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part { suffix: ".json", holds: "nodes, edges and locutions", write }]
    }
}

/// Nodes and edges while they are numbered.
#[derive(Default)]
struct Graph {
    nodes: Vec<Json>,
    edges: Vec<Json>,
}

impl Graph {
    /// Adds a node; its number.
    fn node(&mut self, kind: &str, text: &str) -> usize {
        let id = self.nodes.len() + 1;
        self.nodes.push(json!({ "nodeID": id.to_string(), "text": text, "type": kind }));
        id
    }

    /// Joins two nodes by a third.
    fn join(&mut self, from: usize, (kind, text): (&str, &str), to: usize) {
        let between = self.node(kind, text);
        for (from, to) in [(from, between), (between, to)] {
            let id = self.edges.len() + 1;
            let [id, from, to] = [id, from, to].map(|number| number.to_string());
            self.edges.push(json!({ "edgeID": id, "fromID": from, "toID": to, "formEdgeID": null }));
        }
    }
}

const CONFLICT: (&str, &str) = ("CA", "Default Conflict");
const INFERENCE: (&str, &str) = ("RA", "Default Inference");

fn write(dataset: &Dataset, out: &mut dyn io::Write) -> io::Result<()> {
    let mut graph = Graph::default();
    let words = |number: NodeNumber| {
        let node = dataset.node(number);
        node.text(NodeAttribute::Title).unwrap_or_else(|| node.label.clone())
    };
    for place in 0..dataset.nodes.len() {
        graph.node("I", &words(NodeNumber(place)));
    }
    for edge in &dataset.edges {
        let (from, to) = (edge.from.0 + 1, edge.to.0 + 1);
        match edge.bearing {
            Some(Bearing::Attack) => graph.join(from, CONFLICT, to),
            Some(Bearing::Support) => graph.join(from, INFERENCE, to),
            Some(Bearing::Need) => graph.join(to, INFERENCE, from),
            None => continue,
        }
        if edge.bearing == Some(Bearing::Attack)
            && edge.values.get(&EdgeAttribute::Symmetric) == Some(&Value::Flag(true))
        {
            graph.join(to, CONFLICT, from);
        }
    }
    let mut persons: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut participants, mut locutions) = (Vec::new(), Vec::new());
    for locution in &dataset.locutions {
        let Locution { speaker, label, attitude, claim, values } = locution;
        let next = persons.len() + 1;
        let person = *persons.entry(speaker).or_insert(next);
        if person == next {
            let id = person.to_string();
            participants.push(json!({ "participantID": id, "firstname": "", "surname": label }));
        }
        let said = values.get(&EdgeAttribute::Quote).map_or_else(|| words(*claim), Value::to_string);
        let node = graph.node("L", &format!("{label} : {said}"));
        let force = match attitude {
            Attitude::Asserts => "Asserting",
            Attitude::Denies => "Disagreeing",
        };
        graph.join(node, ("YA", force), claim.0 + 1);
        locutions.push(json!({
            "nodeID": node.to_string(),
            "personID": person.to_string(),
            "start": null,
            "end": null,
            "source": source(values),
        }));
    }
    writeln!(out, "{{")?;
    array(out, "nodes", graph.nodes.into_iter(), ",")?;
    array(out, "edges", graph.edges.into_iter(), ",")?;
    array(out, "participants", participants.into_iter(), ",")?;
    array(out, "locutions", locutions.into_iter(), ",")?;
    writeln!(out, "  \"schemefulfillments\": [],\n  \"descriptorfulfillments\": [],")?;
    let title = format!("{}; {}", dataset.description(), dataset.program);
    writeln!(out, "  \"title\": {}\n}}", json_text(&json!(title)))
}

/// Who reports it and where, and the line of the file: `ore2017 ¶28, p. 7 (debate.bib:12)`.
fn source(values: &BTreeMap<EdgeAttribute, Value>) -> String {
    let text = |attribute: EdgeAttribute| values.get(&attribute).map(Value::to_string);
    let place = text(EdgeAttribute::Place).map(|place| format!(" {place}")).unwrap_or_default();
    let locator = text(EdgeAttribute::Locator).map(|locator| format!(", {locator}")).unwrap_or_default();
    let [by, file, line] = [EdgeAttribute::By, EdgeAttribute::File, EdgeAttribute::Line]
        .map(|attribute| text(attribute).unwrap_or_default());
    format!("{by}{place}{locator} ({file}:{line})")
}
