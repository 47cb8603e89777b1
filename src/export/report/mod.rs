//! HTML: one page that holds a debate and the program to explore it, and needs nothing else.
//!
//! The page is made of three things: what it shows, as JSON; a bundle of script and style sheet that is built from
//! `source/` by `build.sh` and kept in the repository, so that nobody needs Node who does not change it; and, for
//! readers without scripts, plain tables. Its policy lets run the script of the bundle and nothing else, and lets it
//! ask nobody for anything.
//!
//! # Adding
//! What the page shows is decided in `crate::analysis`; how, in `source/`.

mod plain_text;

use std::io;

use serde::Serialize;

use super::ExportError;
use plain_text::{attribute_text, element_text, json_text, lines_text};

const SCRIPT: &str = include_str!("bundle/report.js");
const STYLE: &str = include_str!("bundle/report.css");
const LICENCES: &str = include_str!("bundle/THIRD-PARTY.txt");
const HASHES: &str = include_str!("bundle/hashes.json");

/// A page to be written.
pub struct ReportPage<'a, P> {
    /// The heading; also that of the window.
    pub title: &'a str,
    /// The second heading.
    pub subtitle: &'a str,
    /// Where the facts come from.
    pub source: &'a str,
    /// What the script of the page reads.
    pub payload: &'a P,
    /// What is shown where no script runs.
    pub tables: Vec<PlainTable>,
}

/// A table without any behaviour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainTable {
    /// What it lists.
    pub caption: String,
    /// The headings of its columns.
    pub headings: Vec<&'static str>,
    /// Its rows.
    pub rows: Vec<Vec<PlainCell>>,
}

/// A cell of such a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlainCell {
    /// A text.
    Text(String),
    /// A digital object identifier, which becomes a link to its resolver.
    Doi(String),
}

/// Writes the page; the same page gives the same bytes.
///
/// # Errors
/// [`ExportError::Write`] if `out` fails or the payload cannot be written as JSON.
pub fn write_report<P: Serialize>(
    page: &ReportPage<'_, P>,
    out: &mut dyn io::Write,
) -> Result<(), ExportError> {
    let Hashes { script, style } = Hashes::read();
    let json = serde_json::to_string(page.payload).map_err(io::Error::from)?;
    let title = element_text(page.title);
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src '{script}'; \
         style-src '{style}'; img-src data: blob:; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"dissensus {}\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<div id=\"app\"></div>\n<noscript>",
        env!("CARGO_PKG_VERSION"),
    )?;
    writeln!(
        out,
        "<h1>{title}</h1>\n<p>{}</p>\n<p>{}</p>\n<p>The map and the other views need JavaScript; this is \
         the literature without it.</p>",
        element_text(page.subtitle),
        element_text(page.source),
    )?;
    for table in &page.tables {
        write_table(table, out)?;
    }
    writeln!(
        out,
        "</noscript>\n<script type=\"application/json\" id=\"debate\">{}</script>",
        json_text(&json)
    )?;
    // Whoever is given the page is given copies of these packages, and their licences want to be there too.
    writeln!(out, "<template id=\"licences\"><pre>{}</pre></template>", lines_text(LICENCES))?;
    writeln!(out, "<script>{SCRIPT}</script>\n</body>\n</html>")?;
    Ok(())
}

fn write_table(table: &PlainTable, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "<table>\n<caption>{}</caption>\n<thead>\n<tr>", element_text(&table.caption))?;
    for heading in &table.headings {
        write!(out, "<th scope=\"col\">{}</th>", element_text(heading))?;
    }
    writeln!(out, "</tr>\n</thead>\n<tbody>")?;
    for row in &table.rows {
        write!(out, "<tr>")?;
        for cell in row {
            match cell {
                PlainCell::Text(text) => write!(out, "<td>{}</td>", element_text(text))?,
                PlainCell::Doi(doi) => write!(
                    out,
                    "<td><a href=\"https://doi.org/{}\">{}</a></td>",
                    attribute_text(doi),
                    element_text(doi)
                )?,
            }
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>")
}

/// What the policy of the page calls its script and its style sheet.
#[derive(serde::Deserialize)]
struct Hashes {
    script: String,
    style: String,
}

impl Hashes {
    fn read() -> Self {
        serde_json::from_str(HASHES).expect("the bundle names the hashes of its two files")
    }
}
