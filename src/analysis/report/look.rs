//! The colours and lines of a figure, by name.

use serde::Serialize;

use crate::figure::{EdgeStyle, Ink, PaletteColor, Theme};

/// The shades of a colour that stands for a position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FillLook {
    /// The full colour.
    pub strong: String,
    /// The fill of a node, light enough for black text.
    pub node: String,
    /// The tint of a lane.
    pub tint: String,
    /// The outline of a node.
    pub outline: String,
}

impl FillLook {
    /// The shades of a colour.
    #[must_use]
    pub fn of(color: PaletteColor) -> Self {
        let theme = Theme::default();
        Self {
            strong: color.strong().hex(),
            node: theme.color(Ink::Node(color)).hex(),
            tint: theme.color(Ink::Lane(color)).hex(),
            outline: theme.color(Ink::Outline(color)).hex(),
        }
    }
}

/// What an edge of a style looks like.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EdgeLook {
    /// Its colour.
    pub color: String,
    /// How its line is broken.
    pub line: &'static str,
    /// The head of its arrow.
    pub head: &'static str,
    /// Its width in points.
    pub width: f64,
}

impl EdgeLook {
    /// The look of a style.
    #[must_use]
    pub fn of(style: EdgeStyle) -> Self {
        Self {
            color: Theme::default().color(Ink::Edge(style)).hex(),
            line: style.line().name(),
            head: style.head().name(),
            width: style.width(),
        }
    }
}
