//! Persons, resolved over the variants of their names.

use super::Name;

/// An author or editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The fullest variant of the name.
    pub name: Name,
    /// Every variant, sorted.
    pub variants: Vec<Name>,
}
