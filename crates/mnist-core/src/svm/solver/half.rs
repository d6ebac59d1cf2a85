//! The samples of one class within a pair's problem: what is kept of each, and the passes over them.
//!
//! The whole problem has two halves and so has each working set's.

use crate::svm::kernel::{LANES, Lanes};

/// Eight bytes of each sample of a tile.
type Lanes64 = [f64; LANES];

/// A value and where it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::svm) struct Best {
    pub(in crate::svm) value: f64,
    pub(in crate::svm) at: usize,
}

/// What one pass over a half finds.
#[derive(Clone, Copy, Debug)]
pub(in crate::svm) struct Extremes {
    /// First largest `-error` among those whose `y alpha` may grow.
    pub(in crate::svm) up: Best,
    /// Largest `error` among those whose `y alpha` may shrink.
    pub(in crate::svm) low: f64,
}

impl Extremes {
    /// libsvm's `m(alpha) - M(alpha)` of a problem of two halves.
    pub(in crate::svm) fn gap(halves: &[Self; 2]) -> f64 {
        let [first, second] = halves;
        first.up.value.max(second.up.value) + first.low.max(second.low)
    }

    /// The middle between `m(alpha)` and `M(alpha)`: minus the error at which a free sample would be optimal.
    pub(in crate::svm) fn middle(halves: &[Self; 2]) -> f64 {
        let [first, second] = halves;
        (first.up.value.max(second.up.value) - first.low.max(second.low)) / 2.0
    }
}

/// Kernel rows that [`Half::add_rows`] adds at once, so that each error is loaded and stored once for all of them.
pub(in crate::svm) const ROWS_AT_ONCE: usize = 4;

/// One class of a pair. `error` of sample t is `sum_s y_s alpha_s K_ts - y_t`, libsvm's `y_t G_t`.
///
/// Padding has the penalty of both kinds, so that it is never chosen.
pub(in crate::svm) struct Half {
    /// +1 for the first class of the pair, -1 for the second.
    pub(in crate::svm) y: f64,
    pub(in crate::svm) alpha: Vec<f64>,
    error: Vec<Lanes64>,
    /// 0 where `y alpha` may grow, else minus infinity: a test that needs no branch.
    up: Vec<Lanes64>,
    /// 0 where `y alpha` may shrink, else minus infinity.
    low: Vec<Lanes64>,
    diagonal: Vec<Lanes>,
}

impl Half {
    /// `len` samples with alpha 0, with their kernel diagonal (padded).
    pub(in crate::svm) fn new(y: f64, len: usize, c: f64, diagonal: Vec<Lanes>) -> Self {
        let penalty = vec![[f64::NEG_INFINITY; LANES]; diagonal.len()];
        let error = vec![[-y; LANES]; diagonal.len()];
        let mut half = Self { y, alpha: vec![0.0; len], error, up: penalty.clone(), low: penalty, diagonal };
        for at in 0..len {
            half.set_alpha(at, 0.0, c);
        }
        half
    }

    /// Sets a multiplier, 0 to `c`.
    pub(in crate::svm) fn set_alpha(&mut self, at: usize, alpha: f64, c: f64) {
        let penalty = |allowed: bool| if allowed { 0.0 } else { f64::NEG_INFINITY };
        let (grow, shrink) = (penalty(alpha < c), penalty(alpha > 0.0));
        let (up, low) = if self.y > 0.0 { (grow, shrink) } else { (shrink, grow) };
        self.alpha[at] = alpha;
        self.up[at / LANES][at % LANES] = up;
        self.low[at / LANES][at % LANES] = low;
    }

    /// The same state of those samples that `members` names, in that order.
    pub(in crate::svm) fn gather(&self, members: &[u32], c: f64) -> Self {
        let mut diagonal = vec![[0.0; LANES]; members.len().div_ceil(LANES)];
        for (at, &member) in members.iter().enumerate() {
            diagonal[at / LANES][at % LANES] = self.diagonal(member as usize);
        }
        let mut half = Self::new(self.y, members.len(), c, diagonal);
        for (at, &member) in members.iter().enumerate() {
            half.set_alpha(at, self.alpha[member as usize], c);
            half.error[at / LANES][at % LANES] = self.error(member as usize);
        }
        half
    }

    /// How far the error of a sample is on the wrong side of that of free samples, `-middle`; below 0 when it is on the
    /// right side.
    pub(in crate::svm) fn violation(&self, at: usize, middle: f64) -> f64 {
        let (tile, lane) = (at / LANES, at % LANES);
        let excess = self.error[tile][lane] + middle;
        (self.up[tile][lane] - excess).max(self.low[tile][lane] + excess)
    }

    /// Adds `sum_r steps[r] rows[r]` to the errors.
    #[inline(never)]
    pub(in crate::svm) fn add_rows(&mut self, rows: [&[Lanes]; ROWS_AT_ONCE], steps: [f64; ROWS_AT_ONCE]) {
        let [a, b, c, d] = rows;
        for ((((error, a), b), c), d) in self.error.iter_mut().zip(a).zip(b).zip(c).zip(d) {
            for l in 0..LANES {
                let ab = steps[0] * f64::from(a[l]) + steps[1] * f64::from(b[l]);
                let cd = steps[2] * f64::from(c[l]) + steps[3] * f64::from(d[l]);
                error[l] += ab + cd;
            }
        }
    }

    /// The extremes of the errors as they are.
    pub(in crate::svm) fn extremes(&self) -> Extremes {
        let mut up = Best { value: f64::NEG_INFINITY, at: 0 };
        let mut low = f64::NEG_INFINITY;
        for (t, ((error, up_t), low_t)) in self.error.iter().zip(&self.up).zip(&self.low).enumerate() {
            offer(&mut up, t, &core::array::from_fn(|l| up_t[l] - error[l]));
            low = error.iter().zip(low_t).fold(low, |low, (error, penalty)| low.max(error + penalty));
        }
        Extremes { up, low }
    }

    /// The error of a sample.
    pub(in crate::svm) fn error(&self, at: usize) -> f64 {
        self.error[at / LANES][at % LANES]
    }

    /// The kernel of a sample with itself.
    pub(in crate::svm) fn diagonal(&self, at: usize) -> f32 {
        self.diagonal[at / LANES][at % LANES]
    }

    /// Adds `step (ki - kj)` to the errors and finds their extremes.
    #[inline(never)]
    pub(in crate::svm) fn update(&mut self, ki: &[Lanes], kj: &[Lanes], step: f64) -> Extremes {
        let mut up = Best { value: f64::NEG_INFINITY, at: 0 };
        let mut low = [f64::NEG_INFINITY; LANES];
        let penalties = self.up.iter().zip(&self.low);
        for (t, (((error, (up_t, low_t)), ki), kj)) in self.error.iter_mut().zip(penalties).zip(ki).zip(kj).enumerate()
        {
            let mut violation = [0.0; LANES];
            for l in 0..LANES {
                error[l] += step * (f64::from(ki[l]) - f64::from(kj[l]));
                violation[l] = up_t[l] - error[l];
                let value = low_t[l] + error[l];
                low[l] = if value > low[l] { value } else { low[l] };
            }
            offer(&mut up, t, &violation);
        }
        Extremes { up, low: low.into_iter().fold(f64::NEG_INFINITY, f64::max) }
    }

    /// The partner that lowers the dual objective most, by its second-order model (Fan, Chen, Lin 2005, WSS2):
    /// the first largest `b^2 / a` with `b = up + error` above 0 and `a = K_ii + K_tt - 2 K_it`.
    #[inline(never)]
    pub(in crate::svm) fn partner(&self, up: f64, diagonal_i: f32, ki: &[Lanes]) -> Best {
        let mut best = Best { value: 0.0, at: 0 };
        for (t, (((error, low), diagonal), ki)) in
            self.error.iter().zip(&self.low).zip(&self.diagonal).zip(ki).enumerate()
        {
            let mut gain = [0.0; LANES];
            for l in 0..LANES {
                let b = (up + error[l] + low[l]) as f32;
                let b = if b > 0.0 { b } else { 0.0 };
                let a = diagonal_i + diagonal[l] - 2.0 * ki[l];
                let a = if a > TAU { a } else { TAU };
                gain[l] = f64::from(b * b / a);
            }
            offer(&mut best, t, &gain);
        }
        best
    }
}

/// Least curvature of a step, as libsvm's.
pub(in crate::svm) const TAU: f32 = 1e-12;

/// Replaces `best` by the first largest of tile `t` when that is larger.
#[inline(always)]
fn offer(best: &mut Best, t: usize, values: &Lanes64) {
    let mut largest = [f64::NEG_INFINITY; 4];
    for chunk in values.as_chunks::<4>().0 {
        for (largest, &value) in largest.iter_mut().zip(chunk) {
            *largest = if value > *largest { value } else { *largest };
        }
    }
    let [a, b, c, d] = largest;
    let value = a.max(b).max(c.max(d));
    if value > best.value {
        let lane = values.iter().position(|&v| v == value).unwrap_or(0);
        *best = Best { value, at: t * LANES + lane };
    }
}
