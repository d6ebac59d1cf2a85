//! The dual problem of one pair of classes, solved by sequential minimal optimisation.
//!
//! `min 1/2 sum_st alpha_s alpha_t y_s y_t K_st - sum_t alpha_t` with `0 <= alpha <= C` and `sum_t y_t alpha_t = 0`,
//! two variables at a time, chosen by second-order information (Fan, Chen, Lin, "Working Set Selection Using Second
//! Order Information for Training SVM", JMLR 6, 2005), as libsvm does (Chang, Lin, 2011), without shrinking.

use super::blocks::Blocks;
use super::half::{Best, Extremes, Half, TAU};

/// Steps between two calls of the progress function: some tens of milliseconds at 60,000 images.
const STEPS_A_REPORT: u64 = 64;

/// When to stop.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) c: f64,
    pub(super) tol: f64,
    pub(super) max_iter: u64,
}

/// The solution of a pair.
pub(super) struct Solution {
    /// The multipliers of the samples of the first and the second class.
    pub(super) alpha: [Vec<f64>; 2],
    /// The decision value of x is `sum_t y_t alpha_t K(x_t, x) - rho`.
    pub(super) rho: f64,
    pub(super) objective: f64,
    /// Worst violation of the optimality conditions.
    pub(super) gap: f64,
    pub(super) iterations: u64,
}

/// Solves the pair `(first, second)` of the classes of `blocks`. `None` when `on_steps`, which is told the number of
/// steps so far, answers `false`.
pub(super) fn solve(
    blocks: &mut Blocks<'_>,
    pair: [usize; 2],
    limits: Limits,
    on_steps: &mut dyn FnMut(u64) -> bool,
) -> Option<Solution> {
    let mut machine = Machine::new(blocks, pair, limits.c);
    let mut iterations = 0;
    while machine.gap() >= limits.tol && iterations < limits.max_iter {
        if !machine.step(blocks, limits.c) {
            break;
        }
        iterations += 1;
        if iterations % STEPS_A_REPORT == 0 && !on_steps(iterations) {
            return None;
        }
    }
    Some(machine.into_solution(limits.c, iterations))
}

/// A sample of the pair: which half, and where in it.
#[derive(Clone, Copy)]
struct Place {
    half: usize,
    at: usize,
}

struct Machine {
    pair: [usize; 2],
    halves: [Half; 2],
    extremes: [Extremes; 2],
}

impl Machine {
    fn new(blocks: &Blocks<'_>, pair: [usize; 2], c: f64) -> Self {
        let half = |y, class: usize| Half::new(y, blocks.classes[class].members.len(), c, blocks.diagonal(class));
        // All alpha are 0, so every sample of the first class may grow (-error = 1) and every one of the second shrink.
        let start = |up| Extremes { up: Best { value: up, at: 0 }, low: up };
        Self {
            pair,
            halves: [half(1.0, pair[0]), half(-1.0, pair[1])],
            extremes: [
                Extremes { low: f64::NEG_INFINITY, ..start(1.0) },
                Extremes { low: 1.0, ..start(f64::NEG_INFINITY) },
            ],
        }
    }

    /// The sample whose `y alpha` most wants to grow, and by how much.
    fn up(&self) -> (Place, f64) {
        let [first, second] = self.extremes.map(|e| e.up);
        let (half, best) = if second.value > first.value { (1, second) } else { (0, first) };
        (Place { half, at: best.at }, best.value)
    }

    /// libsvm's `m(alpha) - M(alpha)`.
    fn gap(&self) -> f64 {
        self.up().1 + self.extremes[0].low.max(self.extremes[1].low)
    }

    /// The slots of a sample's kernel values with both classes.
    fn ensure(&self, blocks: &mut Blocks<'_>, place: Place) -> [u32; 2] {
        self.pair.map(|class| blocks.ensure(self.pair[place.half], place.at, class))
    }

    /// Moves two multipliers; `false` when no two can improve the objective.
    fn step(&mut self, blocks: &mut Blocks<'_>, c: f64) -> bool {
        let (i, up) = self.up();
        let row_i = self.ensure(blocks, i);
        let Some(j) = self.partner(blocks, i, up, row_i) else { return false };
        let row_j = self.ensure(blocks, j);

        let k_ij = blocks.values(row_i[j.half]).as_flattened()[j.at];
        let curvature = self.halves[i.half].diagonal(i.at) + self.halves[j.half].diagonal(j.at) - 2.0 * k_ij;
        let newton = (up + self.halves[j.half].error(j.at)) / f64::from(curvature.max(TAU));
        let step = newton.min(self.room(i, 1.0, c)).min(self.room(j, -1.0, c));
        self.shift(i, step, c);
        self.shift(j, -step, c);
        for (h, half) in self.halves.iter_mut().enumerate() {
            self.extremes[h] = half.update(blocks.values(row_i[h]), blocks.values(row_j[h]), step);
        }
        true
    }

    fn partner(&self, blocks: &Blocks<'_>, i: Place, up: f64, row_i: [u32; 2]) -> Option<Place> {
        let diagonal = self.halves[i.half].diagonal(i.at);
        let best = |h: usize| self.halves[h].partner(up, diagonal, blocks.values(row_i[h]));
        let (first, second) = (best(0), best(1));
        let (half, best) = if second.value > first.value { (1, second) } else { (0, first) };
        (best.value > 0.0).then_some(Place { half, at: best.at })
    }

    /// How far `y alpha` can go in a direction (1 or -1) before alpha meets 0 or C.
    fn room(&self, place: Place, direction: f64, c: f64) -> f64 {
        let half = &self.halves[place.half];
        let alpha = half.alpha[place.at];
        if half.y * direction > 0.0 { c - alpha } else { alpha }
    }

    /// Adds `step` to `y alpha`, landing on the bounds exactly.
    fn shift(&mut self, place: Place, step: f64, c: f64) {
        let direction = step.signum();
        let room = self.room(place, direction, c);
        let half = &mut self.halves[place.half];
        let growing = half.y * direction > 0.0;
        let alpha = match (step.abs() >= room, growing) {
            (true, true) => c,
            (true, false) => 0.0,
            (false, _) => half.alpha[place.at] + half.y * step,
        };
        half.set_alpha(place.at, alpha, c);
    }

    fn into_solution(self, c: f64, iterations: u64) -> Solution {
        let (rho, objective, gap) = (self.rho(c), self.objective(), self.gap());
        Solution { alpha: self.halves.map(|half| half.alpha), rho, objective, gap, iterations }
    }

    /// Mean error of the free samples, else the middle of what the bounded ones allow, as libsvm.
    fn rho(&self, c: f64) -> f64 {
        let (mut sum, mut free) = (0.0, 0u32);
        for half in &self.halves {
            for (at, _) in half.alpha.iter().enumerate().filter(|&(_, &alpha)| alpha > 0.0 && alpha < c) {
                sum += half.error(at);
                free += 1;
            }
        }
        if free > 0 {
            return sum / f64::from(free);
        }
        (self.extremes[0].low.max(self.extremes[1].low) - self.up().1) / 2.0
    }

    /// `1/2 sum_t alpha_t (G_t - 1)` with `G_t = y_t error_t`.
    fn objective(&self) -> f64 {
        let term = |half: &Half| -> f64 {
            half.alpha.iter().enumerate().map(|(at, alpha)| alpha * (half.y * half.error(at) - 1.0)).sum()
        };
        (term(&self.halves[0]) + term(&self.halves[1])) / 2.0
    }
}
