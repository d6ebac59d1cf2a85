//! Fitting a [`Svc`]: every pair of classes, then the union of their support vectors.

use super::decision::pairs;
use super::kernel::KernelFn;
use super::kernel::Unit;
use super::model::Svc;
use super::params::{Kernel, SvcParams, within};
use super::solver::{Blocks, ClassSamples};
use super::solver::{Limits, Solution, solve};
use crate::classifier::{Progress, check_labels};
use crate::estimator::EstimatorError;
use crate::matrix::Matrix;

/// How the problem of one pair of classes was solved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairReport {
    /// The two labels; decision values above 0 mean the first.
    pub classes: (u8, u8),
    /// SMO steps.
    pub iterations: u64,
    /// The dual objective that is minimised: `1/2 a'Qa - sum(a)`.
    pub objective: f64,
    /// The worst violation of the optimality conditions; below `tol` unless `max_iter` cut the pair short.
    pub gap: f64,
}

impl Svc {
    /// Trains on `x` `[n, features]` with the label, 0..=9, of each row.
    ///
    /// Deterministic: the same input gives the same model whatever the cache.
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`], what [`check_labels`] refuses, [`EstimatorError::Shape`] for samples whose squared
    /// norm does not fit, [`EstimatorError::Cancelled`].
    pub fn fit(params: &SvcParams, x: &Matrix, labels: &[u8], progress: Progress<'_>) -> Result<Self, EstimatorError> {
        params.check()?;
        check_labels(x, labels)?;
        check_norms(x)?;
        let kernel = kernel_fn(params, x)?;
        let unit = Unit::of(x.data(), x.cols());
        let classes = ClassSamples::split(x, labels, unit);
        let blocks = Blocks::new(x, &classes, kernel, unit, (params.cache_mb as usize).saturating_mul(1_000_000));
        let solutions = solve_pairs(params, blocks, progress)?;
        let model = assemble(x, kernel, &classes, &solutions)?;
        if progress(1.0) { Ok(model) } else { Err(EstimatorError::Cancelled) }
    }
}

fn kernel_fn(params: &SvcParams, x: &Matrix) -> Result<KernelFn, EstimatorError> {
    match params.kernel {
        Kernel::Linear => Ok(KernelFn::Linear),
        Kernel::Rbf => {
            let gamma = params.gamma.resolve(x);
            within("gamma", gamma)?;
            Ok(KernelFn::Rbf { gamma: gamma as f32 })
        }
    }
}

/// Kernel values are computed in `f32`: a sample's squared norm must be well within it.
fn check_norms(x: &Matrix) -> Result<(), EstimatorError> {
    const LARGEST: f64 = 1e30;
    let norm = |i: usize| x.row(i).iter().map(|&v| f64::from(v) * f64::from(v)).sum::<f64>();
    match (0..x.rows()).find(|&i| norm(i) > LARGEST) {
        None => Ok(()),
        Some(row) => Err(EstimatorError::Shape {
            what: "squared norm of a sample (scale the features)",
            expected: format!("at most {LARGEST:e}"),
            found: format!("{:e} in row {row}", norm(row)),
        }),
    }
}

/// The solutions in the order of [`pairs`].
fn solve_pairs(
    params: &SvcParams,
    mut blocks: Blocks<'_>,
    progress: Progress<'_>,
) -> Result<Vec<Solution>, EstimatorError> {
    let classes = blocks.classes;
    let size = |(i, j): (usize, usize)| (classes[i].members.len() + classes[j].members.len()) as u64;
    let total: u64 = pairs(classes.len()).map(size).sum();
    let mut before = 0;
    let mut solutions = Vec::new();
    for pair in pairs(classes.len()) {
        let size = size(pair);
        let limits = Limits { c: params.c, tol: params.tol, max_iter: max_iter(params, size) };
        // Nobody knows how many steps a pair takes; this share of it grows with each and never reaches the whole.
        let mut on_steps = |steps: u64| {
            let share = steps as f64 / (steps + size) as f64;
            progress((before as f64 + share * size as f64) / total as f64)
        };
        let solution = solve(&mut blocks, [pair.0, pair.1], limits, &mut on_steps).ok_or(EstimatorError::Cancelled)?;
        solutions.push(solution);
        before += size;
        blocks.forget(pair.0, pair.1);
        blocks.forget(pair.1, pair.0);
        if pair.1 + 1 == classes.len() {
            blocks.forget(pair.0, pair.0);
        }
    }
    Ok(solutions)
}

/// libsvm's limit where none is given.
fn max_iter(params: &SvcParams, samples: u64) -> u64 {
    params.max_iter.unwrap_or_else(|| samples.saturating_mul(100).max(10_000_000))
}

fn assemble(
    x: &Matrix,
    kernel: KernelFn,
    classes: &[ClassSamples],
    solutions: &[Solution],
) -> Result<Svc, EstimatorError> {
    let reports = pairs(classes.len()).zip(solutions).map(|((i, j), solution)| PairReport {
        classes: (classes[i].class, classes[j].class),
        iterations: solution.iterations,
        objective: solution.objective,
        gap: solution.gap,
    });
    let mut members = Vec::new();
    let mut counts = Vec::new();
    let mut dual = vec![Vec::new(); classes.len() - 1];
    for (c, class) in classes.iter().enumerate() {
        let of_class = multipliers(classes.len(), solutions, c);
        let is_support = |at: &usize| of_class.iter().any(|(_, alpha)| alpha[*at] > 0.0);
        let support: Vec<usize> = (0..class.members.len()).filter(is_support).collect();
        for (dual, (y, alpha)) in dual.iter_mut().zip(&of_class) {
            dual.extend(support.iter().map(|&at| (y * alpha[at]) as f32));
        }
        members.extend(support.iter().map(|&at| class.members[at]));
        counts.push((class.class, support.len()));
    }
    let intercepts = solutions.iter().map(|solution| -solution.rho).collect();
    let model = Svc::assemble(kernel, &x.select_rows(&members)?, &counts, &dual, intercepts);
    Ok(Svc { reports: reports.collect(), ..model })
}

/// `y` and `alpha` of the samples of class `c` of `n` in its pairs with the other classes, ascending.
fn multipliers(n: usize, solutions: &[Solution], c: usize) -> Vec<(f64, &[f64])> {
    let of_class = pairs(n).zip(solutions).filter_map(|((i, j), solution)| {
        let [first, second] = &solution.alpha;
        if i == c { Some((1.0, first.as_slice())) } else { (j == c).then_some((-1.0, second.as_slice())) }
    });
    of_class.collect()
}
