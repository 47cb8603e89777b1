//! VOSviewer: items and links as JSON, or as a map file and a network file.
//!
//! ```json
//! {"network": {"items": [{"id": 1, "label": "Pape 2005", "cluster": 1, "scores": {"Year": 2005}}],
//!              "links": [{"source_id": 1, "target_id": 2, "strength": 3}]}}
//! ```
//!
//! Items have no coordinates: VOSviewer finds them.
//!
//! # References
//! van Eck and Waltman, *VOSviewer Online documentation*, <https://app.vosviewer.com/docs/file-types/json-file-type/> and
//! `…/map-and-network-file-type/`.

use std::io;

use serde_json::{Map, Value as Json, json};

use super::metadata::xml_text;
use super::node_link::{array, json_text, number};
use super::{NetworkExporter, Part};
use crate::dataset::{Dataset, Node, NodeAttribute, UnitedLink, Value};

/// The format as JSON.
pub(super) struct VosViewer;

/// The format as text.
pub(super) struct VosViewerText;

const CANNOT_CARRY: &str = "directions, signs and relations: all edges between two items are one link, and loops none; \
                            all but label, title, DOI, school, year and how much an item received; more than 1,000 schools";

impl NetworkExporter for VosViewer {
    fn name(&self) -> &'static str {
        "vosviewer"
    }

    fn summary(&self) -> &'static str {
        "VOSviewer JSON, for VOSviewer and VOSviewer Online"
    }

    fn cannot_carry(&self) -> &'static str {
        CANNOT_CARRY
    }

    fn parts(&self) -> &'static [Part] {
        &[Part { suffix: ".json", holds: "items and links", write: write_json }]
    }
}

impl NetworkExporter for VosViewerText {
    fn name(&self) -> &'static str {
        "vosviewer-text"
    }

    fn summary(&self) -> &'static str {
        "VOSviewer map and network files, for VOSviewer of any age"
    }

    fn cannot_carry(&self) -> &'static str {
        CANNOT_CARRY
    }

    fn parts(&self) -> &'static [Part] {
        &[
            Part { suffix: "-map.txt", holds: "items", write: write_map },
            Part { suffix: "-network.txt", holds: "links", write: write_network },
        ]
    }
}

/// The greatest number of a cluster.
const CLUSTERS: usize = 1000;

/// The cluster of an item, from 1.
fn cluster(node: &Node) -> Option<usize> {
    node.group.map(|group| group + 1).filter(|&cluster| cluster <= CLUSTERS)
}

/// How large an item is drawn, and by what.
fn weight(node: &Node) -> (&'static str, f64) {
    match (node.values.get(&NodeAttribute::Received), node.values.get(&NodeAttribute::Strength)) {
        (Some(Value::Count(count)), _) => ("Received", *count as f64),
        (_, Some(Value::Number(strength))) => ("Strength", *strength),
        _ => ("Received", 0.0),
    }
}

/// What is shown of an item that is pointed at; it is read as HTML.
fn description(node: &Node) -> Option<String> {
    node.text(NodeAttribute::Title).map(|title| xml_text(&title))
}

fn address(node: &Node) -> Option<String> {
    node.text(NodeAttribute::Doi)
        .map(|doi| format!("https://doi.org/{}", super::cito::percent_encoded(&doi, "/")))
}

fn write_json(dataset: &Dataset, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "{{\n\"network\": {{")?;
    let items = dataset.nodes.iter().enumerate().map(|(place, node)| {
        let mut item =
            Map::from_iter([("id".to_owned(), json!(place + 1)), ("label".to_owned(), json!(node.label))]);
        let mut say = |name: &str, value: Option<Json>| {
            if let Some(value) = value {
                item.insert(name.to_owned(), value);
            }
        };
        say("description", description(node).map(|text| json!(text)));
        say("url", address(node).map(|text| json!(text)));
        say("cluster", cluster(node).map(|number| json!(number)));
        let (name, size) = weight(node);
        say("weights", Some(json!({ name: number(size) })));
        say("scores", node.spell.map(|spell| json!({ "Year": spell.first })));
        Json::Object(item)
    });
    array(out, "items", items, ",")?;
    let links = dataset.united_links().into_iter().map(|UnitedLink { a, b, weight }| {
        json!({ "source_id": a.0 + 1, "target_id": b.0 + 1, "strength": number(weight) })
    });
    array(out, "links", links, ",")?;
    let names = dataset.groups.names.iter().take(CLUSTERS).enumerate();
    let clusters = names.map(|(place, name)| json!({ "cluster": place + 1, "label": name }));
    array(out, "clusters", clusters, "")?;
    let info = json!({ "title": dataset.description(), "description": dataset.program });
    writeln!(out, "}},\n\"info\": {}\n}}", json_text(&info))
}

/// A text between quotation marks, of which the format has no escape.
fn quoted(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| match c {
            '"' => '\'',
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => ' ',
            c => c,
        })
        .collect();
    format!("\"{plain}\"")
}

fn write_map(dataset: &Dataset, out: &mut dyn io::Write) -> io::Result<()> {
    let has_clusters = dataset.nodes.iter().any(|node| cluster(node).is_some());
    let name = dataset.nodes.first().map_or("Received", |node| weight(node).0);
    let heading = if has_clusters { "\tcluster" } else { "" };
    writeln!(out, "id\tlabel\tdescription\turl{heading}\tweight<{name}>\tscore<Year>")?;
    for (place, node) in dataset.nodes.iter().enumerate() {
        let described = description(node).map(|text| quoted(&text)).unwrap_or_default();
        let url = address(node).unwrap_or_default();
        write!(out, "{}\t{}\t{described}\t{url}", place + 1, quoted(&node.label))?;
        if has_clusters {
            write!(out, "\t{}", cluster(node).map(|number| number.to_string()).unwrap_or_default())?;
        }
        let year = node.spell.map(|spell| spell.first.to_string()).unwrap_or_default();
        writeln!(out, "\t{}\t{year}", Value::Number(weight(node).1))?;
    }
    Ok(())
}

fn write_network(dataset: &Dataset, out: &mut dyn io::Write) -> io::Result<()> {
    for UnitedLink { a, b, weight } in dataset.united_links() {
        writeln!(out, "{}\t{}\t{}", a.0 + 1, b.0 + 1, Value::Number(weight))?;
    }
    Ok(())
}
