//! The samples of one class within a pair's problem: their multipliers and errors.

use crate::svm::kernel::{LANES, Lanes};

/// Kernel rows that are added at once, so that each error is loaded and stored once for all of them.
const ROWS_AT_ONCE: usize = 8;

/// How far a problem is from optimal: libsvm's `m(alpha)` and `-M(alpha)`.
#[derive(Clone, Copy, Debug)]
pub(in crate::svm) struct Violation {
    /// Largest `-error` among those whose `y alpha` may grow.
    pub(in crate::svm) up: f64,
    /// Largest `error` among those whose `y alpha` may shrink.
    pub(in crate::svm) low: f64,
}

impl Violation {
    /// libsvm's `m(alpha) - M(alpha)`: optimal at 0 and below.
    pub(in crate::svm) fn gap(self) -> f64 {
        self.up + self.low
    }

    /// The middle between `m(alpha)` and `M(alpha)`: minus the error at which a free sample would be optimal.
    pub(in crate::svm) fn middle(self) -> f64 {
        (self.up - self.low) / 2.0
    }

    pub(in crate::svm) fn max(self, other: Self) -> Self {
        Self { up: self.up.max(other.up), low: self.low.max(other.low) }
    }
}

/// One class of a pair. `error` of sample t is `sum_s y_s alpha_s K_ts - y_t`, libsvm's `y_t G_t`.
///
/// Multipliers and errors are `f64`: they say how good the solution is. Kernel values are `f32`.
pub(in crate::svm) struct Half {
    /// +1 for the first class of the pair, -1 for the second.
    pub(in crate::svm) y: f64,
    pub(in crate::svm) alpha: Vec<f64>,
    /// Padded.
    error: Vec<[f64; LANES]>,
    diagonal: Vec<Lanes>,
}

impl Half {
    /// `len` samples with alpha 0, with their kernel diagonal (padded).
    pub(in crate::svm) fn new(y: f64, len: usize, diagonal: Vec<Lanes>) -> Self {
        let error = vec![[-y; LANES]; diagonal.len()];
        Self { y, alpha: vec![0.0; len], error, diagonal }
    }

    /// The error of a sample.
    pub(in crate::svm) fn error(&self, at: usize) -> f64 {
        self.error.as_flattened()[at]
    }

    /// The kernel of a sample with itself.
    pub(in crate::svm) fn diagonal(&self, at: usize) -> f32 {
        self.diagonal.as_flattened()[at]
    }

    pub(in crate::svm) fn largest_diagonal(&self) -> f64 {
        f64::from(self.diagonal.as_flattened().iter().copied().fold(0.0, f32::max))
    }

    /// Whether `y alpha` of a sample may grow and whether it may shrink.
    pub(in crate::svm) fn may_move(&self, alpha: f64, c: f64) -> (bool, bool) {
        let (grow, shrink) = (alpha < c, alpha > 0.0);
        if self.y > 0.0 { (grow, shrink) } else { (shrink, grow) }
    }

    /// How far from optimal the half is by itself.
    pub(in crate::svm) fn violation(&self, c: f64) -> Violation {
        let mut worst = Violation { up: f64::NEG_INFINITY, low: f64::NEG_INFINITY };
        for (&alpha, &error) in self.alpha.iter().zip(self.error.as_flattened()) {
            let (grow, shrink) = self.may_move(alpha, c);
            worst.up = if grow && -error > worst.up { -error } else { worst.up };
            worst.low = if shrink && error > worst.low { error } else { worst.low };
        }
        worst
    }

    /// How far the error of a sample is on the wrong side of that of free samples, `-middle`; below 0 when it is on the
    /// right side.
    pub(in crate::svm) fn excess(&self, at: usize, middle: f64, c: f64) -> f64 {
        let excess = self.error(at) + middle;
        match self.may_move(self.alpha[at], c) {
            (true, true) => excess.abs(),
            (true, false) => -excess,
            _ => excess,
        }
    }

    /// Adds `sum_r steps[r] rows[r]` to the errors: the rows in groups, each of whose sums is `f32` as the kernel values are.
    pub(in crate::svm) fn add_rows(&mut self, rows: &[&[Lanes]], steps: &[f64]) {
        for (rows, steps) in rows.chunks(ROWS_AT_ONCE).zip(steps.chunks(ROWS_AT_ONCE)) {
            let row = |r: usize| rows.get(r).copied().unwrap_or(rows[0]);
            let step = |r: usize| steps.get(r).map_or(0.0, |&step| step as f32);
            self.add_group(core::array::from_fn(row), core::array::from_fn(step));
        }
    }

    #[inline(never)]
    fn add_group(&mut self, rows: [&[Lanes]; ROWS_AT_ONCE], steps: [f32; ROWS_AT_ONCE]) {
        let n = self.error.len();
        let [a, b, c, d, e, f, g, h] = rows.map(|row| &row[..n]);
        for (t, error) in self.error.iter_mut().enumerate() {
            let tiles = [&a[t], &b[t], &c[t], &d[t], &e[t], &f[t], &g[t], &h[t]];
            for (chunk, error) in error.as_chunks_mut::<8>().0.iter_mut().enumerate() {
                let mut sums = [0.0; 8];
                for (tile, step) in tiles.iter().zip(steps) {
                    let values = &tile.as_chunks::<8>().0[chunk];
                    for (sum, value) in sums.iter_mut().zip(values) {
                        *sum += step * value;
                    }
                }
                for (error, sum) in error.iter_mut().zip(sums) {
                    *error += f64::from(sum);
                }
            }
        }
    }

    /// As [`Half::add_rows`], without rounding to `f32`.
    pub(in crate::svm) fn add_rows_exactly(&mut self, rows: &[&[Lanes]], steps: &[f64]) {
        for (row, step) in rows.iter().zip(steps) {
            for (error, value) in self.error.as_flattened_mut().iter_mut().zip(row.as_flattened()) {
                *error += step * f64::from(*value);
            }
        }
    }

    /// `sum_t alpha_t (G_t - 1)` with `G_t = y_t error_t`: twice this half's share of the dual objective.
    pub(in crate::svm) fn twice_objective(&self) -> f64 {
        let terms = self.alpha.iter().zip(self.error.as_flattened());
        terms.map(|(&alpha, &error)| if alpha > 0.0 { alpha * (self.y * error - 1.0) } else { 0.0 }).sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn groups_of_rows_are_added_as_one_by_one(tiles in 1usize..4, n_rows in 0usize..20, seed in any::<u64>()) {
            let mut rng = crate::rng::Rng::new(seed, 0);
            let rows: Vec<Vec<Lanes>> =
                (0..n_rows).map(|_| (0..tiles).map(|_| core::array::from_fn(|_| rng.uniform() as f32)).collect()).collect();
            let rows: Vec<&[Lanes]> = rows.iter().map(Vec::as_slice).collect();
            let steps: Vec<f64> = rows.iter().map(|_| rng.normal()).collect();
            let [mut half, mut plain] = [0, 1].map(|_| Half::new(1.0, tiles * LANES, vec![[1.0; LANES]; tiles]));
            half.add_rows(&rows, &steps);
            plain.add_rows_exactly(&rows, &steps);
            prop_assert!((0..tiles * LANES).all(|at| (half.error(at) - plain.error(at)).abs() < 1e-5));
        }
    }
}
