//! Exact shares: two whole numbers in lowest terms.

use std::fmt;

/// So many `parts` of so many: a share from 0 to 1 in lowest terms (`0/1` when there is nothing to divide).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fraction {
    /// What is counted.
    pub parts: u64,
    /// The whole; never 0.
    pub of: u64,
}

impl Fraction {
    /// `parts` of `of`, in lowest terms.
    pub fn new(parts: u64, of: u64) -> Fraction {
        if of == 0 {
            return Fraction { parts: 0, of: 1 };
        }
        let common = greatest_common_divisor(parts, of);
        Fraction { parts: parts / common, of: of / common }
    }

    /// In millionths, rounded to the nearest: 0.9091 is 909,091.
    pub fn millionths(self) -> u64 {
        let (parts, of) = (u128::from(self.parts), u128::from(self.of));
        ((parts * 2_000_000 + of) / (of * 2)) as u64
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.parts, self.of)
    }
}

/// At least 1 unless both are 0.
pub(super) fn greatest_common_divisor(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
