//! One half of a working set's problem: what is kept of each member, and the passes over them, all in `f32` lanes.
//!
//! Errors are relative to that of free samples, which are the ones that decide: near the solution they are near 0, where
//! `f32` is finest. The outer problem knows errors in `f64`, so what rounding costs here the next stage makes good.

use super::half::Half;
use crate::svm::kernel::{LANES, Lanes};

/// Least curvature of a step, as libsvm's.
pub(in crate::svm) const TAU: f32 = 1e-12;

/// A value and where it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::svm) struct Best {
    pub(in crate::svm) value: f32,
    pub(in crate::svm) at: usize,
}

/// What one pass over a half finds.
#[derive(Clone, Copy, Debug)]
pub(in crate::svm) struct Extremes {
    /// First largest `-error` among those whose `y alpha` may grow.
    pub(in crate::svm) up: Best,
    /// Largest `error` among those whose `y alpha` may shrink.
    pub(in crate::svm) low: f32,
}

/// Members of one class. Padding has the penalty of both kinds, so that it is never chosen.
pub(in crate::svm) struct Inner {
    /// +1 for the first class of the pair, -1 for the second.
    pub(in crate::svm) y: f64,
    pub(in crate::svm) alpha: Vec<f64>,
    error: Vec<Lanes>,
    /// 0 where `y alpha` may grow, else minus infinity: a test that needs no branch.
    up: Vec<Lanes>,
    /// 0 where `y alpha` may shrink, else minus infinity.
    low: Vec<Lanes>,
    diagonal: Vec<Lanes>,
}

impl Inner {
    /// The state of those samples of `half` that `members` names, in that order; errors with `middle` added.
    pub(in crate::svm) fn gather(half: &Half, members: &[u32], middle: f64, c: f64) -> Self {
        let tiles = members.len().div_ceil(LANES);
        let penalty = vec![[f32::NEG_INFINITY; LANES]; tiles];
        let zeros = vec![[0.0; LANES]; tiles];
        let alpha = vec![0.0; members.len()];
        let mut inner =
            Self { y: half.y, alpha, error: zeros.clone(), up: penalty.clone(), low: penalty, diagonal: zeros };
        for (at, &member) in members.iter().enumerate() {
            let alpha = half.alpha[member as usize];
            inner.error.as_flattened_mut()[at] = (half.error(member as usize) + middle) as f32;
            inner.diagonal.as_flattened_mut()[at] = half.diagonal(member as usize);
            inner.set_alpha(at, alpha, half.may_move(alpha, c));
        }
        inner
    }

    /// Sets a multiplier, and whether `y alpha` may grow and shrink from there.
    pub(in crate::svm) fn set_alpha(&mut self, at: usize, alpha: f64, (grow, shrink): (bool, bool)) {
        let penalty = |allowed: bool| if allowed { 0.0 } else { f32::NEG_INFINITY };
        self.alpha[at] = alpha;
        self.up.as_flattened_mut()[at] = penalty(grow);
        self.low.as_flattened_mut()[at] = penalty(shrink);
    }

    /// The error of a member.
    pub(in crate::svm) fn error(&self, at: usize) -> f32 {
        self.error.as_flattened()[at]
    }

    /// The kernel of a member with itself.
    pub(in crate::svm) fn diagonal(&self, at: usize) -> f32 {
        self.diagonal.as_flattened()[at]
    }

    /// The extremes of the errors as they are.
    pub(in crate::svm) fn extremes(&self) -> Extremes {
        let mut extremes = Extremes { up: Best { value: f32::NEG_INFINITY, at: 0 }, low: f32::NEG_INFINITY };
        let penalties = self.up.as_flattened().iter().zip(self.low.as_flattened());
        for (at, (error, (up, low))) in self.error.as_flattened().iter().zip(penalties).enumerate() {
            if up - error > extremes.up.value {
                extremes.up = Best { value: up - error, at };
            }
            extremes.low = extremes.low.max(low + error);
        }
        extremes
    }

    /// Adds `step (ki - kj)` to the errors and finds their extremes.
    #[inline(never)]
    pub(in crate::svm) fn update(&mut self, ki: &[Lanes], kj: &[Lanes], step: f32) -> Extremes {
        let (mut up, mut low) = (Search::new(f32::NEG_INFINITY), [f32::NEG_INFINITY; WIDTH]);
        let penalties = parts(&self.up).zip(parts(&self.low));
        let rows = parts(ki).zip(parts(kj));
        let errors = self.error.as_flattened_mut().as_chunks_mut::<WIDTH>().0;
        for (number, ((error, (up_t, low_t)), (ki, kj))) in (0..).zip(errors.iter_mut().zip(penalties).zip(rows)) {
            let mut violation = [0.0; WIDTH];
            for l in 0..WIDTH {
                error[l] += step * (ki[l] - kj[l]);
                violation[l] = up_t[l] - error[l];
                let value = low_t[l] + error[l];
                low[l] = if value > low[l] { value } else { low[l] };
            }
            up.offer(number, &violation);
        }
        Extremes { up: up.best(), low: low.into_iter().fold(f32::NEG_INFINITY, f32::max) }
    }

    /// The partner that lowers the dual objective most, by its second-order model (Fan, Chen, Lin 2005, WSS2):
    /// the first largest `b^2 / a` with `b = up + error` above 0 and `a = K_ii + K_tt - 2 K_it`.
    #[inline(never)]
    pub(in crate::svm) fn partner(&self, up: f32, diagonal_i: f32, ki: &[Lanes]) -> Best {
        let mut best = Search::new(0.0);
        let samples = parts(&self.error).zip(parts(&self.low)).zip(parts(&self.diagonal)).zip(parts(ki));
        for (number, (((error, low), diagonal), ki)) in (0..).zip(samples) {
            let mut gain = [0.0; WIDTH];
            for l in 0..WIDTH {
                let b = up + error[l] + low[l];
                let b = if b > 0.0 { b } else { 0.0 };
                let a = diagonal_i + diagonal[l] - 2.0 * ki[l];
                let a = if a > TAU { a } else { TAU };
                gain[l] = b * b / a;
            }
            best.offer(number, &gain);
        }
        best.best()
    }
}

/// Lanes of a pass: two registers.
const WIDTH: usize = 8;

fn parts(tiles: &[Lanes]) -> impl Iterator<Item = &[f32; WIDTH]> {
    tiles.as_flattened().as_chunks::<WIDTH>().0.iter()
}

/// Looks for the first largest value, in each lane by itself.
struct Search {
    value: [f32; WIDTH],
    /// Numbers of the groups of lanes.
    number: [u32; WIDTH],
}

impl Search {
    /// For a value above `floor`.
    fn new(floor: f32) -> Self {
        Self { value: [floor; WIDTH], number: [0; WIDTH] }
    }

    #[inline(always)]
    fn offer(&mut self, number: u32, values: &[f32; WIDTH]) {
        for ((best, of), &value) in self.value.iter_mut().zip(&mut self.number).zip(values) {
            let better = value > *best;
            *best = if better { value } else { *best };
            *of = if better { number } else { *of };
        }
    }

    fn best(&self) -> Best {
        let value = self.value.into_iter().fold(f32::NEG_INFINITY, f32::max);
        let places = (0..WIDTH).filter(|&l| self.value[l] == value).map(|l| self.number[l] as usize * WIDTH + l);
        Best { value, at: places.min().unwrap_or(0) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rng::Rng;

    const C: f64 = 2.0;

    /// Errors, multipliers and kernel values that are few, so that ties are common.
    fn problem(seed: u64, n: usize) -> (Inner, Vec<Lanes>, Vec<Lanes>) {
        let mut rng = Rng::new(seed, 0);
        let half = Half::new(if seed.is_multiple_of(2) { 1.0 } else { -1.0 }, n, vec![[1.0; LANES]; n.div_ceil(LANES)]);
        let mut inner = Inner::gather(&half, &(0..n as u32).collect::<Vec<_>>(), 0.0, C);
        for at in 0..n {
            let alpha = f64::from(rng.below(3));
            inner.set_alpha(at, alpha, half.may_move(alpha, C));
            inner.error.as_flattened_mut()[at] = rng.below(5) as f32 - 2.0;
        }
        let mut row = || (0..n.div_ceil(LANES)).map(|_| core::array::from_fn(|_| rng.below(4) as f32 / 4.0)).collect();
        let (ki, kj) = (row(), row());
        (inner, ki, kj)
    }

    /// Whether `y alpha` may grow, or shrink.
    fn allowed(inner: &Inner, at: usize, grow: bool) -> bool {
        let alpha = inner.alpha[at];
        if (inner.y > 0.0) == grow { alpha < C } else { alpha > 0.0 }
    }

    fn first_largest(values: impl Iterator<Item = Option<f32>>, floor: f32) -> Best {
        values.enumerate().fold(Best { value: floor, at: 0 }, |best, (at, value)| match value {
            Some(value) if value > best.value => Best { value, at },
            _ => best,
        })
    }

    proptest! {
        #[test]
        fn an_update_equals_the_plain_one(n in 1usize..100, seed in any::<u64>()) {
            let (mut inner, ki, kj) = problem(seed, n);
            let before = inner.error.as_flattened().to_vec();
            let found = inner.update(&ki, &kj, 0.5);
            let error = |at: usize| before[at] + 0.5 * (ki.as_flattened()[at] - kj.as_flattened()[at]);
            let plain = |grow: bool, sign: f32| {
                first_largest((0..n).map(|at| allowed(&inner, at, grow).then_some(sign * error(at))), f32::NEG_INFINITY)
            };
            prop_assert!((0..n).all(|at| inner.error(at) == error(at)));
            prop_assert_eq!(found.up, plain(true, -1.0));
            prop_assert_eq!(found.low, plain(false, 1.0).value);
            prop_assert_eq!(inner.extremes().up, found.up);
            prop_assert_eq!(inner.extremes().low, found.low);
        }

        #[test]
        fn the_partner_is_the_plain_one(n in 1usize..100, seed in any::<u64>(), up in 0f32..2.0) {
            let (inner, ki, _) = problem(seed, n);
            let gain = |at: usize| {
                let (b, a) = (up + inner.error(at), 1.0 + 1.0 - 2.0 * ki.as_flattened()[at]);
                (b > 0.0 && allowed(&inner, at, false)).then_some(b * b / a.max(TAU))
            };
            prop_assert_eq!(inner.partner(up, 1.0, &ki), first_largest((0..n).map(gain), 0.0));
        }
    }
}
