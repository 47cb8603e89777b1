//! Persons, resolved over the variants of their names.

use super::Name;

/// An author or editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The fullest variant of the name.
    pub name: Name,
    /// The other variants, sorted.
    pub other_names: Vec<Name>,
}

impl Person {
    /// Makes the fullest variant the name, and sorts the others.
    pub(super) fn settle(&mut self) {
        fn rank(name: &Name) -> (usize, usize, &Name) {
            (name.given().chars().count(), name.suffix().len(), name)
        }
        for other in &mut self.other_names {
            if rank(other) > rank(&self.name) {
                std::mem::swap(other, &mut self.name);
            }
        }
        self.other_names.sort();
    }

    /// Every variant of the name, sorted.
    #[must_use]
    pub fn variants(&self) -> Vec<&Name> {
        let mut variants: Vec<&Name> = std::iter::once(&self.name).chain(&self.other_names).collect();
        variants.sort();
        variants
    }
}
