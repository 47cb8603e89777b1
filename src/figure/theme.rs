//! What a mark is for, and the colour that a figure gives to it.
//!
//! Marks name an [`Ink`]; the [`Theme`] of the figure says which colour that is. A palette for print, for grey or of a
//! journal is another theme: nothing of the drawing changes.

use super::chart::EdgeStyle;
use super::palette::Color;
use super::palette::PaletteColor;

/// A colour by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ink {
    /// The page, and the inside of what is hollow.
    Paper,
    /// Text, and the outline of events.
    Text,
    /// Secondary text and thin lines.
    Secondary,
    /// Hairlines between years.
    Hairline,
    /// The band beneath what stands out.
    Halo,
    /// The tint of a lane.
    Lane(PaletteColor),
    /// The fill of a node: light enough for dark text.
    Node(PaletteColor),
    /// The outline of a node.
    Outline(PaletteColor),
    /// The line of an edge.
    Edge(EdgeStyle),
    /// The ground of a cell of a matrix: the colour of an edge in steps, light enough for dark text.
    Wash(EdgeStyle, Step),
}

/// How strong a wash is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The lightest.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// The strongest.
    Fourth,
}

impl Step {
    /// All steps, the lightest first.
    pub const ALL: [Self; 4] = [Self::First, Self::Second, Self::Third, Self::Fourth];

    /// How many per cent of the full colour it has.
    fn strength(self) -> u32 {
        match self {
            Self::First => 10,
            Self::Second => 20,
            Self::Third => 32,
            Self::Fourth => 46,
        }
    }
}

/// Whether the page is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Background {
    /// The page has the colour of [`Ink::Paper`].
    #[default]
    Painted,
    /// The page lets through what lies beneath; hollow nodes are still white.
    Transparent,
}

/// The colours of a figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Theme {
    /// Whether the page is painted.
    pub background: Background,
}

impl Theme {
    /// The colour of an ink.
    #[must_use]
    pub fn color(&self, ink: Ink) -> Color {
        match ink {
            Ink::Paper => Color::new(255, 255, 255),
            Ink::Text => Color::new(0x1c, 0x1c, 0x1c),
            Ink::Secondary => Color::new(0x5f, 0x5f, 0x5f),
            Ink::Hairline => Color::new(0xd4, 0xd4, 0xd4),
            Ink::Halo => Color::new(0xf7, 0xdc, 0x6f),
            Ink::Lane(color) => self.strong(color).mixed(self.color(Ink::Paper), 92),
            Ink::Node(color) => self.strong(color).mixed(self.color(Ink::Paper), 58),
            Ink::Outline(color) => self.strong(color).mixed(self.color(Ink::Text), 45),
            Ink::Edge(style) => self.edge(style),
            Ink::Wash(style, step) => self.edge(style).mixed(self.color(Ink::Paper), 100 - step.strength()),
        }
    }

    /// The full colour that stands for a colour of the palette.
    fn strong(&self, color: PaletteColor) -> Color {
        color.strong()
    }

    fn edge(&self, style: EdgeStyle) -> Color {
        match style {
            EdgeStyle::Citation => Color::new(0xb4, 0xb4, 0xb4),
            EdgeStyle::Neutral => Color::new(0x6e, 0x6e, 0x6e),
            EdgeStyle::Supports => self.strong(PaletteColor::Blue),
            EdgeStyle::Mixed => self.strong(PaletteColor::Purple),
            EdgeStyle::Disputes => self.strong(PaletteColor::Vermillion),
        }
    }
}
