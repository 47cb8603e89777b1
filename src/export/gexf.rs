//! GEXF 1.3: nodes and edges in XML, with typed attributes and the years in which they are there.
//!
//! ```xml
//! <node id="pape2005" label="Pape 2005">
//!   <attvalues><attvalue for="year" value="2005"/></attvalues>
//!   <spells><spell start="2005" end="2016"/></spells>
//! </node>
//! ```
//!
//! What appears stays: every spell ends with the last year of the data.
//!
//! # References
//! Gephi (2022), GEXF 1.3, <https://gexf.net/schema.html>.

use std::io;

use super::metadata::{xml_attribute, xml_text};
use super::{NetworkExporter, Part};
use crate::dataset::{Attribute, Dataset, EdgeAttribute, EdgeDirection, Spell, Value, ValueKind};

/// The format.
pub(super) struct Gexf;

impl NetworkExporter for Gexf {
    fn name(&self) -> &'static str {
        "gexf"
    }

    fn summary(&self) -> &'static str {
        "GEXF 1.3 with typed attributes and years as spells, for Gephi and its time line"
    }

    fn cannot_carry(&self) -> &'static str {
        "lists, which are joined by “; ”; where claims are asserted and denied; control characters; Gephi takes \
         edges of one relation between the same two as one"
    }

    fn parts(&self) -> &'static [Part] {
        &[Part { suffix: ".gexf", holds: "nodes and edges", write }]
    }
}

fn write(dataset: &Dataset, out: &mut dyn io::Write) -> io::Result<()> {
    let last_year = dataset.last_year();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\" version=\"1.3\">"
    )?;
    writeln!(
        out,
        "  <meta>\n    <creator>{}</creator>\n    <description>{}</description>\n  </meta>",
        xml_text(&dataset.program),
        xml_text(&dataset.description())
    )?;
    let direction = match dataset.direction {
        EdgeDirection::Directed => "directed",
        EdgeDirection::Undirected => "undirected",
    };
    let mode = match last_year {
        Some(_) => "mode=\"dynamic\" timeformat=\"integer\"",
        None => "mode=\"static\"",
    };
    writeln!(out, "  <graph defaultedgetype=\"{direction}\" idtype=\"string\" {mode}>")?;
    attributes(out, "node", &dataset.node_attributes())?;
    attributes(out, "edge", &dataset.edge_attributes())?;
    writeln!(out, "    <nodes>")?;
    for node in &dataset.nodes {
        let (id, label) = (xml_attribute(&node.id), xml_attribute(&node.label));
        writeln!(out, "      <node id=\"{id}\" label=\"{label}\">")?;
        values(out, node.values.iter().map(|(attribute, value)| (attribute.name(), value)))?;
        spells(out, node.spell, last_year)?;
        writeln!(out, "      </node>")?;
    }
    writeln!(out, "    </nodes>\n    <edges>")?;
    for (number, edge) in dataset.edges.iter().enumerate() {
        let ends = [edge.from, edge.to].map(|end| xml_attribute(&dataset.node(end).id));
        let weight = Value::Number(edge.weight);
        write!(
            out,
            "      <edge id=\"{number}\" source=\"{}\" target=\"{}\" weight=\"{weight}\"",
            ends[0], ends[1]
        )?;
        if let Some(relation) = edge.text(EdgeAttribute::Relation) {
            let relation = xml_attribute(&relation);
            write!(out, " kind=\"{relation}\" label=\"{relation}\"")?;
        }
        writeln!(out, ">")?;
        values(out, edge.values.iter().map(|(attribute, value)| (attribute.name(), value)))?;
        spells(out, edge.spell, last_year)?;
        writeln!(out, "      </edge>")?;
    }
    writeln!(out, "    </edges>\n  </graph>\n</gexf>")
}

fn type_of(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Text | ValueKind::Texts => "string",
        ValueKind::Count => "long",
        ValueKind::Number => "double",
        ValueKind::Year => "integer",
        ValueKind::Flag => "boolean",
    }
}

fn attributes<A: Attribute>(out: &mut dyn io::Write, class: &str, all: &[A]) -> io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    writeln!(out, "    <attributes class=\"{class}\" mode=\"static\">")?;
    for attribute in all {
        let (name, kind) = (attribute.name(), type_of(attribute.kind()));
        writeln!(out, "      <attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>")?;
    }
    writeln!(out, "    </attributes>")
}

fn values<'a>(
    out: &mut dyn io::Write,
    said: impl ExactSizeIterator<Item = (&'static str, &'a Value)>,
) -> io::Result<()> {
    if said.len() == 0 {
        return Ok(());
    }
    writeln!(out, "        <attvalues>")?;
    for (name, value) in said {
        let value = xml_attribute(&value.to_string());
        writeln!(out, "          <attvalue for=\"{name}\" value=\"{value}\"/>")?;
    }
    writeln!(out, "        </attvalues>")
}

fn spells(out: &mut dyn io::Write, spell: Option<Spell>, last_year: Option<i32>) -> io::Result<()> {
    let Some(spell) = spell else { return Ok(()) };
    let end = spell.last.or(last_year).unwrap_or(spell.first);
    writeln!(out, "        <spells><spell start=\"{}\" end=\"{end}\"/></spells>", spell.first)
}
