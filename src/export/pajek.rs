//! Pajek: a network, a partition and vectors in files of their own.
//!
//! ```text
//! *Vertices 2
//! 1 "brookswohlforth2005"
//! 2 "pape2005"
//! *Arcs
//! 1 2 -1 l "refutes"
//! ```
//!
//! Lines of negative value are against, as Pajek has it of signed networks. Intervals of time, which Pajek would read,
//! are not written since igraph refuses them; years are a vector instead.
//!
//! # References
//! Mrvar and Batagelj (2018), *Pajek and PajekXXL: Reference manual*; <http://mrvar.fdv.uni-lj.si/pajek/>.

use std::io;

use super::{NetworkExporter, Part};
use crate::dataset::{Dataset, EdgeAttribute, EdgeDirection, Groups, NodeAttribute, Value};
use crate::model::Sign;

/// The format.
pub(super) struct Pajek;

impl NetworkExporter for Pajek {
    fn name(&self) -> &'static str {
        "pajek"
    }

    fn summary(&self) -> &'static str {
        "Pajek network with a partition and vectors beside it, for Pajek, VOSviewer, igraph, networkx"
    }

    fn cannot_carry(&self) -> &'static str {
        "all but the key of a node, its group, year and what it received, and of an edge value, sign and relation; \
         quotation marks and backslashes"
    }

    fn parts(&self) -> &'static [Part] {
        &[
            Part { suffix: ".net", holds: "nodes and edges", write: network },
            Part { suffix: ".clu", holds: "the group of every node, 0 for none", write: partition },
            Part { suffix: ".vec", holds: "how much points to every node, or joins it", write: received },
            Part { suffix: "-years.vec", holds: "the year of every node, 9999 for none", write: years },
        ]
    }
}

/// A text that can stand between quotation marks; Pajek knows no escapes.
fn plain(text: &str) -> String {
    let plain = |c: char| match c {
        '"' => '\'',
        '\\' => '/',
        c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => ' ',
        c => c,
    };
    text.chars().map(plain).collect()
}

fn network(dataset: &Dataset, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "*Vertices {}", dataset.nodes.len())?;
    // Readers know a node by its name: what quotation marks told apart must stay apart.
    let mut taken = std::collections::BTreeSet::new();
    for (number, node) in dataset.nodes.iter().enumerate() {
        let wanted = plain(&node.id);
        let mut name = wanted.clone();
        let mut copy = 1_usize;
        while !taken.insert(name.clone()) {
            copy += 1;
            name = format!("{wanted}#{copy}");
        }
        writeln!(out, "{} \"{name}\"", number + 1)?;
    }
    writeln!(
        out,
        "{}",
        match dataset.direction {
            EdgeDirection::Directed => "*Arcs",
            EdgeDirection::Undirected => "*Edges",
        }
    )?;
    for edge in &dataset.edges {
        let sign = if edge.sign == Some(Sign::Negative) { "-" } else { "" };
        let weight = Value::Number(edge.weight);
        write!(out, "{} {} {sign}{weight}", edge.from.0 + 1, edge.to.0 + 1)?;
        match edge.text(EdgeAttribute::Relation) {
            Some(relation) => writeln!(out, " l \"{}\"", plain(&relation))?,
            None => writeln!(out)?,
        }
    }
    Ok(())
}

fn partition(dataset: &Dataset, out: &mut dyn io::Write) -> io::Result<()> {
    let Groups { word, names } = &dataset.groups;
    for (index, name) in names.iter().enumerate() {
        writeln!(out, "% {word} {}: {}", index + 1, plain(name))?;
    }
    writeln!(out, "*Vertices {}", dataset.nodes.len())?;
    for node in &dataset.nodes {
        writeln!(out, "{}", node.group.map_or(0, |group| group + 1))?;
    }
    Ok(())
}

fn received(dataset: &Dataset, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "*Vertices {}", dataset.nodes.len())?;
    for node in &dataset.nodes {
        let size = node.text(NodeAttribute::Received).or_else(|| node.text(NodeAttribute::Strength));
        writeln!(out, "{}", size.as_deref().unwrap_or("0"))?;
    }
    Ok(())
}

fn years(dataset: &Dataset, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "*Vertices {}", dataset.nodes.len())?;
    for node in &dataset.nodes {
        writeln!(out, "{}", node.spell.map_or(9999, |spell| spell.first))?;
    }
    Ok(())
}
