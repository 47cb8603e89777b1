//! JSON in the node-link form of networkx, with every value in its type.
//!
//! ```json
//! {"directed": true, "multigraph": true, "graph": {},
//!  "nodes": [{"id": "pape2005", "year": 2005, "positions": ["pro"]}],
//!  "edges": [{"source": "brookswohlforth2005", "target": "pape2005", "weight": 1, "relation": "refutes"}]}
//! ```
//!
//! Claims come with `locutions`: who asserts and who denies them, who says so and where.
//!
//! # References
//! networkx, `networkx.readwrite.json_graph.node_link_graph`.

use std::io;

use serde_json::{Map, Value as Json, json};

use super::{NetworkExporter, Part};
use crate::dataset::{Attribute, Dataset, EdgeDirection, Value};
use crate::model::Attitude;

/// The format.
pub(super) struct NodeLink;

impl NetworkExporter for NodeLink {
    fn name(&self) -> &'static str {
        "json"
    }

    fn summary(&self) -> &'static str {
        "JSON in the node-link form, every value in its type, for networkx, D3 and programs of your own"
    }

    fn cannot_carry(&self) -> &'static str {
        "nothing; D3 and networkx before 3.4 call the edges links"
    }

    fn parts(&self) -> &'static [Part] {
        &[Part { suffix: ".json", holds: "nodes and edges", write }]
    }
}

/// A value of JSON on one line. Control characters and those that turn the direction of writing are escaped.
pub(super) fn json_text(value: &Json) -> String {
    let mut shown = String::new();
    for c in value.to_string().chars() {
        let steers = matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{feff}');
        if c.is_control() || steers {
            shown.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            shown.push(c);
        }
    }
    shown
}

/// A number without a fraction where it has none.
pub(super) fn number(value: f64) -> Json {
    if value.fract() == 0.0 && value.abs() < 1e15 { json!(value as i64) } else { json!(value) }
}

fn typed(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(text),
        Value::Texts(texts) => json!(texts),
        Value::Count(count) => json!(count),
        Value::Number(value) => json!(value),
        Value::Year(year) => json!(year),
        Value::Flag(flag) => json!(flag),
    }
}

/// Lines with commas between them, between two others.
pub(super) fn array(
    out: &mut dyn io::Write,
    name: &str,
    items: impl Iterator<Item = Json>,
    end: &str,
) -> io::Result<()> {
    write!(out, "  \"{name}\": [")?;
    for (place, item) in items.enumerate() {
        write!(out, "{}\n    {}", if place > 0 { "," } else { "" }, json_text(&item))?;
    }
    writeln!(out, "\n  ]{end}")
}

fn write(dataset: &Dataset, out: &mut dyn io::Write) -> io::Result<()> {
    let directed = dataset.direction == EdgeDirection::Directed;
    let graph = json!({
        "description": dataset.description(),
        "program": dataset.program,
        "sources": dataset.sources,
        "groups": dataset.groups.names,
        "left_out": dataset.left_out,
    });
    writeln!(
        out,
        "{{\n  \"directed\": {directed},\n  \"multigraph\": true,\n  \"graph\": {},",
        json_text(&graph)
    )?;
    let nodes = dataset.nodes.iter().map(|node| {
        let mut object =
            Map::from_iter([("id".to_owned(), json!(node.id)), ("label".to_owned(), json!(node.label))]);
        object.extend(node.values.iter().map(|(it, value)| (it.name().to_owned(), typed(value))));
        Json::Object(object)
    });
    array(out, "nodes", nodes, ",")?;
    let edges = dataset.edges.iter().map(|edge| {
        let mut object = Map::from_iter([
            ("source".to_owned(), json!(dataset.node(edge.from).id)),
            ("target".to_owned(), json!(dataset.node(edge.to).id)),
            ("weight".to_owned(), number(edge.weight)),
        ]);
        object.extend(edge.values.iter().map(|(it, value)| (it.name().to_owned(), typed(value))));
        Json::Object(object)
    });
    if dataset.locutions.is_empty() {
        array(out, "edges", edges, "")?;
        return writeln!(out, "}}");
    }
    array(out, "edges", edges, ",")?;
    let locutions = dataset.locutions.iter().map(|locution| {
        let attitude = match locution.attitude {
            Attitude::Asserts => "asserts",
            Attitude::Denies => "denies",
        };
        let mut object = Map::from_iter([
            ("speaker".to_owned(), json!(locution.speaker)),
            ("label".to_owned(), json!(locution.label)),
            ("attitude".to_owned(), json!(attitude)),
            ("claim".to_owned(), json!(dataset.node(locution.claim).id)),
        ]);
        object.extend(locution.values.iter().map(|(it, value)| (it.name().to_owned(), typed(value))));
        Json::Object(object)
    });
    array(out, "locutions", locutions, "")?;
    writeln!(out, "}}")
}
