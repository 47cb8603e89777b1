//! The names met while files are read, each kept once.

use std::hash::BuildHasher;
use std::sync::{Mutex, OnceLock, PoisonError};

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::FxBuildHasher;

use super::Name;

/// The number of a name in a [`NameTable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameNumber {
    shard: u16,
    number: u32,
}

/// Names, each once, filled from several threads at a time.
///
/// Most names come again, and nearly always written alike: what was written before is known by its bytes, without
/// a lock.
///
/// Which number a name has depends on who came first and must not be seen by anybody; which names there
/// are, and which number means which, does not.
#[derive(Debug)]
pub struct NameTable {
    shards: Vec<Mutex<Shard>>,
    /// As many as a power of two. What is written is in one of a few slots from its hash on, or not remembered.
    written: Vec<OnceLock<(Written, NameNumber)>>,
}

#[derive(Debug, Default)]
struct Shard {
    names: Vec<Name>,
    /// With their hashes: going to a name to see that it is another costs more than all else.
    numbers: HashTable<(u64, u32)>,
}

impl Shard {
    /// A shard with room for some names: lists and tables that grow are copied.
    fn for_names(count: usize) -> Self {
        Self { names: Vec::with_capacity(count), numbers: HashTable::with_capacity(count) }
    }
}

/// A short name as it stands in a file, zeros after its end and its length in the last byte. A reference to the file would cost a miss of the
/// cache for each comparison.
type Written = [u8; 32];

fn written(text: &str) -> Option<Written> {
    let mut written = Written::default();
    let [name @ .., length] = &mut written;
    name.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
    *length = u8::try_from(text.len()).ok()?;
    Some(written)
}

/// How many parts that are locked one by one there are at most.
const SHARDS_AT_MOST: usize = 64;

/// How many bytes of text there are to such a part: what is small stays in the cache.
const BYTES_PER_SHARD: usize = 1 << 16;

/// How many slots what is written may be in.
const NEIGHBOURS: usize = 8;

/// How many bytes of text there are to a slot: most names of a small library are new.
const BYTES_PER_SLOT: usize = 512;

/// How many slots there are at most.
const SLOTS_AT_MOST: usize = 1 << 16;

impl Default for NameTable {
    fn default() -> Self {
        Self::for_texts_of(0)
    }
}

fn hash(name: &Name) -> u64 {
    FxBuildHasher.hash_one(name)
}

impl NameTable {
    /// A table for the names in texts of so many bytes.
    #[must_use]
    pub fn for_texts_of(bytes: usize) -> Self {
        let slots = (bytes / BYTES_PER_SLOT).clamp(NEIGHBOURS, SLOTS_AT_MOST).next_power_of_two();
        let shards = (bytes / BYTES_PER_SHARD).clamp(2, SHARDS_AT_MOST).next_power_of_two();
        Self {
            shards: (0..shards).map(|_| Mutex::new(Shard::for_names(slots / shards))).collect(),
            written: (0..slots).map(|_| OnceLock::new()).collect(),
        }
    }

    /// The number of a name.
    ///
    /// # Panics
    /// If there are more than 2^32 names of one shard; memory ends before.
    #[must_use]
    pub fn number(&self, name: Name) -> NameNumber {
        let hashed = hash(&name);
        let shard = (hashed >> 20) as usize & (self.shards.len() - 1);
        let mut guard = self.shards[shard].lock().unwrap_or_else(PoisonError::into_inner);
        let Shard { names, numbers } = &mut *guard;
        let entry = numbers.entry(
            hashed,
            |&(known, number)| known == hashed && names[number as usize] == name,
            |&(known, _)| known,
        );
        let number = match entry {
            Entry::Occupied(known) => known.get().1,
            Entry::Vacant(vacant) => {
                let number = u32::try_from(names.len()).expect("fewer than 2^32 names");
                vacant.insert((hashed, number));
                names.push(name);
                number
            }
        };
        NameNumber { shard: u16::try_from(shard).expect("at most 64 of them"), number }
    }

    /// The number of a name that is written like this; `read` tells the name where that is not known yet. None if
    /// `read` finds none.
    ///
    /// # Panics
    /// As [`NameTable::number`].
    pub fn number_of(&self, text: &str, read: impl FnOnce() -> Option<Name>) -> Option<NameNumber> {
        let Some(written) = written(text) else { return read().map(|name| self.number(name)) };
        // Where a usize has 32 bits the low ones will do.
        let hashed = FxBuildHasher.hash_one(written) as usize;
        let mut free = None;
        for step in 0..NEIGHBOURS {
            let slot = &self.written[hashed.wrapping_add(step) & (self.written.len() - 1)];
            match slot.get() {
                Some((known, number)) if *known == written => return Some(*number),
                Some(_) => {}
                None => {
                    free = Some(slot);
                    break;
                }
            }
        }
        let number = self.number(read()?);
        // Another thread may have been faster; then this is read again where it is next met.
        let _ = free.map(|slot| slot.set((written, number)));
        Some(number)
    }

    /// Every name, and where the names of each shard begin, to find a number's name by.
    pub(crate) fn into_names(self) -> (Vec<Name>, NameOffsets) {
        let shards = self.shards.into_iter();
        let shards = shards.map(|shard| shard.into_inner().unwrap_or_else(PoisonError::into_inner).names);
        let shards: Vec<Vec<Name>> = shards.collect();
        let mut names = Vec::with_capacity(shards.iter().map(Vec::len).sum());
        let mut offsets = Vec::with_capacity(shards.len());
        for mut shard in shards {
            offsets.push(names.len());
            names.append(&mut shard);
        }
        (names, NameOffsets(offsets))
    }
}

/// Where the names of each shard begin.
pub(crate) struct NameOffsets(Vec<usize>);

impl NameOffsets {
    /// The place of a name in the list of all.
    pub(crate) fn place(&self, number: NameNumber) -> usize {
        self.0[usize::from(number.shard)] + number.number as usize
    }
}

#[cfg(test)]
mod tests {
    use rayon::prelude::*;

    use super::{Name, NameTable};
    use crate::model::{NameKind, NameParts};

    fn name(family: &str) -> Name {
        Name::new(NameParts { family, ..NameParts::default() }, NameKind::Person)
    }

    #[test]
    fn what_is_written_alike_is_read_once_and_what_differs_in_a_nul_is_not_alike() {
        let table = NameTable::default();
        let smith = table.number_of("Smith,\0", || Some(name("Smith")));
        assert_eq!(table.number_of("Smith,\0", || unreachable!("it is known")), smith);
        assert_eq!(table.number_of("Smith,", || None), None);
        let long = "x".repeat(40);
        assert_eq!(
            table.number_of(&long, || Some(name(&long))),
            table.number_of(&long, || Some(name(&long)))
        );
        assert_ne!(table.number_of(&long, || Some(name(&long))), smith);
    }

    #[test]
    fn names_met_on_many_threads_are_each_kept_once_and_keep_their_numbers() {
        // The fewest slots there can be, so that most of what is written finds none.
        let table = NameTable::default();
        let written: Vec<String> = (0..40_000).map(|at| format!("Name{}, {}", at % 500, at % 3)).collect();
        let family = |text: &str| text.split(',').next().unwrap_or_default().to_owned();
        let numbers: Vec<_> = written
            .par_iter()
            .map(|text| table.number_of(text, || Some(name(&family(text)))).expect("it is a name"))
            .collect();
        let (names, offsets) = table.into_names();
        assert_eq!(names.len(), 500);
        for (text, number) in written.iter().zip(numbers) {
            assert_eq!(names[offsets.place(number)].family(), family(text));
        }
    }
}
