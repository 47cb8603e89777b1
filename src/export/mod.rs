//! Files: a finished [`Figure`], or the nodes and edges of a [`Dataset`], written down in a format. Exporters compute
//! nothing.
//!
//! This module may import `figure`, `dataset` and `model` only. graphviz-rust, which prints DOT but never escapes, is used
//! in `dot` alone; the embedded layout engine in `layout_engine` alone, usvg in `rendering`, krilla in `pdf`, resvg and png
//! in `png`.
//!
//! # Adding
//!
//! A format of figures is one file here with a unit struct and `impl FigureExporter`, a `mod` line and an entry in
//! [`FIGURE_EXPORTERS`]; a format of data one with `impl NetworkExporter` and an entry in [`NETWORK_EXPORTERS`].

use std::io;

use self::layout_engine::Embedded;
use self::layout_engine::LayoutEngine;
use self::png::Resolution;
use crate::dataset::{Dataset, Subject};
use crate::figure::Figure;

mod argdown;
mod argument_framework;
mod cito;
mod csl_json;
mod csv;
pub mod dot;
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
pub mod svg;
pub mod tex;
mod tex_text;
mod vosviewer;
mod xdot;

pub use cito::cito_property;
pub use csv::inert;

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

/// Why a figure could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The destination failed.
    #[error("cannot write the figure")]
    Write(#[from] io::Error),
    /// The layout engine refused the figure or lost a part of it.
    #[error("the layout engine could not draw the figure: {message}")]
    Layout {
        /// What it said.
        message: String,
    },
    /// The format cannot hold such a figure.
    #[error("{message}")]
    NotCarried {
        /// What it cannot hold, and what to do.
        message: String,
    },
    /// The figure would have more pixels than a computer holds well.
    #[error(
        "at {dots_per_inch} dpi the picture would be {width} × {height} pixels; ask for fewer with --dpi, or for .pdf"
    )]
    TooManyPixels {
        /// Pixels across.
        width: f64,
        /// Pixels down.
        height: f64,
        /// Pixels to the inch.
        dots_per_inch: u32,
    },
}
