//! Fitting a [`Svc`]: every pair of classes, then the union of their support vectors.

use super::blocks::{Blocks, ClassSamples};
use super::decision::pairs;
use super::kernel::KernelFn;
use super::model::{ClassVectors, Svc, tile_coefficients};
use super::params::{Kernel, SvcParams, within};
use super::solver::{Limits, Solution, solve};
use super::tiles::Tiles;
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
        let classes = ClassSamples::split(x, labels);
        let solutions = solve_pairs(params, x, &classes, kernel, progress)?;
        let model = assemble(x, kernel, &classes, &solutions);
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
    x: &Matrix,
    classes: &[ClassSamples],
    kernel: KernelFn,
    progress: Progress<'_>,
) -> Result<Vec<Solution>, EstimatorError> {
    let mut blocks = Blocks::new(x, classes, kernel, (params.cache_mb as usize).saturating_mul(1_000_000));
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
    }
    Ok(solutions)
}

/// libsvm's limit where none is given.
fn max_iter(params: &SvcParams, samples: u64) -> u64 {
    params.max_iter.unwrap_or_else(|| samples.saturating_mul(100).max(10_000_000))
}

fn assemble(x: &Matrix, kernel: KernelFn, classes: &[ClassSamples], solutions: &[Solution]) -> Svc {
    let reports = pairs(classes.len()).zip(solutions).map(|((i, j), solution)| PairReport {
        classes: (classes[i].class, classes[j].class),
        iterations: solution.iterations,
        objective: solution.objective,
        gap: solution.gap,
    });
    Svc {
        kernel,
        n_features: x.cols(),
        vectors: (0..classes.len()).map(|c| class_vectors(x, classes, solutions, c)).collect(),
        intercepts: solutions.iter().map(|solution| -solution.rho).collect(),
        reports: reports.collect(),
    }
}

/// The samples of class `c` that are support vectors of any pair, and their coefficients in each.
fn class_vectors(x: &Matrix, classes: &[ClassSamples], solutions: &[Solution], c: usize) -> ClassVectors {
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
    let members: Vec<u32> = support.iter().map(|&at| samples.members[at]).collect();
    ClassVectors {
        class: samples.class,
        tiles: Tiles::new(x, &members),
        coefficients: tile_coefficients(&rows, members.len()),
    }
}
