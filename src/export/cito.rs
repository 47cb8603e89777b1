//! CiTO in Turtle: every response and citation as a `cito:Citation` of its own, with who says so, where, and the text.
//!
//! ```turtle
//! <#work/b> cito:disputes <#work/a> .
//! <#citation/1> a cito:Citation ;
//!   cito:hasCitingEntity <#work/b> ; cito:hasCitedEntity <#work/a> ;
//!   cito:hasCitationCharacterization cito:disputes ;
//!   prov:wasAttributedTo <#work/c> ; said:place "p. 177" ; said:annotation "a [by=c p. 177]" .
//! ```
//!
//! What no ontology has a word for is said by properties `said:` of the file itself, which it describes. A work with a DOI
//! is known by it.
//!
//! # References
//! Peroni and Shotton (2012), FaBiO and CiTO: Ontologies for describing bibliographic resources and citations,
//! [doi:10.1016/j.websem.2012.08.001](https://doi.org/10.1016/j.websem.2012.08.001); *RDF 1.1 Turtle* (W3C 2014).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;

use super::{NetworkExporter, Part};
use crate::dataset::{Attribute, Dataset, Edge, EdgeAttribute, Node, NodeAttribute, Subject, Value};

/// The format.
pub(super) struct Cito;

impl NetworkExporter for Cito {
    fn name(&self) -> &'static str {
        "cito"
    }

    fn summary(&self) -> &'static str {
        "responses and citations in CiTO as RDF Turtle, each with who says so and where, for any triple store"
    }

    fn cannot_carry(&self) -> &'static str {
        "the order of authors; signs of relations of your own, which are cito:cites beside their name"
    }

    fn subjects(&self) -> &'static [Subject] {
        &[Subject::Works]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part { suffix: ".ttl", holds: "works and citations", write }]
    }
}

/// CiTO's properties as CiTO writes them; in files of this program they are lower-case.
const PROPERTIES: &[&str] = &[
    "agreesWith",
    "cites",
    "citesAsAuthority",
    "citesAsDataSource",
    "citesAsEvidence",
    "citesAsMetadataDocument",
    "citesAsPotentialSolution",
    "citesAsRecommendedReading",
    "citesAsRelated",
    "citesAsSourceDocument",
    "citesForInformation",
    "compiles",
    "confirms",
    "containsAssertionFrom",
    "corrects",
    "credits",
    "critiques",
    "derides",
    "describes",
    "disagreesWith",
    "discusses",
    "disputes",
    "documents",
    "extends",
    "includesExcerptFrom",
    "includesQuotationFrom",
    "likes",
    "linksTo",
    "obtainsBackgroundFrom",
    "obtainsSupportFrom",
    "parodies",
    "plagiarizes",
    "qualifies",
    "refutes",
    "repliesTo",
    "retracts",
    "reviews",
    "ridicules",
    "sharesAuthorInstitutionWith",
    "sharesAuthorWith",
    "sharesFundingAgencyWith",
    "sharesJournalWith",
    "sharesPublicationVenueWith",
    "speculatesOn",
    "supports",
    "updates",
    "usesConclusionsFrom",
    "usesDataFrom",
    "usesMethodIn",
];

/// CiTO's property of a relation, `disagreesWith` of `disagreeswith`; none for a relation that CiTO has not.
///
/// ```
/// use dissensus::export::cito_property;
/// assert_eq!(cito_property("disagreeswith"), Some("disagreesWith"));
/// assert_eq!(cito_property("applies"), None);
/// ```
#[must_use]
pub fn cito_property(relation: &str) -> Option<&'static str> {
    PROPERTIES.iter().copied().find(|property| property.eq_ignore_ascii_case(relation))
}

/// A text as a part of an address: what is neither a letter, a digit, one of `-._~` nor `kept` becomes `%XX`.
pub(super) fn percent_encoded(text: &str, kept: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let c = char::from(byte);
        if c.is_ascii_alphanumeric() || "-._~".contains(c) || kept.contains(c) {
            out.push(c);
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// A string of Turtle.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A value as one or several objects.
fn objects(value: &Value) -> Vec<String> {
    match value {
        Value::Text(text) => vec![string(text)],
        Value::Texts(texts) => texts.iter().map(|text| string(text)).collect(),
        Value::Count(count) => vec![count.to_string()],
        Value::Number(number) => vec![format!("\"{number}\"^^xsd:double")],
        Value::Year(year) => vec![year_object(*year)],
        Value::Flag(flag) => vec![flag.to_string()],
    }
}

/// A year as XML Schema has it: four digits or more.
fn year_object(year: i32) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("\"{sign}{:04}\"^^xsd:gYear", year.unsigned_abs())
}

/// The address of every work: its DOI, where no other work has it, else its key.
fn addresses(dataset: &Dataset) -> Vec<String> {
    let mut dois = BTreeSet::new();
    let mut address = |node: &Node| match node.text(NodeAttribute::Doi) {
        Some(doi) if dois.insert(doi.clone()) => format!("<https://doi.org/{}>", percent_encoded(&doi, "/")),
        _ => format!("<#work/{}>", percent_encoded(&node.id, "")),
    };
    dataset.nodes.iter().map(&mut address).collect()
}

const PREFIXES: &str = "\
@prefix cito: <http://purl.org/spar/cito/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix dc: <http://purl.org/dc/elements/1.1/> .
@prefix fabio: <http://purl.org/spar/fabio/> .
@prefix prism: <http://prismstandard.org/namespaces/basic/2.0/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix said: <#said/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
";

fn write(dataset: &Dataset, out: &mut dyn io::Write) -> io::Result<()> {
    let addresses = addresses(dataset);
    write!(out, "{PREFIXES}")?;
    writeln!(out, "\n<> dcterms:description {} .", string(&dataset.description()))?;
    let mut terms: BTreeMap<&str, &str> = BTreeMap::new();
    let own = dataset.node_attributes().into_iter().filter(|&it| property(it).is_none());
    terms.extend(own.map(|it| (it.name(), it.about())));
    terms.extend(dataset.edge_attributes().into_iter().map(|it| (it.name(), it.about())));
    for (name, about) in terms {
        writeln!(out, "said:{name} rdfs:comment {} .", string(about))?;
    }
    let mut by_key: BTreeMap<String, &str> = BTreeMap::new();
    for (node, address) in dataset.nodes.iter().zip(&addresses) {
        work(out, node, address)?;
        if let Some(key) = node.text(NodeAttribute::Key) {
            by_key.entry(key).or_insert(address);
        }
    }
    for (place, edge) in dataset.edges.iter().enumerate() {
        let ends = [edge.from, edge.to].map(|end| addresses[end.0].as_str());
        let speaker = edge.text(EdgeAttribute::By).and_then(|key| by_key.get(&key).copied());
        citation(out, edge, place + 1, ends, speaker)?;
    }
    Ok(())
}

/// The word of an ontology for what is said of a work, if one has it.
fn property(attribute: NodeAttribute) -> Option<&'static str> {
    Some(match attribute {
        NodeAttribute::Title => "dcterms:title",
        NodeAttribute::Authors => "dc:creator",
        NodeAttribute::Editors => "dc:contributor",
        NodeAttribute::Year => "fabio:hasPublicationYear",
        NodeAttribute::Doi => "prism:doi",
        NodeAttribute::Volume => "prism:volume",
        NodeAttribute::Issue => "prism:issueIdentifier",
        NodeAttribute::Pages => "prism:pageRange",
        NodeAttribute::Venue => "prism:publicationName",
        _ => return None,
    })
}

fn work(out: &mut dyn io::Write, node: &Node, address: &str) -> io::Result<()> {
    writeln!(out, "\n{address} a fabio:Expression ;\n  rdfs:label {}", string(&node.label))?;
    for (attribute, value) in &node.values {
        let own = || format!("said:{}", attribute.name());
        let property = property(*attribute).map_or_else(own, str::to_owned);
        writeln!(out, "  ; {property} {}", objects(value).join(", "))?;
    }
    writeln!(out, "  .")
}

fn citation(
    out: &mut dyn io::Write,
    edge: &Edge,
    number: usize,
    [from, to]: [&str; 2],
    speaker: Option<&str>,
) -> io::Result<()> {
    let relation = edge.text(EdgeAttribute::Relation).unwrap_or_default();
    let property = cito_property(&relation);
    writeln!(out, "\n{from} cito:{} {to} .", property.unwrap_or("cites"))?;
    writeln!(out, "<#citation/{number}> a cito:Citation")?;
    writeln!(out, "  ; cito:hasCitingEntity {from}\n  ; cito:hasCitedEntity {to}")?;
    if let Some(property) = property {
        writeln!(out, "  ; cito:hasCitationCharacterization cito:{property}")?;
    }
    if let Some(speaker) = speaker {
        writeln!(out, "  ; prov:wasAttributedTo {speaker}")?;
    }
    for (attribute, value) in &edge.values {
        writeln!(out, "  ; said:{} {}", attribute.name(), objects(value).join(", "))?;
    }
    writeln!(out, "  .")
}
