//! Class counts of a node and the impurity of a split.

use crate::classifier::N_CLASSES;

/// Weight of each class.
pub(crate) type Counts = [u32; N_CLASSES];

/// Weight of all classes.
pub(crate) fn total(counts: &Counts) -> u64 {
    counts.iter().map(|&n| u64::from(n)).sum()
}

/// Whether at most one class has any.
pub(crate) fn is_pure(counts: &Counts) -> bool {
    counts.iter().filter(|&&n| n > 0).count() <= 1
}

/// The sum of two sides' `squares / total` with one division. Exact but for that division where the totals are below
/// 2^16, so that splits which are equally good are equal.
#[inline(always)]
pub(crate) fn purity(left_squares: f64, left: f64, right_squares: f64, right: f64) -> f64 {
    (left_squares * right + right_squares * left) / (left * right)
}

/// One side of a split: how many of each class, how many in all, and the sum of their squares, kept exact in integers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Side {
    pub(crate) counts: Counts,
    pub(crate) total: u64,
    squares: u64,
}

impl Side {
    /// Of these counts.
    pub(crate) fn new(counts: Counts) -> Self {
        let squares = counts.iter().map(|&n| u64::from(n) * u64::from(n)).sum();
        Self { counts, total: total(&counts), squares }
    }

    /// `sum_c n_c^2 / n`: the larger, the purer.
    pub(crate) fn purity(&self) -> f64 {
        self.squares as f64 / self.total as f64
    }

    /// The sum of both sides' [`Side::purity`], `n` less the Gini impurity of the split times `n`.
    pub(crate) fn purity_with(&self, right: &Self) -> f64 {
        purity(self.squares as f64, self.total as f64, right.squares as f64, right.total as f64)
    }

    /// Whether all are of one class.
    pub(crate) fn is_pure(&self) -> bool {
        self.squares == self.total * self.total
    }

    /// Moves the weight of each class (the first ten) from another side, which must have it. Squares are summed anew,
    /// which vectorises.
    #[inline(always)]
    pub(crate) fn take(&mut self, from: &mut Self, weights: &[u32; 16]) {
        let (mut here, mut there, mut moved) = (0, 0, 0);
        for ((mine, theirs), &weight) in self.counts.iter_mut().zip(&mut from.counts).zip(weights) {
            *mine += weight;
            *theirs -= weight;
            here += u64::from(*mine) * u64::from(*mine);
            there += u64::from(*theirs) * u64::from(*theirs);
            moved += weight;
        }
        (self.squares, from.squares) = (here, there);
        self.total += u64::from(moved);
        from.total -= u64::from(moved);
    }

    /// Moves `weight` of a class from this side to the other. It must be there.
    #[inline(always)]
    pub(crate) fn give(&mut self, to: &mut Self, class: usize, weight: u32) {
        let w = u64::from(weight);
        self.squares -= w * (2 * u64::from(self.counts[class]) - w);
        self.counts[class] -= weight;
        self.total -= w;
        to.squares += w * (2 * u64::from(to.counts[class]) + w);
        to.counts[class] += weight;
        to.total += w;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn giving_keeps_both_sides_exact(
            all in proptest::array::uniform10(0u32..60_000),
            moves in proptest::collection::vec((0usize..10, 1u32..9_000), 0..50),
        ) {
            let (mut right, mut left) = (Side::new(all), Side::new([0; N_CLASSES]));
            for (class, weight) in moves {
                if right.counts[class] >= weight {
                    right.give(&mut left, class, weight);
                }
            }
            prop_assert_eq!(&right, &Side::new(right.counts));
            prop_assert_eq!(&left, &Side::new(left.counts));
            prop_assert!((0..10).all(|c| left.counts[c] + right.counts[c] == all[c]));
            prop_assert!(left.total == 0 || left.is_pure() == is_pure(&left.counts));
        }
    }
}
