//! What can go wrong with a figure.

use std::io;

/// Why a figure could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The destination failed.
    #[error("cannot write the figure")]
    Write(#[from] io::Error),
    /// The layout engine refused the figure or lost a part of it.
    #[error("the layout engine could not draw the figure: {message}")]
    Layout {
        /// What it said.
        message: String,
    },
    /// The format cannot hold such a figure.
    #[error("{message}")]
    NotCarried {
        /// What it cannot hold, and what to do.
        message: String,
    },
    /// The figure would have more pixels than a computer holds well.
    #[error(
        "at {dots_per_inch} dpi the picture would be {width} × {height} pixels; ask for fewer with --dpi, or for .pdf"
    )]
    TooManyPixels {
        /// Pixels across.
        width: f64,
        /// Pixels down.
        height: f64,
        /// Pixels to the inch.
        dots_per_inch: u32,
    },
}
