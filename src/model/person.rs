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

/// Which of the names are one person's: numbers from 0, in the order of first appearance.
#[must_use]
pub fn resolve_persons(names: &[Name]) -> Vec<usize> {
    let mut distinct: Vec<&Name> = names.iter().collect();
    distinct.sort();
    distinct.dedup();
    names.iter().map(|name| distinct.binary_search(&name).unwrap_or_default()).collect()
}
