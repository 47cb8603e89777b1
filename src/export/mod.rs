//! Files: a finished [`Figure`], the nodes and edges of a [`Dataset`], or a whole [`Corpus`], written down in a format.
//! Exporters compute nothing.
//!
//! This module may import `figure`, `dataset` and `model` only. graphviz-rust, which prints DOT but never escapes, is used
//! in `dot` alone; the embedded layout engine in `layout_engine` alone, usvg in `rendering`, krilla in `pdf`, resvg and png
//! in `png`, rusqlite in `sqlite`.
//!
//! # Adding
//!
//! A format of figures is one file here with a unit struct and `impl FigureExporter`, a `mod` line and an entry in
//! [`FIGURE_EXPORTERS`]; a format of nodes and edges one with `impl NetworkExporter` and an entry in [`NETWORK_EXPORTERS`];
//! a format that holds all that the files say one with `impl CorpusExporter` and an entry in [`CORPUS_EXPORTERS`].

use std::io;

use self::layout_engine::Embedded;
use self::layout_engine::LayoutEngine;
use self::png::Resolution;
use crate::dataset::{Dataset, Subject};
use crate::figure::Figure;
use crate::model::Corpus;

mod aif;
mod argdown;
mod argument_framework;
mod cito;
mod csl_json;
mod csv;
pub mod dot;
mod error;
mod gexf;
mod graphml;
pub mod layout_engine;
mod metadata;
pub mod mmd;
mod node_link;
mod pajek;
pub mod pdf;
pub mod png;
pub mod rendering;
pub mod report;
mod sqlite;
pub mod svg;
pub mod tex;
mod tex_text;
mod vosviewer;
mod xdot;

pub use cito::cito_property;
pub use csv::inert;
pub use error::ExportError;

/// What a format may need besides the figure; the same for all.
#[derive(Clone, Copy)]
pub struct ExportSettings<'a> {
    /// What draws the DOT of formats that are made from it.
    pub engine: &'a dyn LayoutEngine,
    /// How fine pixels are, in formats made of them.
    pub resolution: Resolution,
}

impl Default for ExportSettings<'_> {
    fn default() -> Self {
        Self { engine: &Embedded, resolution: Resolution::default() }
    }
}

/// Whose fonts the letters of a file are drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lettering {
    /// Those of the figure's typeface, which are in the file.
    Embedded,
    /// Those of whoever looks at it; the file only names them.
    Viewers,
}

/// A format a figure can be written in.
pub trait FigureExporter: Sync {
    /// Name of the format, which is also its file ending: `svg`.
    fn name(&self) -> &'static str;

    /// What it is good for, in one line.
    fn summary(&self) -> &'static str;

    /// Whose fonts its letters are drawn with.
    fn lettering(&self) -> Lettering {
        Lettering::Viewers
    }

    /// Writes the figure; the same figure and settings give the same bytes.
    ///
    /// # Errors
    ///
    /// [`ExportError::Write`] if `out` fails; [`ExportError::Layout`] if the engine that draws refuses or drops
    /// something, in which case nothing was written.
    fn export(
        &self,
        figure: &Figure,
        settings: &ExportSettings<'_>,
        out: &mut dyn io::Write,
    ) -> Result<(), ExportError>;
}

/// All formats, alphabetical.
pub const FIGURE_EXPORTERS: &[&dyn FigureExporter] =
    &[&dot::Dot, &mmd::Mermaid, &pdf::Pdf, &png::Png, &svg::Svg, &tex::Tex];

/// The exporter for a file ending, without its dot and in either case.
pub fn figure_exporter_for(ending: &str) -> Option<&'static dyn FigureExporter> {
    FIGURE_EXPORTERS.iter().copied().find(|exporter| exporter.name().eq_ignore_ascii_case(ending))
}

/// A file of a format that other programs read.
pub struct Part {
    /// How its name ends; before it stands the name that the user gives, without an ending.
    pub suffix: &'static str,
    /// What is in it, in a few words.
    pub holds: &'static str,
    /// Writes it; the same data give the same bytes.
    pub write: fn(&Dataset, &mut dyn io::Write) -> io::Result<()>,
}

/// A format that other programs read nodes and edges in.
pub trait NetworkExporter: Sync {
    /// Name of the format: `graphml`.
    fn name(&self) -> &'static str;

    /// What it is and what reads it, in one line.
    fn summary(&self) -> &'static str;

    /// What is in the data but cannot be in the file, in one line.
    fn cannot_carry(&self) -> &'static str;

    /// What it can hold; the first is meant where nothing is asked for.
    fn subjects(&self) -> &'static [Subject] {
        &Subject::ALL
    }

    /// Its files; one that is alone has the name that the user gives.
    fn parts(&self) -> &'static [Part];
}

/// All formats for nodes and edges, alphabetical.
pub const NETWORK_EXPORTERS: &[&dyn NetworkExporter] = &[
    &aif::Aif,
    &argument_framework::Apx,
    &argdown::Argdown,
    &cito::Cito,
    &csl_json::CslJson,
    &csv::Csv,
    &gexf::Gexf,
    &graphml::GraphMl,
    &argument_framework::I23,
    &node_link::NodeLink,
    &pajek::Pajek,
    &vosviewer::VosViewer,
    &vosviewer::VosViewerText,
];

/// The exporter of a name.
pub fn network_exporter_for(name: &str) -> Option<&'static dyn NetworkExporter> {
    NETWORK_EXPORTERS.iter().copied().find(|exporter| exporter.name() == name)
}

/// Whether a file is fit to be shown on a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// It is UTF-8.
    Text,
    /// It is bytes for a program.
    Binary,
}

/// A format that holds all that the files say.
pub trait CorpusExporter: Sync {
    /// Name of the format: `sqlite`.
    fn name(&self) -> &'static str;

    /// What it is and what reads it, in one line.
    fn summary(&self) -> &'static str;

    /// What is in the files but not in this one, in one line.
    fn cannot_carry(&self) -> &'static str;

    /// Whether it is text.
    fn content(&self) -> Content {
        Content::Text
    }

    /// Writes it; the same corpus gives the same bytes.
    ///
    /// # Errors
    ///
    /// If `out` fails, or the format has no room for so much.
    fn export(&self, corpus: &Corpus, out: &mut dyn io::Write) -> io::Result<()>;
}

/// All formats for a whole corpus, alphabetical.
pub const CORPUS_EXPORTERS: &[&dyn CorpusExporter] = &[&sqlite::Sqlite];

/// The exporter of a name.
pub fn corpus_exporter_for(name: &str) -> Option<&'static dyn CorpusExporter> {
    CORPUS_EXPORTERS.iter().copied().find(|exporter| exporter.name() == name)
}
