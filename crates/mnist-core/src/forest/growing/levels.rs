//! The split of a node on a feature of at most four bins, from its class counts above each threshold.

use super::search::{Found, Split};
use crate::forest::data::packed::MAX_BINS;
use crate::rng::Rng;

/// Thresholds between the bins: threshold t has the bins up to t on its left.
const THRESHOLDS: usize = MAX_BINS - 1;

/// For each threshold what `counts::Side` holds for one, exact in integers.
#[derive(Default)]
pub(crate) struct Levels {
    above: [u32; THRESHOLDS],
    left_squares: [u64; THRESHOLDS],
    right_squares: [u64; THRESHOLDS],
}

impl Levels {
    /// Adds a class: its weight in the node, and in the bins above each threshold.
    #[inline(always)]
    pub(crate) fn add(&mut self, all: u32, above: [u32; THRESHOLDS]) {
        for (t, right) in above.into_iter().enumerate() {
            let left = all - right;
            self.above[t] += right;
            self.left_squares[t] += u64::from(left) * u64::from(left);
            self.right_squares[t] += u64::from(right) * u64::from(right);
        }
    }

    /// The best split, as [`super::search::Search::best`] finds it for a node of this weight.
    pub(crate) fn best(&self, weight: u32, min_leaf: u64) -> Found {
        // A threshold with an empty bin above it divides as the next one does: the first of equals wins, so that empty
        // bins need no test here.
        let mut best: Option<(usize, f64)> = None;
        let mut varies = false;
        for t in 0..THRESHOLDS {
            let (left, right) = (weight - self.above[t], self.above[t]);
            let divides = left > 0 && right > 0;
            varies |= divides;
            if divides && u64::from(left) >= min_leaf && u64::from(right) >= min_leaf {
                let purity = self.purity(t, weight);
                if best.is_none_or(|(_, best)| purity > best) {
                    best = Some((t, purity));
                }
            }
        }
        match best {
            None if varies => Found::Nothing,
            None => Found::Constant,
            Some((t, purity)) => {
                let next = t + 1 + self.above[t + 1..].iter().filter(|&&above| above == self.above[t]).count();
                Found::Split(Split { bin: ((t + next) / 2) as u8, purity, perfect: self.is_perfect(t, weight) })
            }
        }
    }

    /// A split at a random threshold, as [`super::search::random`] draws it.
    pub(crate) fn random(&self, weight: u32, min_leaf: u64, rng: &mut Rng) -> Found {
        let low = self.above.iter().filter(|&&above| above == weight).count();
        let high = self.above.iter().filter(|&&above| above > 0).count();
        if low >= high {
            return Found::Constant;
        }
        let t = low + rng.below((high - low) as u32) as usize;
        let (left, right) = (weight - self.above[t], self.above[t]);
        if u64::from(left) < min_leaf || u64::from(right) < min_leaf {
            return Found::Nothing;
        }
        Found::Split(Split { bin: t as u8, purity: self.purity(t, weight), perfect: self.is_perfect(t, weight) })
    }

    #[inline(always)]
    fn purity(&self, t: usize, weight: u32) -> f64 {
        let (left, right) = (weight - self.above[t], self.above[t]);
        super::counts::purity(
            exact(self.left_squares[t]),
            f64::from(left),
            exact(self.right_squares[t]),
            f64::from(right),
        )
    }

    fn is_perfect(&self, t: usize, weight: u32) -> bool {
        let (left, right) = (u64::from(weight - self.above[t]), u64::from(self.above[t]));
        self.left_squares[t] == left * left && self.right_squares[t] == right * right
    }
}

/// The number, below 2^53; processors convert signed integers only.
#[inline(always)]
fn exact(n: u64) -> f64 {
    n as i64 as f64
}
