//! Rows against columns: what is to be drawn, and its place on the page.
//!
//! Every cell shows figures, so that nothing depends on a colour; an empty cell stays visibly empty. Headings of columns
//! are level, never turned (some formats cannot turn text): wrapped, else in two steps, else numbers with a key.

mod cells;
mod heads;
mod layout;

use super::chart::EdgeStyle;
use super::drawing::Figure;
use super::palette::PaletteColor;
use super::sheet::Captions;

/// The heading of a row or a column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heading {
    /// The text; wrapped, never cut.
    pub text: String,
    /// The box beside it.
    pub swatch: Swatch,
    /// How far a row is set in: 0 for a heading of its own, 1 for what belongs to one of those.
    pub depth: usize,
    /// Neighbours of one group stand between two heavier lines.
    pub group: Option<String>,
}

/// The box beside a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Swatch {
    /// There is none.
    #[default]
    Absent,
    /// Filled with a colour, as a node is.
    Filled(PaletteColor),
    /// Hollow and dashed, as a node that stands for something outside.
    Hollow,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing can stand here: the row or the column has nothing that could.
    Absent,
    /// Nothing was found.
    Empty,
    /// Counts by sign, none of them 0; a style occurs once.
    Signed(Vec<(EdgeStyle, u32)>),
    /// A count of things, and their names, which are shown where there is room.
    Counted {
        /// How many, at least 1.
        count: u32,
        /// Their names.
        names: Vec<String>,
    },
}

impl Cell {
    /// All counts of the cell together.
    #[must_use]
    pub fn total(&self) -> u32 {
        match self {
            Self::Absent | Self::Empty => 0,
            Self::Signed(counts) => counts.iter().map(|(_, count)| count).sum(),
            Self::Counted { count, .. } => *count,
        }
    }
}

/// The words of a matrix.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MatrixWords {
    /// What the rows are: `who responds`.
    pub rows: String,
    /// What the columns are: `to whom`.
    pub columns: String,
    /// What stands at the end of a row: `made`.
    pub row_total: String,
    /// What stands at the foot of a column: `received`.
    pub column_total: String,
    /// What is counted, of one and of several: `response`, `responses`.
    pub unit: [String; 2],
    /// What is added to the scale of counts: `, named where there is room`.
    pub scale: String,
    /// What a hollow box says.
    pub hollow: String,
    /// What an empty cell says.
    pub empty: String,
    /// What a crossed cell says.
    pub absent: String,
    /// What the cells say whose row and column have the same number.
    pub diagonal: Option<String>,
}

/// What is to be drawn: rows against columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MatrixChart {
    /// What is written round it.
    pub captions: Captions,
    /// The rows.
    pub rows: Vec<Heading>,
    /// The columns.
    pub columns: Vec<Heading>,
    /// `cells[row][column]`; what is missing counts as [`Cell::Empty`].
    pub cells: Vec<Vec<Cell>>,
    /// What stands at the end of each row.
    pub row_totals: Vec<Cell>,
    /// What stands at the foot of each column.
    pub column_totals: Vec<Cell>,
    /// What stands in the corner of both.
    pub total: Option<Cell>,
    /// The words.
    pub words: MatrixWords,
}

impl MatrixChart {
    /// A cell, or a total: the row after the last and the column after the last hold those.
    fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        match (row == self.rows.len(), column == self.columns.len()) {
            (false, false) => self.cells.get(row).and_then(|cells| cells.get(column)),
            (false, true) => self.row_totals.get(row),
            (true, false) => self.column_totals.get(column),
            (true, true) => self.total.as_ref(),
        }
    }

    /// Whether rows and columns are the same.
    fn is_square(&self) -> bool {
        self.rows == self.columns
    }
}

/// Places a matrix on its page: as wide as the page allows, as high as it needs.
///
/// If figures of 6 points do not fit beside each other the page grows, see [`Figure::fits`].
///
/// # Determinism
/// No clock, no hash order, no transcendental function.
///
/// # Complexity
/// Linear in the cells and the letters.
#[must_use]
pub fn place_matrix(chart: &MatrixChart) -> Figure {
    layout::place(chart)
}
