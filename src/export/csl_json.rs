//! CSL-JSON: works as Zotero, pandoc and citation processors read them.
//!
//! # References
//! Citation Style Language, *CSL-JSON schema 1.0*, <https://github.com/citation-style-language/schema>.

use std::io;

use serde_json::{Map, Value as Json, json};

use super::node_link::json_text;
use super::{NetworkExporter, Part};
use crate::dataset::{Dataset, Node, NodeAttribute, Subject};
use crate::model::{Name, NameKind};

/// The format.
pub(super) struct CslJson;

impl NetworkExporter for CslJson {
    fn name(&self) -> &'static str {
        "csl-json"
    }

    fn summary(&self) -> &'static str {
        "works as CSL-JSON, for Zotero, pandoc and citation processors"
    }

    fn cannot_carry(&self) -> &'static str {
        "responses, citations, positions, claims and schools; months and days"
    }

    fn subjects(&self) -> &'static [Subject] {
        &[Subject::Works]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part { suffix: ".json", holds: "works", write }]
    }
}

/// CSL's type of a type of BibTeX.
fn type_of(entry_type: &str) -> &'static str {
    match entry_type {
        "article" | "suppperiodical" => "article-journal",
        "book" | "mvbook" | "collection" | "mvcollection" | "proceedings" | "manual" | "booklet" => "book",
        "incollection" | "inbook" | "bookinbook" | "suppbook" | "suppcollection" => "chapter",
        "inreference" => "entry-encyclopedia",
        "inproceedings" | "conference" => "paper-conference",
        "phdthesis" | "mastersthesis" | "thesis" => "thesis",
        "techreport" | "report" => "report",
        "online" | "www" | "electronic" => "webpage",
        "dataset" => "dataset",
        "software" => "software",
        _ => "document",
    }
}

fn name(name: &Name) -> Json {
    if name.kind == NameKind::Organisation {
        return json!({ "literal": name.family() });
    }
    let parts = [
        ("family", name.family()),
        ("given", name.given()),
        ("non-dropping-particle", name.particle()),
        ("suffix", name.suffix()),
    ];
    let parts = parts.into_iter().filter(|(_, text)| !text.is_empty());
    Json::Object(parts.map(|(part, text)| (part.to_owned(), json!(text))).collect())
}

fn item(node: &Node) -> Json {
    let kind = node.text(NodeAttribute::EntryType).unwrap_or_default();
    let mut item =
        Map::from_iter([("id".to_owned(), json!(node.id)), ("type".to_owned(), json!(type_of(&kind)))]);
    let named = if node.texts(NodeAttribute::Editors).is_empty() { "author" } else { "editor" };
    if !node.names.is_empty() {
        item.insert(named.to_owned(), node.names.iter().map(name).collect());
    }
    let title = node.text(NodeAttribute::Title).unwrap_or_else(|| node.label.clone());
    item.insert("title".to_owned(), json!(title));
    if let Some(spell) = node.spell {
        item.insert("issued".to_owned(), json!({ "date-parts": [[spell.first]] }));
    }
    let venue = if matches!(kind.as_str(), "book" | "techreport" | "report") {
        "publisher"
    } else {
        "container-title"
    };
    let texts = [
        (venue, NodeAttribute::Venue),
        ("volume", NodeAttribute::Volume),
        ("issue", NodeAttribute::Issue),
        ("page", NodeAttribute::Pages),
        ("DOI", NodeAttribute::Doi),
    ];
    for (variable, attribute) in texts {
        if let Some(text) = node.text(attribute) {
            item.insert(variable.to_owned(), json!(text));
        }
    }
    Json::Object(item)
}

fn write(dataset: &Dataset, out: &mut dyn io::Write) -> io::Result<()> {
    write!(out, "[")?;
    for (place, node) in dataset.nodes.iter().enumerate() {
        write!(out, "{}\n{}", if place > 0 { "," } else { "" }, json_text(&item(node)))?;
    }
    writeln!(out, "\n]")
}
