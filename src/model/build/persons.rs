//! The persons behind the names on works.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::model::name::NameOffsets;
use crate::model::{Draft, Fragment, Name, NameNumber, NameTable, Person, PersonId, Run, Work, resolve};

/// The names that were met, and which of them stand on works.
pub(super) struct Met {
    names: Vec<Name>,
    offsets: NameOffsets,
    is_used: Vec<bool>,
}

/// The names on the works of one block that have a record.
pub(super) struct Signed {
    /// Those of each work.
    pub(super) ranges: Vec<Range<u32>>,
    pub(super) names: Vec<NameNumber>,
}

/// The person behind every name.
pub(super) struct PersonsOf {
    offsets: NameOffsets,
    /// By the name's place; that of a name on no work is any.
    persons: Vec<PersonId>,
}

impl Met {
    /// The names of a table, of which the works of some fragments have some.
    pub(super) fn new(fragments: &[Fragment], names: NameTable) -> Self {
        let (names, offsets) = names.into_names();
        // Names may have been met on data that works inherit, or have given way to inherited ones.
        let is_used: Vec<AtomicBool> = names.iter().map(|_| AtomicBool::new(false)).collect();
        fragments.par_iter().flat_map(|fragment| &fragment.blocks).for_each(|block| {
            for draft in &block.drafts {
                let Draft::Work(work) = draft else { continue };
                for &name in &block.names[work.names.start as usize..work.names.end as usize] {
                    let flag = &is_used[offsets.place(name)];
                    // Most names come often: only the first needs to write.
                    if !flag.load(Ordering::Relaxed) {
                        flag.store(true, Ordering::Relaxed);
                    }
                }
            }
        });
        let is_used = is_used.into_iter().map(AtomicBool::into_inner).collect();
        Self { names, offsets, is_used }
    }

    /// The persons whose names they are.
    pub(super) fn recognised(self) -> (Vec<Person>, PersonsOf) {
        let Self { names, offsets, is_used } = self;
        let used = names.into_iter().zip(&is_used).filter(|(_, used)| **used).map(|(name, _)| name);
        let distinct: Vec<Name> = used.collect();
        let numbers = resolve(&distinct);
        let mut next = numbers.iter();
        let of_name = is_used.iter().map(|used| if *used { next.next() } else { None });
        let of_name = of_name.map(|number| PersonId::new(number.map_or(0, |number| number.0 as usize)));
        let persons_of = PersonsOf { offsets, persons: of_name.collect() };
        let mut persons: Vec<Option<Person>> = Vec::new();
        persons.resize_with(numbers.iter().max().map_or(0, |last| last.0 as usize + 1), || None);
        for (name, number) in distinct.into_iter().zip(numbers) {
            match &mut persons[number.0 as usize] {
                Some(person) => person.other_names.push(name),
                person => *person = Some(Person { name, other_names: Vec::new() }),
            }
        }
        persons.iter_mut().flatten().for_each(Person::settle);
        (persons.into_iter().flatten().collect(), persons_of)
    }
}

/// Gives the works that have names their persons.
pub(super) fn sign(mut works: &mut [Work], signed: Vec<Signed>, persons_of: &PersonsOf) {
    let mut blocks = Vec::with_capacity(signed.len());
    // Blocks come in the order of their works.
    for signed in signed {
        let (own, rest) = works.split_at_mut(signed.ranges.len());
        works = rest;
        blocks.push((own, signed));
    }
    blocks.into_par_iter().for_each(|(works, Signed { ranges, names })| {
        let person = |name: NameNumber| persons_of.persons[persons_of.offsets.place(name)];
        let persons: Arc<Vec<PersonId>> = Arc::new(names.into_iter().map(person).collect());
        for (work, range) in works.iter_mut().zip(ranges) {
            work.persons = Run::new(&persons, range);
        }
    });
}
