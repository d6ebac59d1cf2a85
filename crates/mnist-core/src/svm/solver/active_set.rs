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
        problem.apply(blocks, &changes, limits.tol, &mut || on_steps(iterations))?;
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

/// Stages after which a pair is left as it is when neither its objective nor its gap gets better.
const PATIENCE: u32 = 8;

/// Stages after which it is left when its gap does not, whatever the objective does.
const LONG_PATIENCE: u32 = 200;

/// Sees when rounding keeps a pair from getting any better, as it must when `tol` is below what `f32` kernel values can give
/// or C so large that they are no kernel any more.
struct Watch {
    objective: f64,
    gap: f64,
    since_better: u32,
    since_better_gap: u32,
}

impl Watch {
    fn new() -> Self {
        Self { objective: f64::INFINITY, gap: f64::INFINITY, since_better: 0, since_better_gap: 0 }
    }

    fn is_stuck(&mut self, objective: f64, gap: f64) -> bool {
        let better_gap = gap < 0.9 * self.gap;
        let better = better_gap || objective < self.objective - 1e-9 * self.objective.abs().min(f64::MAX);
        self.since_better_gap = if better_gap { 0 } else { self.since_better_gap + 1 };
        self.since_better = if better { 0 } else { self.since_better + 1 };
        self.objective = self.objective.min(objective);
        self.gap = if better_gap { gap } else { self.gap };
        self.since_better >= PATIENCE || self.since_better_gap >= LONG_PATIENCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// After how many stages a watch gives up that sees these objectives and gaps.
    fn stages(objective: impl Fn(i32) -> f64, gap: impl Fn(i32) -> f64) -> Option<i32> {
        let mut watch = Watch::new();
        (0..1000).find(|&stage| watch.is_stuck(objective(stage), gap(stage)))
    }

    #[test]
    fn gives_up_when_nothing_gets_better_and_not_before() {
        assert_eq!(stages(|_| -5.0, |_| 0.1), Some(8));
        assert_eq!(stages(|_| f64::NAN, |_| 0.1), Some(8));
        assert_eq!(stages(|stage| -f64::from(stage), |_| 0.1), Some(200));
        assert_eq!(stages(|_| -5.0, |stage| crate::math::exp(-0.15 * f64::from(stage))), None);
    }
}
