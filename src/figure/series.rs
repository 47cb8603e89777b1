//! Counts over years: what is to be drawn, and its place on the page.
//!
//! Bands are stacked from zero, so that every height can be read at the axis; nothing is smoothed.

mod axis;
mod bands;
mod callouts;
mod layout;

use super::drawing::Figure;
use super::palette::PaletteColor;
use super::sheet::Captions;

/// How a place on the axis of years follows the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotKind {
    /// At once.
    Next,
    /// After years that are left out, because nothing is counted in them.
    AfterFold,
    /// It is no year, and stands apart.
    Apart,
}

/// A place on the axis: a year, some years, or what has no year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The text below; left out where it would meet another.
    pub label: String,
    /// The first year; round ones are labelled first.
    pub year: Option<i32>,
    /// How it follows the one before.
    pub kind: SlotKind,
    /// A figure over the column; left out where it would meet another.
    pub total: Option<u32>,
}

/// A band, or a part of every column.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Its name.
    pub name: String,
    /// Its colour.
    pub fill: PaletteColor,
    /// Its height in each slot; what is missing, negative or no number counts as 0.
    pub values: Vec<f64>,
}

/// What the bands look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BandShape {
    /// A column for each slot.
    #[default]
    Columns,
    /// Thin columns, of one band, under a line.
    Needles,
    /// Areas from slot to slot, which end where years are left out.
    Areas,
}

/// A line over the columns, on the same axis.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesLine {
    /// What it tells.
    pub name: String,
    /// Its height in each slot; may be negative.
    pub values: Vec<f64>,
}

/// A remark on a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callout {
    /// The slot.
    pub slot: usize,
    /// The remark; each line is wrapped where it is long.
    pub lines: Vec<String>,
}

/// What is to be drawn: counts over years.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SeriesChart {
    /// What is written round it.
    pub captions: Captions,
    /// What is counted: `works`.
    pub unit: String,
    /// The places on the axis, in order.
    pub slots: Vec<Slot>,
    /// The bands, the lowest first.
    pub bands: Vec<Band>,
    /// Their shape.
    pub shape: BandShape,
    /// A line.
    pub line: Option<SeriesLine>,
    /// Remarks, the most important first.
    pub callouts: Vec<Callout>,
    /// What years are that are left out, for the legend.
    pub folded: String,
    /// What is done with a thing of several bands, for the legend; none if there is no such thing.
    pub shared: Option<String>,
}

impl SeriesChart {
    fn value(&self, band: usize, slot: usize) -> f64 {
        let value = self.bands[band].values.get(slot).copied().unwrap_or(0.0);
        if value.is_finite() { value.max(0.0) } else { 0.0 }
    }

    fn line_value(&self, slot: usize) -> Option<f64> {
        let value = self.line.as_ref()?.values.get(slot).copied()?;
        value.is_finite().then_some(value)
    }

    /// The height of all bands up to and without this one.
    fn below(&self, band: usize, slot: usize) -> f64 {
        (0..band).map(|lower| self.value(lower, slot)).sum()
    }

    fn stack(&self, slot: usize) -> f64 {
        self.below(self.bands.len(), slot)
    }

    /// First and last slot of each run without a break.
    fn runs(&self) -> Vec<(usize, usize)> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (index, slot) in self.slots.iter().enumerate() {
            match runs.last_mut() {
                Some(run) if slot.kind == SlotKind::Next => run.1 = index,
                _ => runs.push((index, index)),
            }
        }
        runs
    }
}

/// Places counts over years on their page, as wide as it is.
///
/// # Determinism
/// No clock, no hash order, no transcendental function.
///
/// # Complexity
/// Slots times bands, and callouts times slots.
#[must_use]
pub fn place_series(chart: &SeriesChart) -> Figure {
    layout::place(chart)
}
