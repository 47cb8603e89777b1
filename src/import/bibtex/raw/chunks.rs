//! Cuts a text on several threads.

use super::cut::Cutter;
use super::cut::Piece;

/// The pieces of a text, in its order.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    Cutter::new(text, 0).collect()
}
