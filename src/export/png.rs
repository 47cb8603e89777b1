//! PNG: the figure in pixels, with the resolution in the file so that it prints at its size.

use std::io;

use png::BitDepth;
use png::ColorType;
use png::Encoder;
use png::PixelDimensions;
use png::Unit;
use resvg::tiny_skia::Color;
use resvg::tiny_skia::Pixmap;
use resvg::tiny_skia::Transform;

use super::ExportError;
use super::ExportSettings;
use super::FigureExporter;
use super::Lettering;
use super::rendering::tree;
use crate::figure::Background;
use crate::figure::Figure;
use crate::figure::Ink;

/// How many pixels a picture may have: a square metre at 400 dpi.
const MOST_PIXELS: f64 = 250e6;

/// Pixels to the inch, 10 to 4,800.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Resolution(u32);

impl Resolution {
    /// The resolution of so many pixels to the inch; `None` outside the bounds.
    pub fn new(dots_per_inch: u32) -> Option<Self> {
        (10..=4800).contains(&dots_per_inch).then_some(Self(dots_per_inch))
    }

    /// Pixels to the inch.
    pub fn dots_per_inch(self) -> u32 {
        self.0
    }
}

impl Default for Resolution {
    /// What journals ask for at least: 300.
    fn default() -> Self {
        Self(300)
    }
}

/// Portable Network Graphics.
pub struct Png;

impl FigureExporter for Png {
    fn name(&self) -> &'static str {
        "png"
    }

    fn summary(&self) -> &'static str {
        "in pixels, for slides and pages that take nothing else"
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
        out.write_all(&png_bytes(figure, settings)?)?;
        Ok(())
    }
}

fn png_bytes(figure: &Figure, settings: &ExportSettings<'_>) -> Result<Vec<u8>, ExportError> {
    let refused = |message: String| ExportError::Layout { message };
    let scale = f64::from(settings.resolution.dots_per_inch()) / 72.0;
    let (width, height) =
        ((figure.page.width * scale).round().max(1.0), (figure.page.height * scale).round().max(1.0));
    if width * height > MOST_PIXELS {
        let dots_per_inch = settings.resolution.dots_per_inch();
        return Err(ExportError::TooManyPixels { width, height, dots_per_inch });
    }
    let tree = tree(figure, settings)?;
    let mut pixels = Pixmap::new(width as u32, height as u32)
        .ok_or_else(|| refused("there is no room for the pixels".to_owned()))?;
    let paper = figure.theme.color(Ink::Paper);
    if figure.theme.background == Background::Painted {
        pixels.fill(Color::from_rgba8(paper.red, paper.green, paper.blue, 255));
    }
    let (x, y) = (width as f32 / tree.size().width(), height as f32 / tree.size().height());
    resvg::render(&tree, Transform::from_scale(x, y), &mut pixels.as_mut());

    let (color_type, data): (ColorType, Vec<u8>) = match figure.theme.background {
        Background::Painted => {
            let rgb = pixels.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]);
            (ColorType::Rgb, rgb.collect())
        }
        Background::Transparent => {
            let straight = pixels.pixels().iter().flat_map(|pixel| {
                let color = pixel.demultiply();
                [color.red(), color.green(), color.blue(), color.alpha()]
            });
            (ColorType::Rgba, straight.collect())
        }
    };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width as u32, height as u32);
    encoder.set_color(color_type);
    encoder.set_depth(BitDepth::Eight);
    let per_metre = (f64::from(settings.resolution.dots_per_inch()) / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
    // The keywords of the specification, and for what it has none the names of the entries.
    let described = [("Title", figure.title.clone()), ("Description", figure.subtitle.clone())];
    let entries = figure.provenance.entries().into_iter().map(|(name, text)| match name {
        "Creator" => ("Software", text),
        name => (name, text),
    });
    for (keyword, text) in described.into_iter().chain(entries) {
        if !text.is_empty() {
            encoder.add_itxt_chunk(keyword.to_owned(), text).map_err(|error| refused(error.to_string()))?;
        }
    }
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&data));
    written.map_err(|error| refused(error.to_string()))?;
    Ok(bytes)
}
