//! Works by key.

use std::hash::BuildHasher;
use std::num::NonZeroU32;

use hashbrown::DefaultHashBuilder;

use crate::model::{Work, WorkId};

/// The first work of every key.
///
/// Looking a key up touches one slot: it holds the key's beginning, which is nearly always all of it. Going to the work for it would cost another miss of the cache, ten million times.
pub(super) struct WorkKeys {
    /// As many as a power of two, at most half of them taken. A key is in the first slot from its hash on that
    /// was free.
    slots: Vec<Option<Slot>>,
    /// Seeded anew in each run, so that no file can be made to fill neighbouring slots; nothing depends on it but
    /// the places of keys.
    hasher: DefaultHashBuilder,
}

#[derive(Clone, Copy)]
struct Slot {
    length: NonZeroU32,
    work: WorkId,
    start: Beginning,
}

/// The first bytes of a key, zeros after its end.
type Beginning = [u8; 24];

/// A key that is looked for; never empty.
#[derive(Clone, Copy)]
pub(super) struct Sought<'k> {
    key: &'k str,
    length: NonZeroU32,
    start: Beginning,
}

impl<'k> Sought<'k> {
    /// None for the empty key, which names nothing.
    pub(super) fn new(key: &'k str) -> Option<Self> {
        let length = NonZeroU32::new(u32::try_from(key.len()).ok()?)?;
        let mut start = Beginning::default();
        let known = key.len().min(start.len());
        start[..known].copy_from_slice(&key.as_bytes()[..known]);
        Some(Self { key, length, start })
    }
}

/// What the walk from a key's hash ends at.
enum Place {
    Taken(WorkId),
    Free(usize),
}

impl WorkKeys {
    /// A table for at most this many keys.
    pub(super) fn for_keys(count: usize) -> Self {
        let slots = vec![None; (2 * count).next_power_of_two()];
        Self { slots, hasher: DefaultHashBuilder::default() }
    }

    /// The work of a key.
    pub(super) fn get(&self, works: &[Work], sought: Sought<'_>) -> Option<WorkId> {
        match self.place(works, sought) {
            Place::Taken(work) => Some(work),
            Place::Free(_) => None,
        }
    }

    /// Makes a key that no work has yet that of `work`.
    ///
    /// # Errors
    /// The work that has it already.
    pub(super) fn insert(&mut self, works: &[Work], sought: Sought<'_>, work: WorkId) -> Result<(), WorkId> {
        match self.place(works, sought) {
            Place::Taken(first) => Err(first),
            Place::Free(place) => {
                self.slots[place] = Some(Slot { length: sought.length, work, start: sought.start });
                Ok(())
            }
        }
    }

    fn place(&self, works: &[Work], sought: Sought<'_>) -> Place {
        let last = self.slots.len() - 1;
        // Where a usize has 32 bits the low ones will do.
        let mut place = self.hasher.hash_one(sought.key) as usize & last;
        while let Some(slot) = &self.slots[place] {
            let begins_same = slot.length == sought.length && slot.start == sought.start;
            if begins_same
                && (sought.key.len() <= slot.start.len() || *works[slot.work.index()].key == *sought.key)
            {
                return Place::Taken(slot.work);
            }
            place = (place + 1) & last;
        }
        Place::Free(place)
    }
}

#[cfg(test)]
mod tests {
    use std::hash::BuildHasher;

    use super::{Sought, WorkKeys};
    use crate::diagnostic::{FileId, Span};
    use crate::model::build::records::outside;
    use crate::model::{Text, WorkId};

    #[test]
    fn keys_that_share_a_slot_are_told_apart_and_so_are_those_that_begin_alike() {
        let mut table = WorkKeys::for_keys(60);
        let last = table.slots.len() - 1;
        // All of them want the last slot, so that the walk goes on at the first one.
        let crafted = |key: &String| table.hasher.hash_one(key.as_str()) as usize & last == last;
        let short = (0..).map(|number| format!("k{number}"));
        let long = (0..).map(|number| format!("a key of more than twenty-four bytes, {number}"));
        let mut keys: Vec<String> = short.filter(crafted).take(31).collect();
        keys.extend(long.filter(crafted).take(31));
        let absent = [keys.remove(30), keys.remove(60)];
        let works: Vec<_> =
            keys.iter().map(|key| outside(Text::from(key.as_str()), Span::new(FileId(0), 0, 0))).collect();
        let sought = |key| Sought::new(key).expect("it is not empty");
        for (place, key) in keys.iter().enumerate() {
            assert_eq!(table.insert(&works, sought(key), WorkId::new(place)), Ok(()));
        }
        for (place, key) in keys.iter().enumerate() {
            assert_eq!(table.get(&works, sought(key)), Some(WorkId::new(place)), "{key}");
            let again = table.insert(&works, sought(key), WorkId::new(0));
            assert_eq!(again, Err(WorkId::new(place)), "{key}");
        }
        for key in &absent {
            assert_eq!(table.get(&works, sought(key)), None, "{key}");
        }
    }
}
