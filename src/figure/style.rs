//! What a figure is made for: a page of a journal, a screen, a slide.

use super::chart::Direction;
use super::chart::PageSize;
use super::typography::LabelSizes;
use super::typography::SMALLEST_PRINT;
use super::typography::Typography;

/// What a figure is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// The type area of a journal page, years downward, labels of 8 to 6 points.
    #[default]
    Print,
    /// A screen of 1600 × 900 pixels, years across, labels of 11 to 9 points.
    Screen,
    /// A slide of 16 to 9, 13⅓ by 7½ inches, years across, labels of 16 to 12 points.
    Slides,
}

impl Style {
    /// All styles.
    pub const ALL: [Self; 3] = [Self::Print, Self::Screen, Self::Slides];

    /// Its name: `print`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Print => "print",
            Self::Screen => "screen",
            Self::Slides => "slides",
        }
    }

    /// The page.
    pub fn page(self) -> PageSize {
        match self {
            Self::Print => PageSize::default(),
            // 1600 × 900 pixels of 1/96 inch.
            Self::Screen => PageSize { width_mm: 423.3, height_mm: 238.1 },
            Self::Slides => PageSize { width_mm: 338.7, height_mm: 190.5 },
        }
    }

    /// Which way the years run.
    pub fn direction(self) -> Direction {
        match self {
            Self::Print => Direction::Down,
            Self::Screen | Self::Slides => Direction::Across,
        }
    }

    /// The smallest type that is read there, in points.
    pub fn smallest(self) -> f64 {
        match self {
            Self::Print => SMALLEST_PRINT,
            Self::Screen => 9.0,
            Self::Slides => 12.0,
        }
    }

    /// Sizes of type and scale.
    pub fn typography(self) -> Typography {
        let largest = match self {
            Self::Print => return Typography::default(),
            Self::Screen => 11.0,
            Self::Slides => 16.0,
        };
        Typography::of(LabelSizes { largest, smallest: self.smallest() }, self.smallest())
    }
}
