//! The colours of a figure by what they are for: in colour, in grey, or of the user's own.
//!
//! Few greys are told apart, so that in grey the classes that a figure uses share four steps of lightness; where there
//! are more, every class also gets a letter, written before its nodes' labels and its lanes' headings.

use super::chart::EdgeStyle;
use super::palette::Color;
use super::palette::PaletteColor;

/// How many greys are told apart with certainty, in nodes that need not be neighbours.
pub(super) const GREYS: usize = 4;

/// The colours of one class: a position, a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassColors {
    /// The tint of its lanes.
    pub lane: Color,
    /// The fill of its nodes.
    pub node: Color,
    /// Their outline.
    pub outline: Color,
}

/// Whether a class keeps its colour in every figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Steps {
    /// It does.
    ByClass,
    /// The steps of lightness are dealt out among the classes that a figure uses.
    ByUse,
}

/// The colours of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// The page, and the inside of what is hollow.
    pub paper: Color,
    /// Text, and the outline of events.
    pub text: Color,
    /// Secondary text and thin lines.
    pub secondary: Color,
    /// Hairlines between years.
    pub hairline: Color,
    /// The band beneath what stands out.
    pub halo: Color,
    /// The classes, in the order of [`PaletteColor::ALL`].
    pub classes: [ClassColors; PaletteColor::ALL.len()],
    /// The edges, in the order of [`EdgeStyle::ALL`].
    pub edges: [Color; EdgeStyle::ALL.len()],
    /// How the classes come by their colours.
    pub steps: Steps,
}

impl Default for Scheme {
    fn default() -> Self {
        Self::okabe_ito()
    }
}

impl Scheme {
    /// The colours of Okabe and Ito, lightened so that dark text is read on them, and each so much that neighbours in
    /// the palette are told apart (CIEDE2000 of 5 or more) in colour, in grey and without green.
    #[must_use]
    pub fn okabe_ito() -> Self {
        let (paper, text) = (Color::new(255, 255, 255), Color::new(0x1c, 0x1c, 0x1c));
        let class = |color: PaletteColor| {
            let strong = color.strong();
            ClassColors {
                lane: strong.mixed(paper, 92),
                node: strong.mixed(paper, lightened(color)),
                outline: strong.mixed(text, 45),
            }
        };
        Self {
            paper,
            text,
            secondary: Color::new(0x5f, 0x5f, 0x5f),
            hairline: Color::new(0xd4, 0xd4, 0xd4),
            halo: Color::new(0xf7, 0xdc, 0x6f),
            classes: PaletteColor::ALL.map(class),
            edges: EdgeStyle::ALL.map(|style| match style {
                EdgeStyle::Citation => Color::new(0xb4, 0xb4, 0xb4),
                EdgeStyle::Neutral => Color::new(0x6e, 0x6e, 0x6e),
                EdgeStyle::Supports => PaletteColor::Blue.strong(),
                // Purple alone has too little contrast for a thin line.
                EdgeStyle::Mixed => PaletteColor::Purple.strong().mixed(text, 20),
                EdgeStyle::Disputes => PaletteColor::Vermillion.strong(),
            }),
            steps: Steps::ByClass,
        }
    }

    /// Black, white and greys.
    #[must_use]
    pub fn grey() -> Self {
        let grey = |level: u8| Color::new(level, level, level);
        Self {
            paper: grey(0xff),
            text: grey(0x00),
            secondary: grey(0x55),
            hairline: grey(0xd0),
            halo: grey(0xcf),
            classes: [step(0, GREYS); PaletteColor::ALL.len()],
            edges: EdgeStyle::ALL.map(|style| match style {
                EdgeStyle::Citation => grey(0xaa),
                EdgeStyle::Neutral => grey(0x55),
                EdgeStyle::Supports | EdgeStyle::Mixed | EdgeStyle::Disputes => grey(0x1c),
            }),
            steps: Steps::ByUse,
        }
    }

    /// The scheme for a figure whose nodes are of these classes.
    pub(super) fn for_classes(&self, used: &[PaletteColor]) -> Self {
        let mut scheme = self.clone();
        if self.steps == Steps::ByUse {
            for (index, class) in used.iter().enumerate() {
                scheme.classes[class.number()] = step(index % GREYS, used.len().min(GREYS));
            }
        }
        scheme
    }
}

/// How many per cent of white the fill of nodes has.
fn lightened(color: PaletteColor) -> u32 {
    match color {
        PaletteColor::SkyBlue | PaletteColor::Yellow => 71,
        PaletteColor::Orange | PaletteColor::Blue => 36,
        PaletteColor::Green => 37,
        PaletteColor::Purple => 68,
        PaletteColor::Vermillion => 42,
        PaletteColor::Grey => 45,
    }
}

/// The colours of one of so many steps of lightness.
fn step(index: usize, of: usize) -> ClassColors {
    // Even steps of CIELAB's L*, light enough for black text, darker than the lane: 90, 79, 68, 57.
    const LEVELS: [[u8; GREYS]; GREYS] = [
        [0xd4, 0xd4, 0xd4, 0xd4],
        [0xe2, 0xa6, 0xa6, 0xa6],
        [0xe2, 0xb8, 0x91, 0x91],
        [0xe2, 0xc4, 0xa6, 0x89],
    ];
    let level = LEVELS[of.clamp(1, GREYS) - 1][index.min(GREYS - 1)];
    let grey = |level: u8| Color::new(level, level, level);
    ClassColors { lane: grey(0xf4), node: grey(level), outline: grey(0x40) }
}
