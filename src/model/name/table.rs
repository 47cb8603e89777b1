//! The names met while files are read, each kept once.

use std::hash::BuildHasher;
use std::sync::{Mutex, PoisonError};

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
/// Which number a name has depends on who came first and must not be seen by anybody; which names there
/// are, and which number means which, does not.
#[derive(Debug)]
pub struct NameTable {
    shards: Vec<Mutex<Shard>>,
}

#[derive(Debug, Default)]
struct Shard {
    names: Vec<Name>,
    numbers: HashTable<u32>,
}

/// How many parts are locked one by one.
const SHARDS: u16 = 256;

impl Default for NameTable {
    fn default() -> Self {
        Self { shards: (0..SHARDS).map(|_| Mutex::default()).collect() }
    }
}

fn hash(name: &Name) -> u64 {
    FxBuildHasher.hash_one(name)
}

impl NameTable {
    /// The number of a name.
    ///
    /// # Panics
    /// If there are more than 2^32 names of one shard; memory ends before.
    #[must_use]
    pub fn number(&self, name: Name) -> NameNumber {
        let hashed = hash(&name);
        let shard = u16::try_from((hashed >> 20) % u64::from(SHARDS)).expect("a remainder of 256");
        let mut guard = self.shards[usize::from(shard)].lock().unwrap_or_else(PoisonError::into_inner);
        let Shard { names, numbers } = &mut *guard;
        let entry = numbers.entry(
            hashed,
            |&number| names[number as usize] == name,
            |&number| hash(&names[number as usize]),
        );
        let number = match entry {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(vacant) => {
                let number = u32::try_from(names.len()).expect("fewer than 2^32 names");
                vacant.insert(number);
                names.push(name);
                number
            }
        };
        NameNumber { shard, number }
    }

    /// Every name, and where the names of each shard begin, to find a number's name by.
    pub(crate) fn into_names(self) -> (Vec<Name>, NameOffsets) {
        let mut names = Vec::new();
        let mut offsets = Vec::with_capacity(self.shards.len());
        for shard in self.shards {
            offsets.push(names.len());
            names.append(&mut shard.into_inner().unwrap_or_else(PoisonError::into_inner).names);
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
