//! The split of a node on a feature of at most four bins, from its class counts above each threshold.

use super::counts::{Counts, total};
use super::search::{Found, Item, Split};
use crate::classifier::N_CLASSES;
use crate::forest::data::packed::MAX_BINS;
use crate::rng::Rng;

/// Thresholds between the bins: threshold t has the bins up to t on its left.
const THRESHOLDS: usize = MAX_BINS - 1;

/// Heaviest node that is counted here: then the sum of its squares fits u32, and each sum of weights u16.
pub(crate) const MAX_WEIGHT: u64 = u16::MAX as u64;

/// For each threshold what `counts::Side` holds for one, exact in integers.
#[derive(Default)]
pub(crate) struct Levels {
    above: [u32; THRESHOLDS],
    left_squares: [u32; THRESHOLDS],
    right_squares: [u32; THRESHOLDS],
}

impl Levels {
    /// Adds a class: its weight in the node, and in the bins above each threshold.
    #[inline(always)]
    pub(crate) fn add(&mut self, all: u32, above: [u32; THRESHOLDS]) {
        for (t, right) in above.into_iter().enumerate() {
            let left = all - right;
            self.above[t] += right;
            self.left_squares[t] += left * left;
            self.right_squares[t] += right * right;
        }
    }

    /// Of items sorted by class, whose classes end at `ends`, with these bins in `column`.
    ///
    /// A class's four sums lie in one register, 16 bits each: no memory is written for a sample.
    #[inline(never)]
    pub(crate) fn count(items: &[Item], ends: &[usize; N_CLASSES], column: &[u8], node: &Counts) -> Self {
        let mut levels = Self::default();
        let mut start = 0;
        for (&end, &all) in ends.iter().zip(node) {
            let mut sums = 0u64;
            for item in &items[start..end] {
                sums += u64::from(item.weight()) << (16 * (column[item.index as usize] & 3));
            }
            start = end;
            // The product's 16-bit digits are the sums up to each bin.
            let up_to = sums.wrapping_mul(0x0001_0001_0001_0001);
            levels.add(all, core::array::from_fn(|t| all - (up_to >> (16 * t) & 0xffff) as u32));
        }
        levels
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
            f64::from(self.left_squares[t]),
            f64::from(left),
            f64::from(self.right_squares[t]),
            f64::from(right),
        )
    }

    fn is_perfect(&self, t: usize, weight: u32) -> bool {
        let (left, right) = (weight - self.above[t], self.above[t]);
        self.left_squares[t] == left * left && self.right_squares[t] == right * right
    }
}

/// Where each class ends among items sorted by class.
pub(crate) fn class_ends(items: &[Item]) -> [usize; N_CLASSES] {
    core::array::from_fn(|class| items.partition_point(|item| item.class() <= class))
}

/// The weight of a node, which must be at most [`MAX_WEIGHT`].
pub(crate) fn weight(node: &Counts) -> u32 {
    total(node) as u32
}
