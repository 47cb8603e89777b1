//! From a figure to a file: resolution, engine and fonts, and the writing itself.

use std::path::Path;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use dissensus::export::layout_engine::{Embedded, LayoutEngine};
use dissensus::export::png::Resolution;
use dissensus::export::{ExportSettings, FIGURE_EXPORTERS, FigureExporter, Lettering};
use dissensus::figure::{Figure, Typeface};

use super::fonts::{FontArguments, Fonts};
use super::progress::Progress;
use super::system_engine::SystemDot;
use super::{files, output};

/// How a file is made of a figure.
#[derive(Debug, Args)]
pub(super) struct DrawingArguments {
    /// Pixels to the inch of a .png
    #[arg(long, value_name = "N", default_value = "300", value_parser = resolution, requires = "output")]
    dpi: Resolution,
    /// What draws: the Graphviz that is built in, or the command `dot` of this machine; both draw the same
    #[arg(long, value_enum, default_value_t = EngineArgument::Embedded, requires = "output")]
    engine: EngineArgument,
    #[command(flatten)]
    fonts: FontArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EngineArgument {
    /// The Graphviz that is built in
    Embedded,
    /// The command `dot`
    System,
}

impl EngineArgument {
    fn engine(self) -> &'static dyn LayoutEngine {
        match self {
            Self::Embedded => &Embedded,
            Self::System => &SystemDot,
        }
    }
}

fn resolution(typed: &str) -> Result<Resolution, String> {
    let number = typed.parse().ok().and_then(Resolution::new);
    number.ok_or_else(|| "write a whole number from 10 to 4800, such as 300 or 600".to_owned())
}

/// What `-o` says in the help: the purpose, and the endings that there are.
pub(super) fn output_help(purpose: &str) -> String {
    let endings: Vec<String> =
        FIGURE_EXPORTERS.iter().map(|exporter| format!(".{}", exporter.name())).collect();
    format!("{purpose}; its ending ({}) is the format", endings.join(", "))
}

/// How a file is made, as typed.
#[derive(Clone)]
pub(super) struct Drawing {
    engine: &'static dyn LayoutEngine,
    resolution: Resolution,
    fonts: Fonts,
}

impl DrawingArguments {
    pub(super) fn drawing(&self) -> Result<Drawing> {
        Ok(Drawing { engine: self.engine.engine(), resolution: self.dpi, fonts: self.fonts.fonts()? })
    }
}

impl Drawing {
    /// What texts are set in before any character is found lacking.
    pub(super) fn typeface(&self) -> &Typeface {
        &self.fonts.typeface
    }

    /// A chart placed in the fonts that it needs.
    pub(super) fn placed(&self, place: impl Fn(&Typeface) -> Figure) -> Figure {
        self.fonts.placed(place)
    }

    /// Writes a figure, and says what could not be drawn.
    pub(super) fn write(&self, figure: &Figure, exporter: &dyn FigureExporter, path: &Path) -> Result<()> {
        let settings = ExportSettings { engine: self.engine, resolution: self.resolution };
        files::write_whole(path, |out| {
            let _progress = Progress::start("writing");
            exporter.export(figure, &settings, out).with_context(|| format!("cannot draw {}", path.display()))
        })?;
        if let (Lettering::Embedded, Some(lacking)) = (exporter.lettering(), figure.lacking()) {
            output::note(&self.fonts.advice(&lacking));
        }
        Ok(())
    }
}
