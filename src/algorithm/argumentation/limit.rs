//! How far an enumeration goes.

/// How a semantics is computed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SemanticsOptions {
    /// How far to go.
    pub limit: Limit,
}

/// How many labellings to give, and how long to look for them. A framework of n claims can have 3^(n/3)
/// preferred extensions, and to find out whether it has a stable one can take exponential time.
///
/// # Examples
/// ```
/// use dissensus::algorithm::argumentation::Limit;
/// let first_ten = Limit { labellings: Some(10), ..Limit::default() };
/// assert_eq!(Limit::NONE, Limit { labellings: None, steps: None });
/// assert_ne!(first_ten, Limit::NONE);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The greatest number of labellings; `None` for all.
    pub labellings: Option<usize>,
    /// The greatest number of steps: labels looked at or written. A second has some hundred million. `None`
    /// for as many as it takes.
    pub steps: Option<u64>,
}

impl Limit {
    /// All labellings, however long it takes.
    pub const NONE: Self = Self { labellings: None, steps: None };
}

impl Default for Limit {
    /// 10,000 labellings and a thousand million steps.
    fn default() -> Self {
        Self { labellings: Some(10_000), steps: Some(1_000_000_000) }
    }
}

/// The steps that are left.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    left: Option<u64>,
}

/// No steps are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exhausted;

impl Budget {
    pub(super) fn new(steps: Option<u64>) -> Self {
        Self { left: steps }
    }

    /// Takes some steps, or all that are left if they do not suffice.
    pub(super) fn spend(&mut self, steps: usize) -> Result<(), Exhausted> {
        let Some(left) = &mut self.left else { return Ok(()) };
        match left.checked_sub(steps as u64) {
            Some(rest) => {
                *left = rest;
                Ok(())
            }
            None => {
                *left = 0;
                Err(Exhausted)
            }
        }
    }

    /// A part of what is left, taken out.
    pub(super) fn split(&mut self, parts: usize) -> Self {
        let share = self.left.map(|left| left / parts.max(1) as u64);
        if let (Some(left), Some(share)) = (&mut self.left, share) {
            *left -= share;
        }
        Self { left: share }
    }

    /// Gives back what was taken out and not spent.
    pub(super) fn give_back(&mut self, rest: Self) {
        if let (Some(left), Some(rest)) = (&mut self.left, rest.left) {
            *left += rest;
        }
    }
}
