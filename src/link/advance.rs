//! How far the reading of files and the linking of their references have come.

use std::sync::atomic::{AtomicUsize, Ordering};

/// How far a run has come, for whoever waits. It changes nothing of the result.
///
/// Whoever calls [`crate::import::load`] keeps one end and asks it from another thread.
///
/// # Examples
/// ```
/// use dissensus::link::Advance;
/// let advance = Advance::default();
/// assert_eq!(advance.now().of, 0); // nothing has begun
/// ```
#[derive(Debug, Default)]
pub struct Advance {
    bytes: Part,
    references: Part,
}

#[derive(Debug, Default)]
struct Part {
    done: AtomicUsize,
    of: AtomicUsize,
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Files are read; counted in bytes.
    Reading,
    /// References are compared with works; counted in lists of references.
    Linking,
}

/// How far a stage has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advanced {
    /// What is being done.
    pub stage: Stage,
    /// How much of it is done; at most `of`.
    pub done: usize,
    /// How much there is; zero before it is known.
    pub of: usize,
}

impl Advance {
    /// What is being done now, and how much of it is done.
    #[must_use]
    pub fn now(&self) -> Advanced {
        let linking = self.references.of.load(Ordering::Relaxed) > 0;
        let (stage, part) =
            if linking { (Stage::Linking, &self.references) } else { (Stage::Reading, &self.bytes) };
        let of = part.of.load(Ordering::Relaxed);
        Advanced { stage, done: part.done.load(Ordering::Relaxed).min(of), of }
    }

    pub(crate) fn begin(&self, stage: Stage, of: usize) {
        self.part(stage).of.store(of, Ordering::Relaxed);
    }

    pub(crate) fn add(&self, stage: Stage, done: usize) {
        self.part(stage).done.fetch_add(done, Ordering::Relaxed);
    }

    fn part(&self, stage: Stage) -> &Part {
        match stage {
            Stage::Reading => &self.bytes,
            Stage::Linking => &self.references,
        }
    }
}
