//! PDF: one page of the figure's size, vector, its texts selectable and their fonts in the file.

use std::io;

use krilla::Document;
use krilla::SerializeSettings;
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::SurfaceExt;
use krilla_svg::SvgSettings;

use super::ExportError;
use super::ExportSettings;
use super::FigureExporter;
use super::Lettering;
use super::rendering::tree;
use crate::figure::Figure;

/// Portable Document Format.
pub struct Pdf;

impl FigureExporter for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn summary(&self) -> &'static str {
        "for print: vector, text to be searched, fonts in the file"
    }

    fn lettering(&self) -> Lettering {
        Lettering::Embedded
    }

    fn export(
        &self,
        figure: &Figure,
        settings: &ExportSettings<'_>,
        out: &mut dyn io::Write,
    ) -> Result<(), ExportError> {
        out.write_all(&pdf_bytes(figure, settings)?)?;
        Ok(())
    }
}

fn pdf_bytes(figure: &Figure, settings: &ExportSettings<'_>) -> Result<Vec<u8>, ExportError> {
    let refused = |message: &str| ExportError::Layout { message: message.to_owned() };
    let tree = tree(figure, settings)?;
    let size = Size::from_wh(figure.page.width as f32, figure.page.height as f32)
        .ok_or_else(|| refused("the page has no area"))?;
    // Neither clock nor chance: the identifiers of the file are made of its content.
    let mut document = Document::new_with(SerializeSettings::default());
    document.set_metadata(metadata(figure));
    let mut page = document.start_page_with(PageSettings::new(size));
    let mut surface = page.surface();
    surface.draw_svg(&tree, size, SvgSettings::default()).ok_or_else(|| refused("the page stayed empty"))?;
    surface.finish();
    page.finish();
    document.finish().map_err(|error| refused(&format!("{error:?}")))
}

/// What the file says of itself; no date, since the same figure gives the same bytes.
fn metadata(figure: &Figure) -> Metadata {
    // Of all properties of a PDF only the description holds free text.
    let mut description = vec![figure.subtitle.clone()];
    let entries = figure.provenance.entries();
    description.extend(
        entries.iter().filter(|(name, _)| *name != "Creator").map(|(name, value)| format!("{name}: {value}")),
    );
    description.retain(|line| !line.is_empty());
    Metadata::new()
        .title(figure.title.clone())
        .description(description.join("\n"))
        .creator(figure.provenance.creator())
}
