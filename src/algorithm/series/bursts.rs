//! Bursts of activity.

use crate::algorithm::MethodInfo;
use crate::algorithm::Randomness;

/// What [`event_bursts`] and [`batch_bursts`] are and where they come from.
pub(super) const INFO: MethodInfo = MethodInfo {
    name: "bursts",
    summary: "times in which something comes faster, or in a larger share, than usual",
    reference: "Kleinberg 2002, doi:10.1145/775047.775061",
    randomness: Randomness::None,
};

/// How easily a burst is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BurstOptions {
    /// s, above 1: by which factor each level is faster than the one below it. Higher values see fewer and
    /// sharper bursts.
    pub scaling: f64,
    /// γ, not negative: what it costs to rise by a level. Higher values ask that a burst lasts longer.
    pub transition_cost: f64,
    /// How many levels there are above the usual one; with none given, as many as can matter for events,
    /// and one for batches.
    pub levels: Option<usize>,
}

impl Default for BurstOptions {
    /// s = 2 and γ = 1, as in the paper.
    fn default() -> Self {
        Self { scaling: 2.0, transition_cost: 1.0, levels: None }
    }
}

/// What came in one interval of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Batch {
    /// How many of those looked for.
    pub relevant: u64,
    /// How many of all.
    pub total: u64,
}

/// The levels of a series and its bursts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bursts {
    /// The level of each gap between events, or of each batch: 0 as usual.
    pub levels: Vec<usize>,
    /// Every burst, by its start and then its level. A burst of a higher level lies inside one of each
    /// level below.
    pub bursts: Vec<Burst>,
}

/// A longest stretch at or above a level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Burst {
    /// The level, from 1.
    pub level: usize,
    /// Its first gap or batch. Gap i follows event i, so that this is also the burst's first event.
    pub start: usize,
    /// The first gap or batch behind it; for gaps, also the burst's last event.
    pub end: usize,
    /// By how much the level explains the stretch better than the level below, in natural units of
    /// information.
    pub weight: f64,
}

/// Bursts cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BurstError {
    /// A time is not a number or infinite, or times do not ascend.
    Unordered,
    /// Two events come at the same time, or so near that their gap is nothing beside the whole; such events
    /// belong in batches.
    Simultaneous,
    /// A batch has more of those looked for than of all.
    MoreThanAll,
    /// The scaling is not above 1 or not finite, or the transition cost is negative or not finite.
    Options,
}

/// Finds the times in which events follow each other faster than usual, by the cheapest state sequence of
/// Kleinberg's infinite automaton.
///
/// In state i gaps between events are drawn from α e^{−αx} with the rate α = s^i · n/T, where n is the number
/// of gaps and T their sum. A state sequence costs Σ −ln α e^{−αx} over the gaps x, and γ · ln n for every
/// level it rises; falling is free, and it starts below, in state 0. The cheapest sequence says when a
/// stream is how intense; a burst of level i is a longest stretch in states i and above.
///
/// States beyond ⌈1 + log_s(T/δ)⌉, with δ the smallest gap, cannot be on a cheapest sequence and are not looked
/// at. Fewer than two events have no gaps and no bursts.
///
/// # Determinism
/// Of sequences that cost the same, the one with the lower state at the last gap, and then at each gap
/// before it, is taken.
///
/// # Complexity
/// O(n k) time and memory for n gaps and k states, k = O(log_s(T/δ)).
///
/// # Errors
/// [`BurstError`], all but `MoreThanAll`.
///
/// # References
/// - Kleinberg (2002), Bursty and hierarchical structure in streams, doi:10.1145/775047.775061, sections 2
///   and 3; also (2003) doi:10.1023/A:1024940629314.
///
/// # Examples
/// ```
/// use dissensus::algorithm::series::{BurstOptions, event_bursts};
/// let slow = (0..6).map(|week| f64::from(week) * 100.0);
/// let fast = (1..12).map(|day| 500.0 + f64::from(day));
/// let times: Vec<f64> = slow.chain(fast).collect();
/// let bursts = event_bursts(&times, &BurstOptions::default()).unwrap();
/// assert_eq!(bursts.levels[..5], [0; 5]);
/// assert_eq!((bursts.bursts[0].level, bursts.bursts[0].start, bursts.bursts[0].end), (1, 5, 16));
/// ```
pub fn event_bursts(times: &[f64], options: &BurstOptions) -> Result<Bursts, BurstError> {
    // gaps: x, whole: T, base: n/T, smallest: δ.
    check(options)?;
    if !times.iter().all(|time| time.is_finite()) || !times.is_sorted() {
        return Err(BurstError::Unordered);
    }
    let gaps: Vec<f64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let whole: f64 = gaps.iter().sum();
    let Some(smallest) = gaps.iter().copied().reduce(f64::min) else { return Ok(Bursts::default()) };
    if smallest <= 0.0 || !(whole / smallest).is_finite() {
        return Err(BurstError::Simultaneous);
    }
    let useful = (1.0 + (whole / smallest).ln() / options.scaling.ln()).ceil() as usize;
    let states = options.levels.map_or(useful, |levels| useful.min(levels.saturating_add(1)));
    let base = gaps.len() as f64 / whole;
    let rates: Vec<f64> = (0..states).map(|state| base * options.scaling.powi(state as i32)).collect();
    let cost = |state: usize, place: usize| rates[state] * gaps[place] - rates[state].ln();
    Ok(cheapest(gaps.len(), states, options, cost))
}

/// Finds the batches, such as years, in which a larger share than usual is relevant, by the cheapest state
/// sequence of Kleinberg's automaton for batches.
///
/// In state i each of the d_t items of batch t is relevant with probability p_i = s^i · R/D, where R is the
/// number of relevant ones and D that of all. A state costs −ln p^r (1−p)^{d−r} for r relevant of d (the
/// binomial coefficient is the same in all states), rising a level costs γ · ln n for n batches, falling
/// nothing; the sequence starts in state 0. Only states with p_i ≤ 1 exist: what makes up most of everything
/// cannot burst.
///
/// A batch of nothing says nothing and keeps whatever level is cheapest around it. No batches, or none with
/// anything relevant, have no bursts.
///
/// # Determinism
/// Of sequences that cost the same, the one with the lower state in the last batch, and then in each batch
/// before it, is taken.
///
/// # Complexity
/// O(n k) time and memory for n batches and k states.
///
/// # Errors
/// [`BurstError::MoreThanAll`] and [`BurstError::Options`].
///
/// # References
/// - Kleinberg (2002), Bursty and hierarchical structure in streams, doi:10.1145/775047.775061, section 4;
///   also (2003) doi:10.1023/A:1024940629314.
///
/// # Examples
/// ```
/// use dissensus::algorithm::series::{Batch, BurstOptions, batch_bursts};
/// let years = [1, 1, 9, 9, 1, 1].map(|relevant| Batch { relevant, total: 20 });
/// let bursts = batch_bursts(&years, &BurstOptions::default()).unwrap();
/// assert_eq!(bursts.levels, [0, 0, 1, 1, 0, 0]);
/// ```
pub fn batch_bursts(batches: &[Batch], options: &BurstOptions) -> Result<Bursts, BurstError> {
    // relevant: R, total: D, usual: p_0.
    check(options)?;
    if batches.iter().any(|batch| batch.relevant > batch.total) {
        return Err(BurstError::MoreThanAll);
    }
    let relevant: u64 = batches.iter().map(|batch| batch.relevant).sum();
    let total: u64 = batches.iter().map(|batch| batch.total).sum();
    if relevant == 0 {
        return Ok(Bursts { levels: vec![0; batches.len()], bursts: Vec::new() });
    }
    let usual = relevant as f64 / total as f64;
    let wanted = options.levels.unwrap_or(1).saturating_add(1);
    let shares = (0..wanted).map(|state| usual * options.scaling.powi(state.min(1 << 30) as i32));
    let shares: Vec<f64> = shares.take_while(|&share| share <= 1.0).collect();
    let cost = |state: usize, place: usize| {
        let Batch { relevant, total } = batches[place];
        -(times_log(relevant, shares[state]) + times_log(total - relevant, 1.0 - shares[state]))
    };
    Ok(cheapest(batches.len(), shares.len(), options, cost))
}

/// n · ln p, where nothing of the impossible is still possible.
fn times_log(number: u64, probability: f64) -> f64 {
    if number == 0 { 0.0 } else { number as f64 * probability.ln() }
}

fn check(options: &BurstOptions) -> Result<(), BurstError> {
    let (scaling, cost) = (options.scaling, options.transition_cost);
    let is_legal = scaling > 1.0 && scaling.is_finite() && cost >= 0.0 && cost.is_finite();
    if is_legal { Ok(()) } else { Err(BurstError::Options) }
}

/// The cheapest sequence of states, by dynamic programming, and its bursts.
fn cheapest(
    length: usize,
    states: usize,
    options: &BurstOptions,
    cost: impl Fn(usize, usize) -> f64,
) -> Bursts {
    if length == 0 {
        return Bursts::default();
    }
    let rise = options.transition_cost * (length as f64).ln();
    let mut costs = vec![f64::INFINITY; states];
    costs[0] = 0.0;
    // For every place and state, the state before it on the cheapest way there.
    let mut before: Vec<u32> = Vec::with_capacity(length * states);
    for place in 0..length {
        let row = before.len();
        let mut from_below = (f64::INFINITY, 0);
        before.resize(row + states, 0);
        let mut arrival = vec![f64::INFINITY; states];
        for state in 0..states {
            // The lowest state wins a tie, so that an equal one further up replaces nothing.
            from_below.0 += rise;
            arrival[state] = from_below.0;
            before[row + state] = from_below.1;
            if costs[state] < from_below.0 {
                from_below = (costs[state], state as u32);
            }
        }
        let mut from_above = (f64::INFINITY, 0);
        for state in (0..states).rev() {
            if costs[state] <= from_above.0 {
                from_above = (costs[state], state as u32);
            }
            if from_above.0 < arrival[state] {
                (arrival[state], before[row + state]) = from_above;
            }
        }
        costs = arrival.iter().enumerate().map(|(state, arrived)| arrived + cost(state, place)).collect();
    }
    let last = (1..states).fold(0, |best, state| if costs[state] < costs[best] { state } else { best });
    let mut levels = vec![last; length];
    for place in (1..length).rev() {
        levels[place - 1] = before[place * states + levels[place]] as usize;
    }
    let bursts = stretches(&levels, cost);
    Bursts { levels, bursts }
}

fn stretches(levels: &[usize], cost: impl Fn(usize, usize) -> f64) -> Vec<Burst> {
    let mut bursts: Vec<Burst> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for place in 0..=levels.len() {
        let level = levels.get(place).copied().unwrap_or(0);
        while open.len() > level {
            let burst = &mut bursts[open.pop().expect("a burst of this level is open")];
            burst.end = place;
            burst.weight =
                (burst.start..place).map(|at| cost(burst.level - 1, at) - cost(burst.level, at)).sum();
        }
        while open.len() < level {
            open.push(bursts.len());
            bursts.push(Burst { level: open.len(), start: place, end: place, weight: 0.0 });
        }
    }
    bursts
}
