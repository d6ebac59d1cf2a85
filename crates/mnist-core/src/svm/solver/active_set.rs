//! The dual problem of one pair of classes, solved by growing a working set.
//!
//! Each stage solves the problem of the working set by SMO with everything else fixed, brings the errors of all samples up
//! to date with whole kernel rows of those samples whose multiplier changed, and adds the samples that violate the
//! optimality conditions most (decomposition: Osuna, Freund, Girosi, 1997; Joachims, "Making large-scale SVM learning
//! practical", 1999). Rows are computed for support vectors, hardly any others, and many at once.
//!
//! A pair's solution does not depend on the pairs before it.

use super::blocks::Blocks;
use super::half::{Extremes, Half, ROWS_AT_ONCE};
use super::smo::Machine;
use super::working_set::WorkingSet;

/// Most members of a working set, whose kernel matrix then takes 67 MB. MNIST's pairs at C = 10 end at half of it.
const MOST_MEMBERS: usize = 4096;

/// Kernel rows computed at once.
const BATCH: usize = 128;

/// When to stop.
#[derive(Clone, Copy, Debug)]
pub(in crate::svm) struct Limits {
    pub(in crate::svm) c: f64,
    pub(in crate::svm) tol: f64,
    pub(in crate::svm) max_iter: u64,
}

/// The solution of a pair.
pub(in crate::svm) struct Solution {
    /// The multipliers of the samples of the first and the second class.
    pub(in crate::svm) alpha: [Vec<f64>; 2],
    /// The decision value of x is `sum_t y_t alpha_t K(x_t, x) - rho`.
    pub(in crate::svm) rho: f64,
    pub(in crate::svm) objective: f64,
    /// Worst violation of the optimality conditions.
    pub(in crate::svm) gap: f64,
    pub(in crate::svm) iterations: u64,
}

/// Solves the pair `(first, second)` of the classes of `blocks`. `None` when `on_steps`, which is told the number of
/// steps so far, answers `false`.
pub(in crate::svm) fn solve(
    blocks: &mut Blocks<'_>,
    pair: [usize; 2],
    limits: Limits,
    on_steps: &mut dyn FnMut(u64) -> bool,
) -> Option<Solution> {
    let mut problem = Problem::new(blocks, pair, limits.c);
    let mut iterations = 0;
    loop {
        let mut machine = problem.machine();
        let tol = problem.inner_tol(limits.tol);
        iterations += machine.run(tol, limits.max_iter - iterations, &mut |steps| on_steps(iterations + steps))?;
        let (middle, halves) = (machine.middle(), machine.halves);
        let changes = problem.take(&halves);
        problem.apply(blocks, &changes, &mut || on_steps(iterations))?;
        if problem.gap() < limits.tol || iterations >= limits.max_iter {
            break;
        }
        let violators = problem.violators(middle, limits.tol);
        if violators.iter().all(Vec::is_empty) && changes.iter().all(Vec::is_empty) {
            break; // Rounding lets nothing improve any more.
        }
        problem.enlist(blocks, &violators, middle);
    }
    Some(problem.into_solution(iterations))
}

/// Samples, by their numbers within the class, and by how much their `y alpha` changed.
type Changes = Vec<(u32, f64)>;

struct Problem {
    pair: [usize; 2],
    c: f64,
    halves: [Half; 2],
    extremes: [Extremes; 2],
    set: WorkingSet,
    /// Of each sample of each half, whether it is in `set`.
    is_member: [Vec<bool>; 2],
}

impl Problem {
    fn new(blocks: &Blocks<'_>, pair: [usize; 2], c: f64) -> Self {
        let len = |h: usize| blocks.classes[pair[h]].members.len();
        let diagonal = |h: usize| blocks.classes[pair[h]].samples.diagonal(blocks.kernel);
        let halves = [Half::new(1.0, len(0), c, diagonal(0)), Half::new(-1.0, len(1), c, diagonal(1))];
        let extremes = [halves[0].extremes(), halves[1].extremes()];
        let set = WorkingSet::new(blocks.kernel, blocks.x.cols(), blocks.unit);
        let is_member = [vec![false; len(0)], vec![false; len(1)]];
        let mut problem = Self { pair, c, halves, extremes, set, is_member };
        problem.enlist(blocks, &[first_members(len(0)), first_members(len(1))], 0.0);
        problem
    }

    /// libsvm's `m(alpha) - M(alpha)`.
    fn gap(&self) -> f64 {
        Extremes::gap(&self.extremes)
    }

    fn machine(&self) -> Machine<'_> {
        Machine::new(&self.set, [0, 1].map(|h| self.halves[h].gather(self.set.members(h), self.c)), self.c)
    }

    /// Early stages need no exact solution; the last must leave room for those outside.
    fn inner_tol(&self, tol: f64) -> f64 {
        let everything = self.set.len() == self.is_member.iter().map(Vec::len).sum::<usize>();
        if everything { INNER * tol } else { (INNER * tol).max(0.1 * self.gap()) }
    }

    /// Takes over the multipliers of a solved working set.
    fn take(&mut self, solved: &[Half; 2]) -> [Changes; 2] {
        [0, 1].map(|h| {
            let mut changes = Vec::new();
            for (&member, &alpha) in self.set.members(h).iter().zip(&solved[h].alpha) {
                let half = &mut self.halves[h];
                let before = half.alpha[member as usize];
                if alpha != before {
                    changes.push((member, half.y * (alpha - before)));
                    half.set_alpha(member as usize, alpha, self.c);
                }
            }
            changes
        })
    }

    /// Brings all errors up to date. `None` when `go_on` answers `false`.
    fn apply(
        &mut self,
        blocks: &mut Blocks<'_>,
        changes: &[Changes; 2],
        go_on: &mut dyn FnMut() -> bool,
    ) -> Option<()> {
        for (h, changes) in changes.iter().enumerate() {
            for batch in changes.chunks(BATCH) {
                let (from, steps): (Vec<u32>, Vec<f64>) = batch.iter().copied().unzip();
                for (g, half) in self.halves.iter_mut().enumerate() {
                    blocks.with(self.pair[h], &from, self.pair[g], |rows| add(half, rows, &steps));
                }
                if !go_on() {
                    return None;
                }
            }
        }
        self.extremes = [self.halves[0].extremes(), self.halves[1].extremes()];
        Some(())
    }

    /// The samples outside the working set that violate the conditions most, of each half its share. When the gap is
    /// `tol` or more but that within the set below [`INNER`] `tol`, there is at least one.
    fn violators(&self, middle: f64, tol: f64) -> [Vec<u32>; 2] {
        [0, 1].map(|h| {
            let half = &self.halves[h];
            let outside = (0..).zip(&self.is_member[h]).filter(|&(_, &inside)| !inside);
            let mut found: Vec<(f64, u32)> = outside
                .map(|(at, _)| (half.violation(at as usize, middle), at))
                .filter(|&(violation, _)| violation > 0.45 * tol)
                .collect();
            found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            found.truncate(added_members(self.is_member[h].len()));
            let mut members: Vec<u32> = found.into_iter().map(|(_, at)| at).collect();
            members.sort_unstable();
            members
        })
    }

    /// Makes samples members, and when they would be too many, dismisses those that are most surely where they belong.
    fn enlist(&mut self, blocks: &Blocks<'_>, new: &[Vec<u32>; 2], middle: f64) {
        let row_of = self.pair.map(|class| blocks.classes[class].members.as_slice());
        if self.set.len() + new[0].len() + new[1].len() > MOST_MEMBERS {
            let kept = self.worth_keeping(MOST_MEMBERS / 4 * 3, middle);
            for h in [0, 1] {
                self.set.members(h).iter().for_each(|&at| self.is_member[h][at as usize] = false);
            }
            self.set.retain(&kept, blocks.x, row_of);
            for h in [0, 1] {
                self.set.members(h).iter().for_each(|&at| self.is_member[h][at as usize] = true);
            }
        }
        self.set.add(blocks.x, row_of, new);
        for (is_member, new) in self.is_member.iter_mut().zip(new) {
            new.iter().for_each(|&at| is_member[at as usize] = true);
        }
    }

    /// The numbers within the working set of those `n` members with the largest violations.
    fn worth_keeping(&self, n: usize, middle: f64) -> [Vec<usize>; 2] {
        let mut all: Vec<(f64, usize, usize)> = Vec::new();
        for h in [0, 1] {
            let members = self.set.members(h).iter().enumerate();
            all.extend(members.map(|(k, &at)| (self.halves[h].violation(at as usize, middle), h, k)));
        }
        all.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        all.truncate(n);
        [0, 1].map(|h| {
            let mut kept: Vec<usize> = all.iter().filter(|&&(_, half, _)| half == h).map(|&(_, _, k)| k).collect();
            kept.sort_unstable();
            kept
        })
    }

    fn into_solution(self, iterations: u64) -> Solution {
        let (rho, objective, gap) = (self.rho(), self.objective(), self.gap());
        Solution { alpha: self.halves.map(|half| half.alpha), rho, objective, gap, iterations }
    }

    /// Mean error of the free samples, else the middle of what the bounded ones allow, as libsvm.
    fn rho(&self) -> f64 {
        let (mut sum, mut free) = (0.0, 0u32);
        for half in &self.halves {
            for (at, _) in half.alpha.iter().enumerate().filter(|&(_, &alpha)| alpha > 0.0 && alpha < self.c) {
                sum += half.error(at);
                free += 1;
            }
        }
        if free > 0 { sum / f64::from(free) } else { -Extremes::middle(&self.extremes) }
    }

    /// `1/2 sum_t alpha_t (G_t - 1)` with `G_t = y_t error_t`.
    fn objective(&self) -> f64 {
        let term = |half: &Half| -> f64 {
            half.alpha.iter().enumerate().map(|(at, alpha)| alpha * (half.y * half.error(at) - 1.0)).sum()
        };
        (term(&self.halves[0]) + term(&self.halves[1])) / 2.0
    }
}

/// The share of the tolerance to which the last working set is solved.
const INNER: f64 = 0.8;

/// The first members of a class of `n`: spread evenly.
fn first_members(n: usize) -> Vec<u32> {
    let wanted = (32 + n / 50).min(n);
    (0..wanted).map(|k| (k * n / wanted) as u32).collect()
}

/// Most members that a class of `n` adds in a stage.
fn added_members(n: usize) -> usize {
    60 + n / 43
}

/// Adds rows to the errors of a half, one step for each.
fn add(half: &mut Half, rows: &[&[super::super::kernel::Lanes]], steps: &[f64]) {
    for (rows, steps) in rows.chunks(ROWS_AT_ONCE).zip(steps.chunks(ROWS_AT_ONCE)) {
        let row = |r: usize| rows.get(r).copied().unwrap_or(rows[0]);
        let step = |r: usize| steps.get(r).copied().unwrap_or(0.0);
        half.add_rows(core::array::from_fn(row), core::array::from_fn(step));
    }
}
