//! Which labels a node may still have, and what those of its attackers say of it.

/// The labels that a node may still have.
pub(super) type Domain = u8;
pub(super) const IN: Domain = 1;
pub(super) const OUT: Domain = 2;
pub(super) const UNDECIDED: Domain = 4;

/// The domains of the attackers of a node, counted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) surely_in: i32,
    pub(super) maybe_in: i32,
    pub(super) maybe_undecided: i32,
    /// Those that cannot be out.
    pub(super) not_out: i32,
    /// Those that could be something else than out.
    pub(super) open: i32,
}

impl Counts {
    /// What an attacker adds to the counts by its domain.
    fn of(domain: Domain) -> Self {
        Self {
            surely_in: i32::from(domain == IN),
            maybe_in: i32::from(domain & IN != 0),
            maybe_undecided: i32::from(domain & UNDECIDED != 0),
            not_out: i32::from(domain & OUT == 0),
            open: i32::from(domain != OUT),
        }
    }

    /// What changes when an attacker gets a new domain.
    pub(super) fn change(old: Domain, new: Domain) -> Self {
        let (old, new) = (Self::of(old), Self::of(new));
        Self {
            surely_in: new.surely_in - old.surely_in,
            maybe_in: new.maybe_in - old.maybe_in,
            maybe_undecided: new.maybe_undecided - old.maybe_undecided,
            not_out: new.not_out - old.not_out,
            open: new.open - old.open,
        }
    }

    pub(super) fn add(&mut self, change: Self) {
        self.surely_in += change.surely_in;
        self.maybe_in += change.maybe_in;
        self.maybe_undecided += change.maybe_undecided;
        self.not_out += change.not_out;
        self.open += change.open;
    }

    /// The labels that the attackers leave to a node.
    pub(super) fn allowed(self) -> Domain {
        if self.surely_in > 0 {
            return OUT;
        }
        let mut allowed = IN | OUT | UNDECIDED;
        if self.maybe_in == 0 {
            allowed &= !OUT;
        }
        if self.maybe_undecided == 0 {
            allowed &= !UNDECIDED;
        }
        if self.not_out > 0 {
            allowed &= !IN;
        }
        allowed
    }
}
