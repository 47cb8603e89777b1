//! Where a figure comes from as RDF in the words of Dublin Core, as SVG's `<metadata>` and XMP want it.
//!
//! # References
//!
//! DCMI Usage Board (2020), *DCMI Metadata Terms*; W3C (2011), *Scalable Vector Graphics (SVG) 1.1*, chapter 21.

use std::fmt::Write;

use crate::figure::Figure;

/// `<rdf:RDF>` of a figure's provenance; empty if it has none.
pub(super) fn rdf(figure: &Figure) -> String {
    let entries = figure.provenance.entries();
    if entries.is_empty() {
        return String::new();
    }
    let mut out = String::from(
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n<rdf:Description rdf:about=\"\">\n",
    );
    if !figure.title.is_empty() {
        element(&mut out, "dc:title", &figure.title);
    }
    for (name, value) in &entries {
        match *name {
            "Creator" => element(&mut out, "xmp:CreatorTool", value),
            "Command" => element(&mut out, "dcterms:provenance", value),
            "Source" => element(&mut out, "dc:source", value),
            name => element(&mut out, "dc:description", &format!("{name}: {value}")),
        }
    }
    out.push_str("</rdf:Description>\n</rdf:RDF>");
    out
}

fn element(out: &mut String, name: &str, text: &str) {
    let _ = writeln!(out, "<{name}>{}</{name}>", xml_text(text));
}

/// Text as XML character data; what XML 1.0 cannot hold becomes U+FFFD.
pub(super) fn xml_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// The same between quotation marks.
pub(super) fn xml_attribute(text: &str) -> String {
    xml_text(text).replace('"', "&quot;")
}
