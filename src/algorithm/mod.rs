//! Methods on networks, one folder for each family, one file for each method.
//!
//! A family turns a network into one kind of result; families never name one another. This module may
//! name `network` only: what the nodes stand for is told by `analysis`.
//!
//! # Adding
//! A method is a plain function in a file of its family, a unit struct that adapts it to the family's
//! trait, a `mod` line and an entry in the family's `METHODS`. It brings a known answer with its source.

pub mod argumentation;
pub mod balance;
pub mod centrality;
pub mod community;
pub mod main_path;
pub mod series;

/// What a method is and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MethodInfo {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// Author, year, DOI.
    pub reference: &'static str,
    /// Whether it draws lots.
    pub randomness: Randomness,
}

/// Whether a method draws lots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Randomness {
    /// The network alone decides.
    None,
    /// A seed decides between equals or where to look; the same seed gives the same answer.
    Seeded,
}
