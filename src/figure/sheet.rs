//! A page of charts that are marks and texts only: headings above, a drawing, legend and source below.

use std::collections::BTreeSet;

use super::chart::PageSize;
use super::drawing::Figure;
use super::drawing::Fit;
use super::drawing::Label;
use super::drawing::Mark;
use super::furniture::Headings;
use super::geometry::Point;
use super::geometry::Rect;
use super::legend::Entry;
use super::legend::Legend;
use super::metrics::printable;
use super::palette::PaletteColor;
use super::place::sound_scale;
use super::provenance::Provenance;
use super::scene::MARGIN;
use super::theme::Ink;
use super::theme::Theme;
use super::typeface::Typeface;
use super::typography::Typography;

/// Space in points between the drawing and the legend.
const ABOVE_LEGEND: f64 = 8.0;

/// What is written round a drawing, and the page it should fit.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Captions {
    /// Heading; may be empty.
    pub title: String,
    /// Second heading; may be empty.
    pub subtitle: String,
    /// Where the facts come from, at the foot; may be empty.
    pub source: String,
    /// The page to fit.
    pub page: PageSize,
    /// Its colours.
    pub theme: Theme,
    /// What its texts are set in.
    pub typeface: Typeface,
    /// Its sizes of type; places and lines grow with them.
    pub typography: Typography,
    /// Where it comes from, for the file's own description.
    pub provenance: Provenance,
}

/// The page before the drawing is on it.
pub(super) struct Sheet<'a> {
    captions: &'a Captions,
    headings: Headings,
    legend: Legend,
    /// Width and height asked for, in points.
    pub(super) width: f64,
    pub(super) height: f64,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(captions: &'a Captions, legend: Vec<(Entry, String)>) -> Self {
        let scale = sound_scale(captions.typography);
        let sizes = if scale == 1.0 { captions.typography } else { captions.typography.unscaled() };
        let (width, height) = captions.page.points();
        let (width, height) = (width / scale, height / scale);
        let legend = Legend::new(legend, width - 2.0 * MARGIN, sizes.legend);
        let texts = [captions.title.as_str(), &captions.subtitle, &captions.source];
        let headings = Headings::new(texts, width - 2.0 * MARGIN, sizes);
        Self { captions, headings, legend, width, height }
    }

    /// Where the drawing begins.
    pub(super) fn top(&self) -> f64 {
        MARGIN + self.headings.height_above()
    }

    /// What is left for the drawing, in points of height.
    pub(super) fn room(&self) -> f64 {
        self.height - self.top() - self.below()
    }

    fn below(&self) -> f64 {
        let legend = self.legend.height(self.width - 2.0 * MARGIN);
        let gap = if legend > 0.0 { ABOVE_LEGEND } else { 0.0 };
        gap + legend + self.headings.height_below() + MARGIN
    }

    /// The figure of a drawing: legend and source are set below the lowest mark or text, and the page is as high as
    /// they need.
    pub(super) fn finish(self, plot: Rect, mut marks: Vec<Mark>, mut labels: Vec<Label>) -> Figure {
        let lowest = labels.iter().map(|label| label.rect.bottom()).fold(plot.bottom(), f64::max);
        let widest = labels.iter().map(|label| label.rect.right()).fold(plot.right(), f64::max);
        let mut page = Rect::new(0.0, 0.0, self.width, lowest + self.below());
        let inner = self.width - 2.0 * MARGIN;
        let top = page.height - MARGIN - self.headings.height_below() - self.legend.height(inner);
        let legend = self.legend.draw(Point::new(MARGIN, top), inner, &mut marks, &mut labels);
        self.headings.draw(page, MARGIN, &mut labels);
        let widest = labels.iter().map(|label| label.rect.right()).fold(widest, f64::max);
        if widest + MARGIN > page.width + 0.01 {
            page.width = widest + MARGIN;
        }
        let fit = if page.width > self.width + 0.01 || page.height > self.height + 0.01 {
            Fit::Exceeds {
                width: (page.width - self.width).max(0.0),
                height: (page.height - self.height).max(0.0),
            }
        } else {
            Fit::Fits
        };
        let mut theme = self.captions.theme.clone();
        theme.scheme = theme.scheme.for_classes(&used_classes(&marks));
        let figure = Figure {
            page: page.rounded(),
            fit,
            theme,
            typeface: self.captions.typeface.clone(),
            scale: 1.0,
            title: printable(&self.captions.title),
            subtitle: printable(&self.captions.subtitle),
            provenance: self.captions.provenance.clone(),
            lanes: Vec::new(),
            rows: Vec::new(),
            halos: Vec::new(),
            marks,
            labels,
            nodes: Vec::new(),
            edges: Vec::new(),
            legend,
            plot: plot.rounded(),
            lost_edges: 0,
            unplaced_labels: 0,
        };
        let scale = sound_scale(self.captions.typography);
        if scale == 1.0 { figure } else { figure.scaled(scale) }
    }
}

/// The classes that marks are filled with, in the order of the marks.
fn used_classes(marks: &[Mark]) -> Vec<PaletteColor> {
    let fill = |mark: &Mark| match mark {
        Mark::Polygon { paint, .. } | Mark::Line { paint, .. } | Mark::Curve { paint, .. } => paint.fill,
    };
    let mut used: Vec<PaletteColor> = marks
        .iter()
        .filter_map(|mark| match fill(mark) {
            Some(Ink::Node(class)) => Some(class),
            _ => None,
        })
        .collect();
    let mut seen = BTreeSet::new();
    used.retain(|class| seen.insert(*class));
    used
}
