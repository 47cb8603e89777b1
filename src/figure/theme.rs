//! What a mark is for, and the colour that a figure gives to it.
//!
//! Marks name an [`Ink`]; the [`Theme`] of the figure says which colour that is. A palette for print, for grey or of a
//! journal is another theme: nothing of the drawing changes.

use super::chart::EdgeStyle;
use super::palette::Color;
use super::palette::PaletteColor;
use super::scheme::Scheme;

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

/// How strong the lines of edges are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EdgeTone {
    /// As strong as text.
    #[default]
    Full,
    /// Light enough to lie in great number beneath the nodes.
    Light,
}

/// The colours of a figure, and whether its page has one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Theme {
    /// Whether the page is painted.
    pub background: Background,
    /// Which colours the inks are.
    pub scheme: Scheme,
    /// How strong the lines of edges are.
    pub edges: EdgeTone,
}

impl Theme {
    /// The colour of an ink.
    #[must_use]
    pub fn color(&self, ink: Ink) -> Color {
        let scheme = &self.scheme;
        match ink {
            Ink::Paper => scheme.paper,
            Ink::Text => scheme.text,
            Ink::Secondary => scheme.secondary,
            Ink::Hairline => scheme.hairline,
            Ink::Halo => scheme.halo,
            Ink::Lane(class) => scheme.classes[class.number()].lane,
            Ink::Node(class) => scheme.classes[class.number()].node,
            Ink::Outline(class) => scheme.classes[class.number()].outline,
            Ink::Edge(style) => match self.edges {
                EdgeTone::Full => scheme.edges[style.number()],
                EdgeTone::Light => scheme.edges[style.number()].mixed(scheme.paper, 45),
            },
            Ink::Wash(style, step) => scheme.edges[style.number()].mixed(scheme.paper, 100 - step.strength()),
        }
    }
}
