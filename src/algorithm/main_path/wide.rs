//! Numbers too large for a machine word, with 64 significant bits.

use num_bigint::BigUint;
use num_traits::ToPrimitive;

/// The whole number mantissa · 2^exponent. Unless the exponent is 0, the mantissa has its highest bit set;
/// so every number has one form, and the order of the fields is the order of the numbers.
///
/// Sums and products are cut off, never rounded up: one operation yields at least 1 − 2^-63 of the true
/// result and at most the whole. With exponent 0 nothing has been cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wide {
    exponent: u64,
    mantissa: u64,
}

impl Wide {
    pub(super) const ZERO: Self = Self { exponent: 0, mantissa: 0 };

    pub(super) fn new(number: u64) -> Self {
        Self { exponent: 0, mantissa: number }
    }

    /// The first 64 bits of an integer.
    pub(super) fn of(integer: &BigUint) -> Self {
        let exponent = integer.bits().saturating_sub(64);
        let mantissa = (integer >> exponent).to_u64().expect("64 bits remain");
        Self { exponent, mantissa }
    }

    /// The number, if nothing has been cut off from it.
    pub(super) fn exact(self) -> Option<u64> {
        (self.exponent == 0).then_some(self.mantissa)
    }

    /// How many binary digits the number has; none for zero.
    pub(super) fn bits(self) -> u64 {
        self.exponent + u64::from(64 - self.mantissa.leading_zeros())
    }

    pub(super) fn sum(self, other: Self) -> Self {
        // Without a branch on which is larger: of counts that come in no order, the processor guesses wrong.
        let exponent = self.exponent.max(other.exponent);
        let aligned = |number: Self| match exponent - number.exponent {
            shift @ 0..64 => number.mantissa >> shift,
            _ => 0,
        };
        let (mantissa, carried) = aligned(self).overflowing_add(aligned(other));
        let carry = u64::from(carried);
        Self { exponent: exponent + carry, mantissa: mantissa >> carry | carry << 63 }
    }

    pub(super) fn product(self, other: Self) -> Self {
        if self == Self::ZERO || other == Self::ZERO {
            return Self::ZERO;
        }
        let product = u128::from(self.mantissa) * u128::from(other.mantissa);
        let excess = (128 - product.leading_zeros()).saturating_sub(64);
        let mantissa = u64::try_from(product >> excess).expect("64 bits remain");
        Self { exponent: self.exponent + other.exponent + u64::from(excess), mantissa }
    }

    /// Whether numbers of which `self` and the smaller `other` were computed in `steps` operations each may
    /// be equal.
    pub(super) fn may_equal(self, other: Self, steps: u64) -> bool {
        let shift = self.exponent.saturating_sub(other.exponent);
        if other >= self || shift > 1 {
            return other >= self;
        }
        let larger = u128::from(self.mantissa) << shift;
        let tolerance = (larger * u128::from(steps.min(1 << 62))) >> 63;
        larger - u128::from(other.mantissa) <= tolerance
    }

    /// This number over another, as nearly as a double tells.
    pub(super) fn over(self, other: Self) -> f64 {
        let quotient = self.mantissa as f64 / other.mantissa as f64;
        quotient * power_of_two(self.exponent as f64 - other.exponent as f64)
    }

    /// The nearest double, infinite beyond the largest.
    pub(super) fn to_f64(self) -> f64 {
        self.mantissa as f64 * power_of_two(self.exponent as f64)
    }

    /// The binary logarithm; minus infinity of zero.
    pub(super) fn log2(self) -> f64 {
        self.exponent as f64 + (self.mantissa as f64).log2()
    }
}

fn power_of_two(exponent: f64) -> f64 {
    2.0_f64.powi(exponent.clamp(-2000.0, 2000.0) as i32)
}
