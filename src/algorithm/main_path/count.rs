//! How many paths: numbers of any size, and in which arithmetic they were counted.

use std::fmt;

use num_bigint::BigUint;

use super::wide::Wide;

/// In which numbers paths are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Arithmetic {
    /// Exactly while all counts together take less than a quarter of a gibibyte, else [`Arithmetic::Wide`].
    #[default]
    Automatic,
    /// In integers of any size, whatever memory they take.
    Exact,
    /// In numbers of 64 significant bits and an exponent without practical limit: 16 bytes for each.
    Wide,
}

/// How near to the truth a count is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Precision {
    /// It is the true count.
    Exact,
    /// The true count is larger by this fraction of itself at most, and not smaller.
    Relative(f64),
}

/// A number of paths.
///
/// # Examples
/// ```
/// use dissensus::algorithm::main_path::source_to_sink_paths;
/// use dissensus::network::{AcyclicNetwork, DirectedNetwork, NodeIndex};
/// let node = NodeIndex::new;
/// let edges = [(node(0), node(1), 1.0), (node(0), node(2), 1.0), (node(1), node(3), 1.0), (node(2), node(3), 1.0)];
/// let count = source_to_sink_paths(&AcyclicNetwork::new(DirectedNetwork::new(4, edges)).unwrap());
/// assert_eq!((count.to_string(), count.log2()), ("2".to_owned(), Some(1.0)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathCount(Value);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Exact(BigUint),
    Wide(Wide),
}

impl PathCount {
    /// The true count, if it is known.
    #[must_use]
    pub fn exact(&self) -> Option<&BigUint> {
        match &self.0 {
            Value::Exact(count) => Some(count),
            Value::Wide(_) => None,
        }
    }

    /// The nearest double; infinite beyond 2^1024.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.wide().to_f64()
    }

    /// The binary logarithm, unless the count is zero.
    #[must_use]
    pub fn log2(&self) -> Option<f64> {
        let wide = self.wide();
        (wide != Wide::ZERO).then(|| wide.log2())
    }

    /// Which fraction of another count this one is; nothing if the other is zero.
    #[must_use]
    pub fn fraction_of(&self, other: &Self) -> Option<f64> {
        let whole = other.wide();
        (whole != Wide::ZERO).then(|| self.wide().over(whole))
    }

    fn wide(&self) -> Wide {
        match &self.0 {
            Value::Exact(count) => Wide::of(count),
            Value::Wide(wide) => *wide,
        }
    }
}

/// All digits of a true count; of another, four and the power of ten.
impl fmt::Display for PathCount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Value::Exact(count) => count.fmt(formatter),
            Value::Wide(wide) if *wide == Wide::ZERO => formatter.write_str("0"),
            Value::Wide(wide) => {
                let decimal = wide.log2() * std::f64::consts::LOG10_2;
                // Four digits may round up to ten units of the power below.
                let (mut power, mut lead) = (decimal.floor(), 10.0_f64.powf(decimal.fract()));
                if lead >= 9.9995 {
                    (power, lead) = (power + 1.0, 1.0);
                }
                write!(formatter, "{lead:.3}e{power:.0}")
            }
        }
    }
}

/// Numbers of paths, one for each node or arc, all counted in the same arithmetic.
#[derive(Clone, Debug, PartialEq)]
pub struct PathCounts {
    pub(super) values: Values,
    /// How many operations that may have cut off lie behind any one number; 0 if all are true counts.
    pub(super) steps: u64,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Values {
    Word(Vec<u128>),
    Big(Vec<BigUint>),
    Wide(Vec<Wide>),
}

impl PathCounts {
    /// How many counts.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.values {
            Values::Word(counts) => counts.len(),
            Values::Big(counts) => counts.len(),
            Values::Wide(counts) => counts.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The count at a place.
    ///
    /// # Panics
    /// If the place is not below [`len`](Self::len).
    #[must_use]
    pub fn get(&self, place: usize) -> PathCount {
        match &self.values {
            Values::Word(counts) => counts[place].shown(),
            Values::Big(counts) => counts[place].shown(),
            Values::Wide(counts) => counts[place].shown(),
        }
    }

    /// All counts, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = PathCount> + '_ {
        (0..self.len()).map(|place| self.get(place))
    }

    /// How near to the truth they are.
    #[must_use]
    pub fn precision(&self) -> Precision {
        match self.steps {
            0 => Precision::Exact,
            steps => Precision::Relative(steps as f64 * 2.0_f64.powi(-63)),
        }
    }
}

/// Numbers in which paths can be counted.
pub(super) trait Count: Clone + Ord + Send + Sync {
    fn of(number: usize) -> Self;
    fn add(&mut self, other: &Self);
    fn product(&self, other: &Self) -> Self;
    /// Whether `other`, not above this number, may be equal to it after so many operations.
    fn may_equal(&self, other: &Self, steps: u64) -> bool;
    fn shown(&self) -> PathCount;
    fn gathered(counts: Vec<Self>, steps: u64) -> PathCounts;
}

impl Count for u128 {
    fn of(number: usize) -> Self {
        number as Self
    }

    fn add(&mut self, other: &Self) {
        *self = self.checked_add(*other).expect("the width was chosen for the largest sum");
    }

    fn product(&self, other: &Self) -> Self {
        self.checked_mul(*other).expect("the width was chosen for the largest product")
    }

    fn may_equal(&self, other: &Self, _: u64) -> bool {
        self == other
    }

    fn shown(&self) -> PathCount {
        PathCount(Value::Exact(BigUint::from(*self)))
    }

    fn gathered(counts: Vec<Self>, _: u64) -> PathCounts {
        PathCounts { values: Values::Word(counts), steps: 0 }
    }
}

impl Count for BigUint {
    fn of(number: usize) -> Self {
        Self::from(number)
    }

    fn add(&mut self, other: &Self) {
        *self += other;
    }

    fn product(&self, other: &Self) -> Self {
        self * other
    }

    fn may_equal(&self, other: &Self, _: u64) -> bool {
        self == other
    }

    fn shown(&self) -> PathCount {
        PathCount(Value::Exact(self.clone()))
    }

    fn gathered(counts: Vec<Self>, _: u64) -> PathCounts {
        PathCounts { values: Values::Big(counts), steps: 0 }
    }
}

impl Count for Wide {
    fn of(number: usize) -> Self {
        Self::new(number as u64)
    }

    fn add(&mut self, other: &Self) {
        *self = self.sum(*other);
    }

    fn product(&self, other: &Self) -> Self {
        Wide::product(*self, *other)
    }

    fn may_equal(&self, other: &Self, steps: u64) -> bool {
        Wide::may_equal(*self, *other, steps)
    }

    fn shown(&self) -> PathCount {
        PathCount(self.exact().map_or(Value::Wide(*self), |exact| Value::Exact(BigUint::from(exact))))
    }

    fn gathered(counts: Vec<Self>, steps: u64) -> PathCounts {
        let steps = if counts.iter().all(|count| count.exact().is_some()) { 0 } else { steps };
        PathCounts { values: Values::Wide(counts), steps }
    }
}

/// The numbers that hold what was first counted in [`Wide`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    Word,
    Big,
    Wide,
}

/// Exact counts may take this many bytes before [`Arithmetic::Automatic`] gives them up: what a small
/// machine can spare, and some million counts of a few hundred digits.
const EXACT_BYTES: u64 = 1 << 28;

/// A vector's entry and an allocation's own cost, for an integer on the heap.
const INTEGER_BYTES: u64 = 40;

/// Which numbers to use for counts of which `rough` are the approximate values, none of them summed up
/// more than `summands` times.
pub(super) fn width(rough: &[Wide], summands: usize, arithmetic: Arithmetic) -> Width {
    let largest = rough.iter().max().map_or(0, |count| count.bits());
    // What was cut off may carry a number to its next power of two.
    let sum_bits = largest + 1 + u64::from(usize::BITS - summands.leading_zeros());
    let bytes = || rough.iter().map(|count| INTEGER_BYTES + count.bits() / 8).sum::<u64>();
    match arithmetic {
        Arithmetic::Wide => Width::Wide,
        _ if sum_bits <= 128 => Width::Word,
        Arithmetic::Automatic if bytes() > EXACT_BYTES => Width::Wide,
        _ => Width::Big,
    }
}

/// A sum of counts, exact where they are.
pub(super) fn total(counts: &PathCounts, places: &[usize]) -> PathCount {
    fn add<C: Count>(counts: &[C], places: &[usize]) -> C {
        places.iter().fold(C::of(0), |mut sum, &place| {
            sum.add(&counts[place]);
            sum
        })
    }
    match &counts.values {
        Values::Word(counts) => {
            let big: BigUint = places.iter().map(|&place| BigUint::from(counts[place])).sum();
            big.shown()
        }
        Values::Big(counts) => add(counts, places).shown(),
        Values::Wide(counts) => add(counts, places).shown(),
    }
}
