//! GraphML, as networkx, igraph, Gephi, yEd, Cytoscape and this program write it.
//!
//! ```xml
//! <key id="d0" for="node" attr.name="title" attr.type="string"/>
//! <node id="n0"><data key="d0">The world, the free market and the left</data></node>
//! <edge source="n1" target="n0"/>
//! ```
//!
//! A node is a work, an edge from a to b says that a cites b; one without direction counts from its source to its target.
//! Attributes of nodes with names such as `title`, `author`, `year` or `doi` describe the work, others are fields of that
//! name. Groups of yEd are no works, but what is in them is. Attributes of edges are not read.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::bibtex::fields::FieldNames;
use super::record::{Record, bad_record, imported};
use super::xml::{Element, Piece, Pieces};
use super::{Imported, Importer, Source};
use crate::diagnostic::Diagnostic;

/// The reader of GraphML.
#[derive(Clone, Copy, Debug)]
pub struct GraphMl;

impl Importer for GraphMl {
    fn name(&self) -> &'static str {
        "graphml"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["graphml", "xml"]
    }

    fn summary(&self) -> &'static str {
        "GraphML of networkx, igraph, Gephi, yEd, Cytoscape: a node is a work, an edge from a to b says that a cites b"
    }

    fn recognises(&self, text: &str) -> bool {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let head = text.char_indices().nth(HEAD).map_or(text, |(end, _)| &text[..end]);
        text.starts_with('<') && head.contains("<graphml")
    }

    fn import(&self, source: Source<'_>) -> Imported {
        let mut graph = Graph::default();
        let mut offset = 0;
        let mut broken = 0;
        while let Some(at) = graph.read(source, offset) {
            broken += 1;
            let next = ["<node", "<edge"]
                .iter()
                .filter_map(|tag| source.file.text()[at..].find(tag).map(|found| at + found))
                .min();
            match next {
                Some(next) if broken < BROKEN => offset = next,
                Some(next) => {
                    let hint = "mend the file, or export it again";
                    let message = "the file is broken in too many places: what follows is not read";
                    graph.problems.push(bad_record(source, next..next, message, hint));
                    break;
                }
                None => break,
            }
        }
        graph.imported(source)
    }
}

/// Among how many characters the element `graphml` begins.
const HEAD: usize = 4_000;
/// In how many places a file may be broken.
const BROKEN: usize = 200;

/// What a file says.
#[derive(Default)]
struct Graph {
    /// Names of attributes by their keys.
    keys: BTreeMap<String, String>,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    problems: Vec<Diagnostic>,
}

#[derive(Default)]
struct Node {
    id: String,
    place: Range<usize>,
    attributes: BTreeMap<String, String>,
    is: NodeKind,
}

/// What a node stands for.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum NodeKind {
    #[default]
    Work,
    /// Others are in it.
    Group,
}

struct Edge {
    source: String,
    target: String,
    place: Range<usize>,
}

impl Graph {
    /// Reads from there to the end, or to the next place where the file is broken, which is returned.
    fn read(&mut self, source: Source<'_>, offset: usize) -> Option<usize> {
        let mut pieces = Pieces::from(source.file.text(), offset);
        // Nodes within nodes, the innermost last.
        let mut open: Vec<Node> = Vec::new();
        // The attribute whose value is being read, and its text so far.
        let mut data: Option<(String, String)> = None;
        let cut = loop {
            let Some((piece, place)) = pieces.next() else { break (!open.is_empty()).then_some(None) };
            match piece {
                Piece::Open(element) => match element.name.as_str() {
                    "key" => self.key(&element),
                    "node" => match element.attribute("id") {
                        Some(id) => {
                            let is = match element.attribute("yfiles.foldertype") {
                                Some(_) => NodeKind::Group,
                                None => NodeKind::Work,
                            };
                            open.push(Node { id, place, is, ..Node::default() });
                        }
                        None => {
                            let hint = "write <node id=\"…\">";
                            self.problems.push(bad_record(source, place.clone(), "a node has no id", hint));
                            open.push(Node { place, is: NodeKind::Group, ..Node::default() });
                        }
                    },
                    "edge" => self.edge(source, &element, place),
                    "data" => {
                        let key = element.attribute("key").unwrap_or_default();
                        let name = self.keys.get(&key).cloned().unwrap_or(key);
                        data = Some((name, String::new()));
                    }
                    // The text that yEd draws on a node.
                    "NodeLabel" if data.is_some() => data = Some(("label".to_owned(), String::new())),
                    _ => {}
                },
                Piece::Text(text) => {
                    if let Some((_, value)) = &mut data {
                        value.push_str(&text);
                    }
                }
                Piece::Close(name) => match name.as_str() {
                    "data" | "NodeLabel" => {
                        if let (Some((name, value)), Some(node)) = (data.take(), open.last_mut())
                            && !value.trim().is_empty()
                        {
                            node.attributes.entry(name).or_insert_with(|| value.trim().to_owned());
                        }
                    }
                    "node" => {
                        if let Some(mut node) = open.pop() {
                            node.place.end = place.end;
                            self.nodes.extend((node.is == NodeKind::Work).then_some(node));
                        }
                    }
                    _ => {}
                },
                Piece::Broken(why) => break Some(Some((why, place))),
            }
        };
        let text = source.file.text();
        let end = text.len();
        let (why, at) = match cut? {
            Some((why, place)) => (why, place),
            None => ("the file ends within a node".to_owned(), end..end),
        };
        // The group around it is none that is lost.
        let node = open.pop().filter(|node| node.is == NodeKind::Work);
        let place = node.map_or(at.start..at.start, |node| node.place);
        let message = format!("this is no XML: {why}");
        self.problems.push(bad_record(source, place.clone(), message, "mend it, or export the file again"));
        self.nodes.extend(open.into_iter().filter(|node| node.is == NodeKind::Work));
        // Behind what was read, so that the reading ends.
        let next = (at.start.max(place.start).max(offset) + 1).min(end);
        (next..end).find(|&next| text.is_char_boundary(next))
    }

    fn key(&mut self, element: &Element<'_>) {
        let is_of_nodes = element.attribute("for").is_none_or(|of| ["node", "all"].contains(&of.as_str()));
        let name = element.attribute("attr.name").or_else(|| element.attribute("yfiles.type"));
        if let (true, Some(id), Some(name)) = (is_of_nodes, element.attribute("id"), name) {
            self.keys.insert(id, name);
        }
    }

    fn edge(&mut self, source: Source<'_>, element: &Element<'_>, place: Range<usize>) {
        match (element.attribute("source"), element.attribute("target")) {
            (Some(source), Some(target)) => self.edges.push(Edge { source, target, place }),
            _ => self.problems.push(bad_record(
                source,
                place,
                "an edge does not say what it joins",
                "write <edge source=\"…\" target=\"…\"/>",
            )),
        }
    }

    fn imported(self, source: Source<'_>) -> Imported {
        let Self { nodes, edges, mut problems, .. } = self;
        let keys = keys(&nodes);
        let fields = FieldNames::new(source.relations);
        let mut records: Vec<Record<'_>> =
            nodes.iter().zip(&keys).map(|(node, key)| node.record(key, &fields)).collect();
        let mut of_id: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, node) in nodes.iter().enumerate() {
            of_id.entry(&node.id).or_insert(index);
        }
        for edge in edges {
            match (of_id.get(edge.source.as_str()), of_id.get(edge.target.as_str())) {
                (Some(&from), Some(&to)) => records[from].cites(keys[to].clone().into(), edge.place),
                (from, _) => {
                    let missing = if from.is_none() { &edge.source } else { &edge.target };
                    let message = format!("the edge joins a node `{missing}` that is not in the file");
                    problems.push(bad_record(source, edge.place, message, "expected the id of a node"));
                }
            }
        }
        imported(source, records, problems)
    }
}

/// What the nodes are called: by their ids, but where a program numbered them and they have names that differ, by these.
fn keys(nodes: &[Node]) -> Vec<String> {
    let is_number = |id: &str| {
        id.trim_start_matches(['n', ':'])
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b':' || byte == b'n')
    };
    if nodes.iter().all(|node| is_number(&node.id)) {
        let names: Vec<String> =
            nodes.iter().filter_map(|node| node.any(&["name", "shared name"])).map(str::to_owned).collect();
        let distinct: BTreeSet<&String> = names.iter().collect();
        if distinct.len() == nodes.len() {
            return names;
        }
    }
    nodes.iter().map(|node| node.id.clone()).collect()
}

/// What attributes are called that say the same, the telling name first, and BibTeX's field.
const MEANINGS: [(&[&str], &str); 12] = [
    (&["year", "date", "publication_year", "py", "pub_year"], "year"),
    (&["doi"], "doi"),
    (&["journal", "venue", "source", "source title", "container-title"], "journal"),
    (&["volume"], "volume"),
    (&["issue", "number"], "number"),
    (&["pages"], "pages"),
    (&["publisher"], "publisher"),
    (&["abstract"], "abstract"),
    (&["keywords"], "author_keywords"),
    (&["url"], "url"),
    (&["pmid"], "pmid"),
    (&["language"], "language"),
];
/// The names of the title.
const TITLE: [&str; 6] = ["title", "label", "name", "shared name", "nodegraphics", "description"];
/// The names of the list of authors.
const AUTHORS: [&str; 4] = ["authors", "author", "persons", "creator"];

impl Node {
    /// The first attribute of these names, in any case of letters.
    fn any(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|wanted| {
            let found = self.attributes.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
            found.map(|(_, value)| value.as_str())
        })
    }

    fn record<'a>(&self, key: &str, fields: &FieldNames<'_>) -> Record<'a> {
        let place = || self.place.start..self.place.start;
        let kind = match self.any(&["type", "entry_type", "kind"]) {
            Some("book") => "book",
            Some("article") => "article",
            _ => "misc",
        };
        let mut record = Record::new(kind, self.place.clone());
        record.key = Some(key.to_owned().into());
        record.composed("title", self.any(&TITLE).unwrap_or(key), place());
        if let Some(list) = self.any(&AUTHORS) {
            let names: Vec<&str> = list.split(';').flat_map(|name| name.split(" and ")).collect();
            record.names("author", &names, place());
        }
        let mut known: Vec<&str> = [TITLE.as_slice(), AUTHORS.as_slice()].concat();
        for (names, field) in MEANINGS {
            known.extend(names);
            if let Some(value) = self.any(names) {
                record.composed(field, whole(value), place());
            }
        }
        let others = self
            .attributes
            .iter()
            .filter(|(name, _)| !known.iter().any(|known| known.eq_ignore_ascii_case(name)));
        for (name, value) in others {
            let name = field_name(name);
            // A field of that name would say something of a debate, which the attribute of a network does not.
            let name = if fields.annotates(&name) { format!("node-{name}") } else { name };
            record.composed(name, value, place());
        }
        record
    }
}

/// `1993` of `1993.0`, as programs write numbers.
fn whole(value: &str) -> &str {
    value.strip_suffix(".0").unwrap_or(value)
}

/// A name that a field can have.
fn field_name(name: &str) -> String {
    let lower = name.to_lowercase();
    let parts: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "node".to_owned() } else { parts.join("-") }
}
