//! How a figure looks and what is written beside it: the same for every command that draws.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use dissensus::analysis::{DRAWN_SINGLY, KEPT, Top};
use dissensus::figure::{
    Background, Chart, Direction, LabelSizes, PageSize, Scheme, Style, Theme, Typography,
};
use toml::de::DeTable;

use super::drawing::{Drawing, DrawingArguments};
use super::figure_settings::{FigureSettings, PaletteChoice, SizeOf, points};
use super::length::Length;
use super::mistakes::Mistakes;
use super::palette_file;

#[derive(Debug, Args)]
#[command(next_help_heading = "Figure")]
pub(super) struct FigureArguments {
    /// What it is for: print, screen, slides, or a file of settings (page, sizes of type, lines); all of these
    /// options may also stand in the [figure] table of dissensus.toml
    #[arg(long, value_name = "STYLE|FILE", requires = "output")]
    style: Option<String>,
    /// Width of the page: 84mm, 17.4cm, 6.5in, 400pt [default: that of the style, for print 174mm]
    #[arg(long, value_name = "LENGTH", requires = "output")]
    width: Option<Length>,
    /// Height of the page that is not to be exceeded [default: that of the style, for print 234mm]
    #[arg(long, value_name = "LENGTH", requires = "output")]
    height: Option<Length>,
    /// Size of the labels in points, and with it of everything else [default: as large as fits, for print 8 to 6]
    #[arg(long, value_name = "POINTS", value_parser = points, requires = "output")]
    font_size: Option<f64>,
    /// Colours: okabe-ito, grey, or a TOML file of colours [default: okabe-ito]
    #[arg(long, value_name = "PALETTE|FILE", requires = "output")]
    palette: Option<String>,
    /// Leave the page unpainted
    #[arg(long, requires = "output")]
    transparent: bool,
    /// A heading of your own
    #[arg(long, value_name = "TEXT", requires = "output")]
    pub(super) title: Option<String>,
    /// Write a caption into this file, or - for standard output: LaTeX if it ends in .tex, Markdown in .md, else
    /// plain text
    #[arg(long, value_name = "FILE", requires = "output")]
    pub(super) caption: Option<PathBuf>,
    #[command(flatten)]
    drawing: DrawingArguments,
}

/// Everything that decides how a figure looks.
pub(super) struct Look {
    pub(super) style: Style,
    pub(super) direction: Direction,
    pub(super) page: PageSize,
    pub(super) typography: Typography,
    pub(super) theme: Theme,
    /// What is weak about its colours.
    pub(super) remarks: Vec<String>,
    /// How many works, claims or persons a map draws singly where nobody types it.
    pub(super) top: Top,
    /// What draws, how finely and in which fonts.
    pub(super) drawing: Drawing,
}

impl FigureArguments {
    /// The look: what was typed, then the style file, then `[figure]` of the settings, then the style's own.
    pub(super) fn look(&self, direction: Option<Direction>, configured: &FigureSettings) -> Result<Look> {
        let mut typed = FigureSettings {
            style: None,
            width: self.width,
            height: self.height,
            font_size: self.font_size,
            sizes: Vec::new(),
            palette: self.palette.as_deref().map(|name| PaletteChoice::named(name, Path::new(""))),
            background: self.transparent.then_some(Background::Transparent),
            direction,
            thin_above: None,
            thin_to: None,
        };
        let below = match &self.style {
            None => configured.clone(),
            Some(name) => match Style::ALL.into_iter().find(|style| style.name() == name) {
                Some(style) => {
                    typed.style = Some(style);
                    configured.clone()
                }
                None => style_file(Path::new(name))?.or(configured),
            },
        };
        Look::of(&typed.or(&below), self.drawing.drawing()?)
    }
}

/// The settings of a style file.
fn style_file(path: &Path) -> Result<FigureSettings> {
    let name = path.display().to_string();
    #[expect(clippy::disallowed_methods, reason = "this is cli/, which opens files")]
    let text = std::fs::read_to_string(path).with_context(|| {
        format!("cannot read the style {name}; write print, screen, slides or a file of settings")
    })?;
    let mut mistakes = Mistakes::new(&name, &text);
    let (table, errors) = DeTable::parse_recoverable(&text);
    mistakes.syntax(&errors);
    let folder = path.parent().unwrap_or(Path::new(""));
    let settings = FigureSettings::read(table.get_ref(), folder, &mut mistakes);
    mistakes.or_fail()?;
    Ok(settings)
}

impl Look {
    fn of(settings: &FigureSettings, drawing: Drawing) -> Result<Self> {
        let style = settings.style.unwrap_or_default();
        let direction = settings.direction.unwrap_or(style.direction());
        let mut page = match (style, direction) {
            // A page of a journal lying on its side.
            (Style::Print, Direction::Across) => PageSize { width_mm: 297.0, height_mm: 174.0 },
            _ => style.page(),
        };
        page.width_mm = settings.width.map_or(page.width_mm, |width| width.0);
        page.height_mm = settings.height.map_or(page.height_mm, |height| height.0);
        let mut typography = match settings.font_size {
            None => style.typography(),
            Some(size) => Typography::of(LabelSizes { largest: size, smallest: size }, style.smallest()),
        };
        for (of, points) in &settings.sizes {
            *match of {
                SizeOf::Title => &mut typography.title,
                SizeOf::Subtitle => &mut typography.subtitle,
                SizeOf::Lane => &mut typography.lane,
                SizeOf::Year => &mut typography.year,
                SizeOf::Legend => &mut typography.legend,
                SizeOf::Note => &mut typography.note,
            } = *points;
        }
        let (scheme, remarks) = match &settings.palette {
            None | Some(PaletteChoice::OkabeIto) => (Scheme::okabe_ito(), Vec::new()),
            Some(PaletteChoice::Grey) => (Scheme::grey(), Vec::new()),
            Some(PaletteChoice::File(path)) => palette_file::read(path)?,
        };
        let top = match (settings.thin_above, settings.thin_to) {
            (None, None) => Top::Fitting,
            (above, to) => Top::Beyond {
                above: above.or(NonZeroUsize::new(DRAWN_SINGLY)).unwrap_or(NonZeroUsize::MIN),
                to: to.or(NonZeroUsize::new(KEPT)).unwrap_or(NonZeroUsize::MIN),
            },
        };
        let background = settings.background.unwrap_or_default();
        let theme = Theme { background, scheme, ..Theme::default() };
        Ok(Self { style, direction, page, typography, theme, remarks, top, drawing })
    }

    /// Gives a chart this look.
    pub(super) fn dress(&self, chart: &mut Chart) {
        chart.direction = self.direction;
        chart.page = self.page;
        chart.typography = self.typography;
        chart.theme = self.theme.clone();
        chart.typeface = self.drawing.typeface().clone();
    }
}
