//! Numbers of shortest paths, which double with every diamond in a chain and outgrow a float after a thousand.

/// A number of paths, or a number divided by one.
pub(super) trait PathCount: Copy + Send {
    const NONE: Self;
    const ONE: Self;

    fn plus(self, other: Self) -> Self;

    fn times(self, other: Self) -> Self;

    /// A number divided by this.
    fn dividing(self, numerator: f64) -> Self;

    fn to_f64(self) -> f64;

    /// Whether sums of products of two such counts are far from infinity.
    fn fits(self) -> Fit;
}

/// Whether a count is small enough for its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    Fits,
    TooLarge,
}

impl PathCount for f64 {
    const NONE: Self = 0.0;
    const ONE: Self = 1.0;

    fn plus(self, other: Self) -> Self {
        self + other
    }

    fn times(self, other: Self) -> Self {
        self * other
    }

    fn dividing(self, numerator: f64) -> Self {
        numerator / self
    }

    fn to_f64(self) -> f64 {
        self
    }

    fn fits(self) -> Fit {
        if self < 1e100 { Fit::Fits } else { Fit::TooLarge }
    }
}

/// A float whose exponent has no end: significand · 2^(512 · exponent), the significand at least 2⁻²⁵⁶ and less
/// than 2²⁵⁶, or 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extended {
    significand: f64,
    exponent: i64,
}

/// 2^256, 2^512 and 2^-512.
const HALF: f64 = f64::from_bits((1023 + 256) << 52);
const UP: f64 = f64::from_bits((1023 + 512) << 52);
const DOWN: f64 = f64::from_bits((1023 - 512) << 52);

impl Extended {
    fn normal(significand: f64, exponent: i64) -> Self {
        if significand >= HALF {
            Self { significand: significand * DOWN, exponent: exponent + 1 }
        } else if significand == 0.0 {
            Self { significand, exponent: 0 }
        } else if significand < 1.0 / HALF {
            Self { significand: significand * UP, exponent: exponent - 1 }
        } else {
            Self { significand, exponent }
        }
    }
}

impl PathCount for Extended {
    const NONE: Self = Self { significand: 0.0, exponent: 0 };
    const ONE: Self = Self { significand: 1.0, exponent: 0 };

    fn plus(self, other: Self) -> Self {
        if self.significand == 0.0 {
            return other;
        }
        if other.significand == 0.0 {
            return self;
        }
        let (high, low) = if self.exponent >= other.exponent { (self, other) } else { (other, self) };
        match high.exponent - low.exponent {
            0 => Self::normal(high.significand + low.significand, high.exponent),
            1 => Self::normal(high.significand + low.significand * DOWN, high.exponent),
            // Two steps apart the lower one is below the last digit of the higher.
            _ => high,
        }
    }

    fn times(self, other: Self) -> Self {
        Self::normal(self.significand * other.significand, self.exponent + other.exponent)
    }

    fn dividing(self, numerator: f64) -> Self {
        Self::normal(numerator / self.significand, -self.exponent)
    }

    fn to_f64(self) -> f64 {
        match self.exponent {
            0 => self.significand,
            1.. => self.significand * UP.powi(self.exponent.min(3) as i32),
            ..0 => self.significand * DOWN.powi(self.exponent.max(-3).unsigned_abs() as i32),
        }
    }

    fn fits(self) -> Fit {
        Fit::Fits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn power_of_two(exponent: usize) -> Extended {
        (0..exponent).fold(Extended::ONE, |count, _| count.plus(count))
    }

    #[test]
    fn large_powers_divide_to_small_ones() {
        for (high, low) in [(3000, 2990), (3000, 3000), (5121, 5118), (10, 3), (0, 0)] {
            let quotient = power_of_two(high).times(power_of_two(low).dividing(1.0)).to_f64();
            assert_eq!(quotient, 2_f64.powi((high - low) as i32));
        }
    }

    #[test]
    fn sums_across_a_step_of_the_exponent_are_right() {
        let sum = power_of_two(260).plus(power_of_two(250));
        assert_eq!(sum.times(power_of_two(250).dividing(1.0)).to_f64(), 1025.0);
        assert_eq!(Extended::NONE.plus(Extended::ONE), Extended::ONE);
        assert_eq!(power_of_two(2000).plus(Extended::ONE), power_of_two(2000));
    }
}
