//! Colours: the eight of Okabe and Ito, told apart by colour-blind readers, and the look of each kind of edge.
//!
//! # References
//!
//! Okabe and Ito (2008), *Color Universal Design*; Wong (2011), "Color blindness", *Nature Methods* 8: 441,
//! doi:10.1038/nmeth.1618.

use super::chart::EdgeStyle;

/// An opaque colour, eight bits a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Color {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Color {
    /// A colour of three channels.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// `#rrggbb`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }

    /// The colour of six hexadecimal digits, with or without `#` before them.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self::new(channel(0)?, channel(2)?, channel(4)?))
    }

    /// This colour mixed with `percent` per cent of another.
    pub fn mixed(self, other: Self, percent: u32) -> Self {
        let channel = |a: u8, b: u8| {
            let sum = u32::from(a) * (100 - percent.min(100)) + u32::from(b) * percent.min(100);
            u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
        };
        Self::new(
            channel(self.red, other.red),
            channel(self.green, other.green),
            channel(self.blue, other.blue),
        )
    }
}

/// A colour of the palette; lanes and nodes are given these, never free colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaletteColor {
    /// Sky blue, #56B4E9.
    SkyBlue,
    /// Orange, #E69F00.
    Orange,
    /// Bluish green, #009E73.
    Green,
    /// Yellow, #F0E442.
    Yellow,
    /// Reddish purple, #CC79A7.
    Purple,
    /// Blue, #0072B2.
    Blue,
    /// Vermillion, #D55E00.
    Vermillion,
    /// Grey, #999999.
    Grey,
}

impl PaletteColor {
    /// The palette in the order in which colours are best given out.
    pub const ALL: [Self; 8] = [
        Self::SkyBlue,
        Self::Orange,
        Self::Green,
        Self::Purple,
        Self::Yellow,
        Self::Blue,
        Self::Vermillion,
        Self::Grey,
    ];

    /// Its position in [`Self::ALL`].
    pub fn number(self) -> usize {
        match self {
            Self::SkyBlue => 0,
            Self::Orange => 1,
            Self::Green => 2,
            Self::Purple => 3,
            Self::Yellow => 4,
            Self::Blue => 5,
            Self::Vermillion => 6,
            Self::Grey => 7,
        }
    }

    /// The colour of the lane with this number, counted round the palette.
    pub fn nth(index: usize) -> Self {
        Self::ALL[index % Self::ALL.len()]
    }

    /// The full colour.
    pub fn strong(self) -> Color {
        match self {
            Self::SkyBlue => Color::new(0x56, 0xb4, 0xe9),
            Self::Orange => Color::new(0xe6, 0x9f, 0x00),
            Self::Green => Color::new(0x00, 0x9e, 0x73),
            Self::Yellow => Color::new(0xf0, 0xe4, 0x42),
            Self::Purple => Color::new(0xcc, 0x79, 0xa7),
            Self::Blue => Color::new(0x00, 0x72, 0xb2),
            Self::Vermillion => Color::new(0xd5, 0x5e, 0x00),
            Self::Grey => Color::new(0x99, 0x99, 0x99),
        }
    }

    /// The word for it: `sky-blue`.
    pub fn name(self) -> &'static str {
        match self {
            Self::SkyBlue => "sky-blue",
            Self::Orange => "orange",
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Purple => "purple",
            Self::Blue => "blue",
            Self::Vermillion => "vermillion",
            Self::Grey => "grey",
        }
    }
}

/// How a line is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineStyle {
    /// Unbroken.
    Solid,
    /// Dashes.
    Dashed,
    /// Dots.
    Dotted,
    /// Dash and dot; DOT has only dashes for it.
    DashDotted,
}

impl LineStyle {
    /// The word for it: `dash-dotted`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Solid => "solid",
            Self::Dashed => "dashed",
            Self::Dotted => "dotted",
            Self::DashDotted => "dash-dotted",
        }
    }
}

/// The head of an arrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArrowHead {
    /// A filled triangle.
    Triangle,
    /// A bar across the end.
    Bar,
    /// A filled diamond.
    Diamond,
    /// A chevron.
    Chevron,
}

impl ArrowHead {
    /// The word for it: `triangle`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Triangle => "triangle",
            Self::Bar => "bar",
            Self::Diamond => "diamond",
            Self::Chevron => "chevron",
        }
    }

    /// Length along the edge, and half the width across it, in points.
    pub fn extent(self) -> (f64, f64) {
        match self {
            Self::Triangle => (4.2, 1.4),
            Self::Bar => (1.1, 2.2),
            Self::Diamond => (4.8, 1.6),
            Self::Chevron => (4.0, 2.0),
        }
    }
}

impl EdgeStyle {
    /// How the line is broken, where the edge has none of its own.
    pub fn line(self) -> LineStyle {
        match self {
            Self::Citation | Self::Supports => LineStyle::Solid,
            Self::Neutral => LineStyle::Dotted,
            Self::Mixed => LineStyle::DashDotted,
            Self::Disputes => LineStyle::Dashed,
        }
    }

    /// The head of the arrow.
    pub fn head(self) -> ArrowHead {
        match self {
            Self::Citation | Self::Neutral => ArrowHead::Chevron,
            Self::Supports => ArrowHead::Triangle,
            Self::Mixed => ArrowHead::Diamond,
            Self::Disputes => ArrowHead::Bar,
        }
    }

    /// Width in points of an edge that stands for one response.
    pub fn width(self) -> f64 {
        match self {
            Self::Citation => 0.35,
            Self::Neutral => 0.65,
            Self::Supports | Self::Disputes => 0.7,
            Self::Mixed => 0.8,
        }
    }

    /// The word for it: legend text and CSS class.
    pub fn name(self) -> &'static str {
        match self {
            Self::Citation => "cites",
            Self::Neutral => "neutral",
            Self::Supports => "supports",
            Self::Mixed => "mixed",
            Self::Disputes => "disputes",
        }
    }
}
