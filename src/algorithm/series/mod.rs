//! Series: what a count per year, or a date per work, tells of the course of a debate.
//!
//! Inputs are plain: counts in the order of the years, times of events, a network with the year of each
//! node. A series has one entry for every year from its first to its last, those without anything included;
//! results name years by their place in it. This module names `network` and nothing else.
//!
//! # Adding
//! A method is a file with a plain function and its `INFO`, a `mod` line, and an entry in [`METHODS`]. The
//! methods answer different questions from different inputs, so that no trait joins them.

mod beauty;
mod bursts;
mod change_points;
mod disruption;
mod spectroscopy;

pub use beauty::{Beauty, beauty};
pub use bursts::{Batch, Burst, BurstError, BurstOptions, Bursts, batch_bursts, event_bursts};
pub use change_points::{Phase, Phases, phases};
pub use disruption::{Disruption, DisruptionOptions, disruption};
pub use spectroscopy::{SpectrumYear, spectroscopy};

use crate::algorithm::MethodInfo;

/// All methods, by name.
pub const METHODS: &[MethodInfo] =
    &[beauty::INFO, bursts::INFO, disruption::INFO, change_points::INFO, spectroscopy::INFO];
