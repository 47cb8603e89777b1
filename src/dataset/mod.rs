//! What is handed over to other programs: nodes and edges with typed attributes.
//!
//! What `figure` is to a picture, a [`Dataset`] is to a file of data: it is made by `analysis`, which decides what a node
//! and an edge are, and written down by `export`, which computes nothing. It knows the words of bibliographies and debates
//! as names of [attributes](NodeAttribute), but no corpus. This module may name `model` only.
//!
//! # Adding
//! An attribute is a variant of [`NodeAttribute`] or [`EdgeAttribute`] with a name, a kind and one line on what it says;
//! every format then carries it.

mod attribute;
mod network;

pub use attribute::{Attribute, EdgeAttribute, NodeAttribute, Value, ValueKind};
pub use network::{
    Bearing, Dataset, Edge, EdgeDirection, Groups, Locution, Node, NodeNumber, Spell, Subject, UnitedLink,
};
