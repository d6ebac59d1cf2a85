//! The state of a pair's problem between the stages.

use super::blocks::Blocks;
use super::half::{Half, Violation};
use super::inner::Inner;
use super::smo::Machine;
use super::working_set::WorkingSet;
use crate::order::sort_by_number;

/// Most members of a working set, whose kernel matrix then takes 67 MB. MNIST's pairs at C = 10 end at half of it.
const MOST_MEMBERS: usize = 4096;

/// Kernel rows computed at once.
const BATCH: usize = 128;

/// The share of the tolerance to which the last working set is solved.
const INNER: f64 = 0.8;

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

/// Samples, by their numbers within the class, and by how much their `y alpha` changed.
type Changes = Vec<(u32, f64)>;

pub(in crate::svm) struct Problem {
    c: f64,
    halves: [Half; 2],
    violation: Violation,
    /// Minus the error of free samples, as the last stage saw it.
    middle: f64,
    set: WorkingSet,
    /// Of each sample of each half, whether it is in `set`.
    is_member: [Vec<bool>; 2],
    /// No kernel value is larger.
    largest_kernel: f64,
}

impl Problem {
    /// The pair that `blocks` has entered, with all multipliers 0.
    pub(in crate::svm) fn new(blocks: &Blocks) -> Self {
        let len = |h: usize| blocks.half(h).samples.len();
        let half = |h: usize, y: f64| Half::new(y, len(h), blocks.half(h).samples.diagonal(blocks.kernel));
        let halves = [half(0, 1.0), half(1, -1.0)];
        let mut problem = Self {
            c: 0.0,
            violation: Violation { up: 0.0, low: 0.0 },
            middle: 0.0,
            set: WorkingSet::new(blocks.kernel, blocks.n_features, blocks.unit),
            is_member: [vec![false; len(0)], vec![false; len(1)]],
            largest_kernel: [0, 1].map(|h| halves[h].largest_diagonal()).into_iter().fold(0.0, f64::max),
            halves,
        };
        problem.enlist(blocks, &[first_members(len(0)), first_members(len(1))]);
        problem
    }

    /// Sets the bound of the multipliers, none of which may be above it.
    pub(in crate::svm) fn set_c(&mut self, c: f64) {
        self.c = c;
        self.look();
    }

    fn look(&mut self) {
        let [first, second] = [0, 1].map(|h| self.halves[h].violation(self.c));
        self.violation = first.max(second);
    }

    /// libsvm's `m(alpha) - M(alpha)`.
    pub(in crate::svm) fn gap(&self) -> f64 {
        self.violation.gap()
    }

    /// The problem of the working set.
    pub(in crate::svm) fn machine(&self) -> Machine<'_> {
        let inner = |h: usize| Inner::gather(&self.halves[h], self.set.members(h), self.middle, self.c);
        Machine::new(&self.set, [inner(0), inner(1)], self.c)
    }

    /// Early stages need no exact solution; the last must leave room for those outside.
    pub(in crate::svm) fn inner_tol(&self, tol: f64) -> f64 {
        let everything = self.set.len() == self.is_member.iter().map(Vec::len).sum::<usize>();
        if everything { INNER * tol } else { (INNER * tol).max(0.2 * self.gap()) }
    }

    /// Steps after which the working set's errors are to be computed anew: more than hardly any stage takes.
    pub(in crate::svm) fn most_steps(&self) -> u64 {
        1000 + 20 * self.set.len() as u64
    }

    /// Takes over what the working set's problem came to, and gives what changed, of each half.
    pub(in crate::svm) fn take(&mut self, solved: &[Inner; 2], middle: f64) -> [Changes; 2] {
        self.middle += middle;
        [0, 1].map(|h| {
            let (half, mut changes) = (&mut self.halves[h], Vec::new());
            for (&member, &alpha) in self.set.members(h).iter().zip(&solved[h].alpha) {
                let before = core::mem::replace(&mut half.alpha[member as usize], alpha);
                if alpha != before {
                    changes.push((member, half.y * (alpha - before)));
                }
            }
            changes
        })
    }

    /// Brings all errors up to date, to well within `tol`. `None` when `go_on` answers `false`.
    pub(in crate::svm) fn apply(
        &mut self,
        blocks: &mut Blocks,
        changes: &[Changes; 2],
        tol: f64,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Option<()> {
        let add = if self.rounding(changes) < 0.02 * tol { Half::add_rows } else { Half::add_rows_exactly };
        for (h, changes) in changes.iter().enumerate() {
            for batch in changes.chunks(BATCH) {
                let (from, steps): (Vec<u32>, Vec<f64>) = batch.iter().copied().unzip();
                for (g, half) in self.halves.iter_mut().enumerate() {
                    blocks.with(h, &from, g, |rows| add(half, rows, &steps));
                }
                if !go_on() {
                    return None;
                }
            }
        }
        self.look();
        Some(())
    }

    /// About how far sums in `f32` put an error off: each term by half a unit in its last place, in either direction.
    fn rounding(&self, changes: &[Changes; 2]) -> f64 {
        let squares: f64 = changes.iter().flatten().map(|(_, step)| step * step).sum();
        f64::from(f32::EPSILON / 2.0) * self.largest_kernel * squares.sqrt()
    }

    /// The samples outside the working set that violate the conditions most, of each half its share. When the gap is
    /// `tol` or more but that within the set below [`INNER`] `tol`, there is at least one.
    pub(in crate::svm) fn violators(&self, tol: f64) -> [Vec<u32>; 2] {
        [0, 1].map(|h| {
            let half = &self.halves[h];
            let outside = (0..).zip(&self.is_member[h]).filter(|&(_, &inside)| !inside);
            let mut found: Vec<(f64, u32)> = outside
                .map(|(at, _)| (half.excess(at as usize, self.middle, self.c), at))
                .filter(|&(excess, _)| excess > 0.45 * tol)
                .collect();
            sort_by_number(&mut found, |&(excess, _)| -excess);
            found.truncate(added_members(self.is_member[h].len()));
            let mut members: Vec<u32> = found.into_iter().map(|(_, at)| at).collect();
            members.sort_unstable();
            members
        })
    }

    /// Makes samples members, and when they would be too many, dismisses those that are most surely where they belong.
    pub(in crate::svm) fn enlist(&mut self, blocks: &Blocks, new: &[Vec<u32>; 2]) {
        let classes = [blocks.half(0), blocks.half(1)];
        if self.set.len() + new[0].len() + new[1].len() > MOST_MEMBERS {
            let kept = self.worth_keeping(MOST_MEMBERS / 4 * 3);
            self.mark_members(false);
            self.set.retain(&kept, classes);
            self.mark_members(true);
        }
        self.set.add(classes, new);
        self.mark_members(true);
    }

    fn mark_members(&mut self, inside: bool) {
        for (h, is_member) in self.is_member.iter_mut().enumerate() {
            self.set.members(h).iter().for_each(|&at| is_member[at as usize] = inside);
        }
    }

    /// The numbers within the working set of those `n` members with the largest violations.
    fn worth_keeping(&self, n: usize) -> [Vec<usize>; 2] {
        let mut all: Vec<(f64, usize, usize)> = Vec::new();
        for h in [0, 1] {
            let members = self.set.members(h).iter().enumerate();
            all.extend(members.map(|(k, &at)| (self.halves[h].excess(at as usize, self.middle, self.c), h, k)));
        }
        sort_by_number(&mut all, |&(excess, ..)| -excess);
        all.truncate(n);
        [0, 1].map(|h| {
            let mut kept: Vec<usize> = all.iter().filter(|&&(_, half, _)| half == h).map(|&(_, _, k)| k).collect();
            kept.sort_unstable();
            kept
        })
    }

    pub(in crate::svm) fn solution(&self, iterations: u64) -> Solution {
        let alpha = [0, 1].map(|h| self.halves[h].alpha.clone());
        Solution { alpha, rho: self.rho(), objective: self.objective(), gap: self.gap(), iterations }
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
        if free > 0 { sum / f64::from(free) } else { -self.violation.middle() }
    }

    /// The dual objective: `1/2 a'Qa - sum(a)`.
    pub(in crate::svm) fn objective(&self) -> f64 {
        (self.halves[0].twice_objective() + self.halves[1].twice_objective()) / 2.0
    }
}

/// The first members of a class of `n`: spread evenly.
fn first_members(n: usize) -> Vec<u32> {
    let wanted = (32 + n / 60).min(n);
    (0..wanted).map(|k| (k * n / wanted) as u32).collect()
}

/// Most members that a class of `n` adds in a stage.
fn added_members(n: usize) -> usize {
    40 + n / 70
}
