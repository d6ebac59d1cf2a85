//! Fitting a [`Svc`]: every pair of classes, then the union of their support vectors.

use super::active_set::{Limits, Solution, solve};
use super::blocks::{Blocks, ClassSamples};
use super::decision::pairs;
use super::kernel::KernelFn;
use super::model::{ClassVectors, Svc, tile_coefficients};
use super::params::{Kernel, SvcParams, within};
use super::pixels::Unit;
use super::samples::Samples;
use crate::classifier::{EstimatorError, Progress, check_labels};
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
        let model = assemble(x, kernel, unit, &classes, &solutions);
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

fn assemble(x: &Matrix, kernel: KernelFn, unit: Option<Unit>, classes: &[ClassSamples], solutions: &[Solution]) -> Svc {
    let reports = pairs(classes.len()).zip(solutions).map(|((i, j), solution)| PairReport {
        classes: (classes[i].class, classes[j].class),
        iterations: solution.iterations,
        objective: solution.objective,
        gap: solution.gap,
    });
    let mut vectors = Samples::new(x.cols(), unit);
    Svc {
        kernel,
        n_features: x.cols(),
        classes: (0..classes.len()).map(|c| class_vectors(x, classes, solutions, c, &mut vectors)).collect(),
        vectors,
        intercepts: solutions.iter().map(|solution| -solution.rho).collect(),
        reports: reports.collect(),
    }
}

/// Appends to `vectors` the samples of class `c` that are support vectors of any pair; their coefficients in each.
fn class_vectors(
    x: &Matrix,
    classes: &[ClassSamples],
    solutions: &[Solution],
    c: usize,
    vectors: &mut Samples,
) -> ClassVectors {
    let samples = &classes[c];
    // The pairs of c in order are those with each other class, ascending.
    let of_class = pairs(classes.len()).zip(solutions).filter_map(|((i, j), solution)| {
        if i == c { Some((1.0, &solution.alpha[0])) } else { (j == c).then_some((-1.0, &solution.alpha[1])) }
    });
    let signed: Vec<(f64, &Vec<f64>)> = of_class.collect();
    let support: Vec<usize> =
        (0..samples.members.len()).filter(|&at| signed.iter().any(|(_, alpha)| alpha[at] > 0.0)).collect();
    let rows: Vec<Vec<f32>> =
        signed.iter().map(|(y, alpha)| support.iter().map(|&at| (y * alpha[at]) as f32).collect()).collect();
    let first = vectors.len();
    support.iter().for_each(|&at| vectors.push(x.row(samples.members[at] as usize)));
    vectors.fill_tile();
    ClassVectors {
        class: samples.class,
        first,
        len: support.len(),
        coefficients: tile_coefficients(&rows, support.len()),
    }
}
