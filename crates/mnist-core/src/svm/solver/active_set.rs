//! The dual problem of one pair of classes, solved by growing a working set.
//!
//! Each stage solves the problem of the working set by SMO with everything else fixed, brings the errors of all samples up
//! to date with whole kernel rows of those samples whose multiplier changed, and adds the samples that violate the
//! optimality conditions most (decomposition: Osuna, Freund, Girosi, 1997; Joachims, "Making large-scale SVM learning
//! practical", 1999). Rows are computed for support vectors, hardly any others, and many at once.
//!
//! A pair's solution does not depend on the pairs before it.

use super::blocks::Blocks;
use super::problem::{Problem, Solution};

/// When to stop.
#[derive(Clone, Copy, Debug)]
pub(in crate::svm) struct Limits {
    pub(in crate::svm) tol: f64,
    pub(in crate::svm) max_iter: u64,
}

/// Solves the pair `(first, second)` of the classes of `blocks` for each of `cs`, ascending: what solves one is where the
/// next one starts. `None` when `on_steps`, which is told the number of the value and the steps it took so far, answers
/// `false`.
pub(in crate::svm) fn solve_path(
    blocks: &mut Blocks,
    pair: [usize; 2],
    cs: &[f64],
    limits: Limits,
    on_steps: &mut dyn FnMut(usize, u64) -> bool,
) -> Option<Vec<Solution>> {
    blocks.enter(pair);
    let mut problem = Problem::new(blocks);
    let solve_one = |(number, &c): (usize, &f64)| {
        // No multiplier is above the new bound, and their sum stays as it is.
        problem.set_c(c);
        let iterations = solve(&mut problem, blocks, limits, &mut |steps| on_steps(number, steps))?;
        Some(problem.solution(iterations))
    };
    cs.iter().enumerate().map(solve_one).collect()
}

/// Gives the number of steps.
fn solve(
    problem: &mut Problem,
    blocks: &mut Blocks,
    limits: Limits,
    on_steps: &mut dyn FnMut(u64) -> bool,
) -> Option<u64> {
    let (mut iterations, mut watch) = (0, Watch::new());
    while problem.gap() >= limits.tol && iterations < limits.max_iter {
        let mut machine = problem.machine();
        let most = problem.most_steps().min(limits.max_iter - iterations);
        iterations += machine.run(problem.inner_tol(limits.tol), most, &mut |steps| on_steps(iterations + steps))?;
        let (middle, halves) = (machine.middle(), machine.halves);
        let changes = problem.take(&halves, middle);
        problem.apply(blocks, &changes, &mut || on_steps(iterations))?;
        let violators = problem.violators(limits.tol);
        let nothing_to_do = violators.iter().all(Vec::is_empty) && changes.iter().all(Vec::is_empty);
        // Rounding lets nothing improve any more.
        if nothing_to_do || watch.is_stuck(problem.objective(), problem.gap()) {
            break;
        }
        problem.enlist(blocks, &violators);
    }
    Some(iterations)
}

/// Stages without progress after which a pair is left as it is.
const PATIENCE: u32 = 8;

/// Sees when rounding keeps a pair from getting any better, as it must when `tol` is below what `f32` kernel values can give.
struct Watch {
    objective: f64,
    gap: f64,
    idle: u32,
}

impl Watch {
    fn new() -> Self {
        Self { objective: f64::INFINITY, gap: f64::INFINITY, idle: 0 }
    }

    fn is_stuck(&mut self, objective: f64, gap: f64) -> bool {
        let better = objective < self.objective - 1e-9 * self.objective.abs().min(f64::MAX) || gap < 0.9 * self.gap;
        self.idle = if better { 0 } else { self.idle + 1 };
        self.objective = self.objective.min(objective);
        self.gap = self.gap.min(gap);
        self.idle >= PATIENCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_stuck_after_some_stages_without_progress() {
        let mut watch = Watch::new();
        assert!((0..100).all(|stage| !watch.is_stuck(-f64::from(stage), 1.0)));
        assert!((1..100).all(|stage| !watch.is_stuck(-99.0, 1.0 / f64::from(1 << stage.min(30)))) || PATIENCE < 70);
        let mut watch = Watch::new();
        watch.is_stuck(-5.0, 0.1);
        assert_eq!((1..20).find(|_| watch.is_stuck(f64::NAN, 0.1)), Some(8));
    }
}
