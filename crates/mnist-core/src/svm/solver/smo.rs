//! The dual problem of one working set, solved by sequential minimal optimisation.
//!
//! `min 1/2 sum_st alpha_s alpha_t y_s y_t K_st - sum_t alpha_t` with `0 <= alpha <= C` and `sum_t y_t alpha_t = 0`,
//! two variables at a time, chosen by second-order information (Fan, Chen, Lin, "Working Set Selection Using Second
//! Order Information for Training SVM", JMLR 6, 2005), as libsvm does (Chang, Lin, 2011), without shrinking.

use super::inner::{Extremes, Inner, TAU};
use super::working_set::WorkingSet;

/// Steps between two calls of the progress function: some milliseconds at 60,000 images.
const STEPS_A_REPORT: u64 = 1024;

/// A sample of the working set: which half, and where in it.
#[derive(Clone, Copy)]
struct Place {
    half: usize,
    at: usize,
}

/// A working set's problem. Everything outside stays as it is.
pub(in crate::svm) struct Machine<'a> {
    set: &'a WorkingSet,
    pub(in crate::svm) halves: [Inner; 2],
    extremes: [Extremes; 2],
    c: f64,
}

impl<'a> Machine<'a> {
    /// `halves` has the samples of `set` in its order.
    pub(in crate::svm) fn new(set: &'a WorkingSet, halves: [Inner; 2], c: f64) -> Self {
        let extremes = [halves[0].extremes(), halves[1].extremes()];
        Self { set, halves, extremes, c }
    }

    /// Steps until the gap is below `tol`, nothing improves any more or `most` is reached, and gives their number.
    /// `None` when `on_steps`, which is told the number of steps so far, answers `false`.
    pub(in crate::svm) fn run(&mut self, tol: f64, most: u64, on_steps: &mut dyn FnMut(u64) -> bool) -> Option<u64> {
        let mut steps = 0;
        while self.gap() >= tol && steps < most && self.step() {
            steps += 1;
            if steps % STEPS_A_REPORT == 0 && !on_steps(steps) {
                return None;
            }
        }
        Some(steps)
    }

    fn gap(&self) -> f64 {
        let [first, second] = &self.extremes;
        f64::from(first.up.value.max(second.up.value)) + f64::from(first.low.max(second.low))
    }

    /// Minus the error at which a free sample would be optimal.
    pub(in crate::svm) fn middle(&self) -> f64 {
        let [first, second] = &self.extremes;
        (f64::from(first.up.value.max(second.up.value)) - f64::from(first.low.max(second.low))) / 2.0
    }

    /// The sample whose `y alpha` most wants to grow, and by how much.
    fn up(&self) -> (Place, f32) {
        let [first, second] = self.extremes.map(|e| e.up);
        let (half, best) = if second.value > first.value { (1, second) } else { (0, first) };
        (Place { half, at: best.at }, best.value)
    }

    /// Moves two multipliers; `false` when no two can improve the objective.
    fn step(&mut self) -> bool {
        let (i, up) = self.up();
        let row_i = self.set.row(i.half, i.at);
        let Some(j) = self.partner(i, up) else { return false };
        let row_j = self.set.row(j.half, j.at);

        let k_ij = row_i[j.half].as_flattened()[j.at];
        let curvature = self.halves[i.half].diagonal(i.at) + self.halves[j.half].diagonal(j.at) - 2.0 * k_ij;
        let slope = f64::from(up) + f64::from(self.halves[j.half].error(j.at));
        // Between equal samples the objective falls all the way to a bound.
        let newton = if curvature > 0.0 { slope / f64::from(curvature.max(TAU)) } else { f64::INFINITY };
        let step = newton.min(self.room(i, 1.0)).min(self.room(j, -1.0));
        self.shift(i, step);
        self.shift(j, -step);
        for (h, half) in self.halves.iter_mut().enumerate() {
            self.extremes[h] = half.update(&row_i[h], &row_j[h], step as f32);
        }
        true
    }

    fn partner(&self, i: Place, up: f32) -> Option<Place> {
        let diagonal = self.halves[i.half].diagonal(i.at);
        let row = self.set.row(i.half, i.at);
        let best = |h: usize| self.halves[h].partner(up, diagonal, &row[h]);
        let (first, second) = (best(0), best(1));
        let (half, best) = if second.value > first.value { (1, second) } else { (0, first) };
        (best.value > 0.0).then_some(Place { half, at: best.at })
    }

    /// How far `y alpha` can go in a direction (1 or -1) before alpha meets 0 or C.
    fn room(&self, place: Place, direction: f64) -> f64 {
        let half = &self.halves[place.half];
        let alpha = half.alpha[place.at];
        if half.y * direction > 0.0 { self.c - alpha } else { alpha }
    }

    /// Adds `step` to `y alpha`, landing on the bounds exactly.
    fn shift(&mut self, place: Place, step: f64) {
        let room = self.room(place, step.signum());
        let half = &mut self.halves[place.half];
        let growing = half.y * step > 0.0;
        let alpha = match (step.abs() >= room, growing) {
            (true, true) => self.c,
            (true, false) => 0.0,
            (false, _) => half.alpha[place.at] + half.y * step,
        };
        let (below, above) = (alpha < self.c, alpha > 0.0);
        half.set_alpha(place.at, alpha, if half.y > 0.0 { (below, above) } else { (above, below) });
    }
}
