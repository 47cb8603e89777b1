//! GraphML: nodes and edges in XML, with typed attributes.
//!
//! ```xml
//! <key id="node-year" for="node" attr.name="year" attr.type="int"/>
//! <node id="n0"><data key="node-name">pape2005</data><data key="node-year">2005</data></node>
//! <edge id="e0" source="n1" target="n0"><data key="edge-relation">refutes</data></edge>
//! ```
//!
//! # References
//! Brandes, Eiglsperger, Lerner and Pich (2013), Graph Markup Language (GraphML), in *Handbook of Graph Drawing and
//! Visualization*; <http://graphml.graphdrawing.org/specification.html>.

use std::io;

use super::metadata::{xml_attribute, xml_text};
use super::{NetworkExporter, Part};
use crate::dataset::{Attribute, Dataset, EdgeDirection, Value, ValueKind};

/// The format.
pub(super) struct GraphMl;

impl NetworkExporter for GraphMl {
    fn name(&self) -> &'static str {
        "graphml"
    }

    fn summary(&self) -> &'static str {
        "GraphML with typed attributes, for Gephi, yEd, Cytoscape, igraph, networkx"
    }

    fn cannot_carry(&self) -> &'static str {
        "lists, which are joined by “; ”; years as a time line (take gexf); where claims are asserted and denied; control \
         characters; yEd shows labels once its Properties Mapper takes them from label"
    }

    fn parts(&self) -> &'static [Part] {
        &[Part { suffix: ".graphml", holds: "nodes and edges", write }]
    }
}

fn write(dataset: &Dataset, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
         http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">"
    )?;
    writeln!(out, "  <desc>{}; {}</desc>", xml_text(&dataset.description()), xml_text(&dataset.program))?;
    let (of_nodes, of_edges) = (dataset.node_attributes(), dataset.edge_attributes());
    key(out, "node", "name", "string", "What no other node is called.")?;
    key(out, "node", "label", "string", "What a picture writes on it.")?;
    for attribute in of_nodes {
        key(out, "node", attribute.name(), type_of(attribute.kind()), attribute.about())?;
    }
    key(out, "edge", "weight", "double", "How heavy it is.")?;
    for attribute in of_edges {
        key(out, "edge", attribute.name(), type_of(attribute.kind()), attribute.about())?;
    }
    let direction = match dataset.direction {
        EdgeDirection::Directed => "directed",
        EdgeDirection::Undirected => "undirected",
    };
    writeln!(out, "  <graph id=\"{}\" edgedefault=\"{direction}\">", dataset.subject.name())?;
    for (number, node) in dataset.nodes.iter().enumerate() {
        writeln!(out, "    <node id=\"n{number}\">")?;
        data(out, "node", "name", &node.id)?;
        data(out, "node", "label", &node.label)?;
        for (attribute, value) in &node.values {
            data(out, "node", attribute.name(), &value.to_string())?;
        }
        writeln!(out, "    </node>")?;
    }
    for (number, edge) in dataset.edges.iter().enumerate() {
        let (from, to) = (edge.from.0, edge.to.0);
        writeln!(out, "    <edge id=\"e{number}\" source=\"n{from}\" target=\"n{to}\">")?;
        data(out, "edge", "weight", &Value::Number(edge.weight).to_string())?;
        for (attribute, value) in &edge.values {
            data(out, "edge", attribute.name(), &value.to_string())?;
        }
        writeln!(out, "    </edge>")?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

fn type_of(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Text | ValueKind::Texts => "string",
        ValueKind::Count => "long",
        ValueKind::Number => "double",
        ValueKind::Year => "int",
        ValueKind::Flag => "boolean",
    }
}

fn key(out: &mut dyn io::Write, of: &str, name: &str, kind: &str, about: &str) -> io::Result<()> {
    writeln!(
        out,
        "  <key id=\"{of}-{name}\" for=\"{of}\" attr.name=\"{}\" attr.type=\"{kind}\"><desc>{}</desc></key>",
        xml_attribute(name),
        xml_text(about)
    )
}

fn data(out: &mut dyn io::Write, of: &str, name: &str, text: &str) -> io::Result<()> {
    writeln!(out, "      <data key=\"{of}-{name}\">{}</data>", xml_text(text))
}
