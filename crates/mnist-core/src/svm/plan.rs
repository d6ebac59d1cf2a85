//! The fit of a [`Svc`] in parts: one a pair of classes.

use super::assemble::assemble;
use super::decision::pairs;
use super::kernel::KernelFn;
use super::model::Svc;
use super::params::{Kernel, SvcParams, within};
use super::part::PairSolution;
use super::solver::{Blocks, Limits, solve_path};
use crate::classifier::{Classifier, Progress, check_labels};
use crate::estimator::EstimatorError;
use crate::matrix::Matrix;
use crate::plan::{FitPlan, ascending, check_part, check_parts, run_parts};
use crate::tensors::TensorFile;

/// The fit of a [`Svc`], one part a pair of classes: (0, 1), (0, 2), ... (1, 2), ...
///
/// With a path along C a part solves its pair for each value in ascending order, each from where the one before it ended:
/// kernel values and the working set serve all of them.
pub struct SvcPlan {
    params: SvcParams,
    /// In the caller's order.
    cs: Vec<f64>,
    blocks: Blocks,
}

impl SvcPlan {
    /// Plans a fit to `x`, `[n, features]`, with the label, 0..=9, of each row: of one machine, or of one for each of `cs`,
    /// 1e-30 to 1e30, when that is not empty. The plan keeps a copy of the samples, of a quarter of the size when they are
    /// pixels.
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`], what [`check_labels`] refuses, [`EstimatorError::Shape`] for samples whose squared
    /// norm does not fit.
    pub fn new(params: &SvcParams, cs: &[f64], x: &Matrix, labels: &[u8]) -> Result<Self, EstimatorError> {
        params.check()?;
        cs.iter().try_for_each(|&c| within("Cs", c))?;
        check_labels(x, labels)?;
        let cs = if cs.is_empty() { vec![params.c] } else { cs.to_vec() };
        check_norms(x, params.kernel, &cs)?;
        let kernel = kernel_fn(params, x)?;
        let blocks = Blocks::new(x, labels, kernel, (params.cache_mb as usize).saturating_mul(1_000_000));
        Ok(Self { params: params.clone(), cs, blocks })
    }

    /// Puts what all parts gave, in their order, together.
    ///
    /// # Errors
    /// As [`FitPlan::finish`].
    pub fn machines(&self, parts: &[TensorFile]) -> Result<Vec<Svc>, EstimatorError> {
        check_parts(parts, self.n_parts())?;
        let machine = |(k, &c): (usize, &f64)| {
            let read = |(pair, part): ((usize, usize), &TensorFile)| PairSolution::read(part, k, self.samples(pair), c);
            let solutions = pairs(self.blocks.classes.len()).zip(parts).map(read).collect::<Result<Vec<_>, _>>()?;
            assemble(&self.blocks, self.params.break_ties, &solutions)
        };
        self.cs.iter().enumerate().map(machine).collect()
    }

    fn samples(&self, (i, j): (usize, usize)) -> [usize; 2] {
        [i, j].map(|class| self.blocks.classes[class].samples.len())
    }

    /// libsvm's limit where none is given.
    fn max_iter(&self, samples: u64) -> u64 {
        self.params.max_iter.unwrap_or_else(|| samples.saturating_mul(100).max(10_000_000))
    }
}

impl FitPlan for SvcPlan {
    fn n_parts(&self) -> usize {
        pairs(self.blocks.classes.len()).count()
    }

    fn run(&mut self, part: usize, progress: Progress<'_>) -> Result<TensorFile, EstimatorError> {
        check_part(part, self.n_parts())?;
        let (i, j) = pairs(self.blocks.classes.len()).nth(part).unwrap_or((0, 1));
        let size = self.samples((i, j)).iter().sum::<usize>() as u64;
        let limits = Limits { tol: self.params.tol, max_iter: self.max_iter(size) };
        let n = self.cs.len() as f64;
        // Nobody knows how many steps a pair takes; this share of it grows with each and never reaches the whole.
        let mut on_steps = |done: usize, steps: u64| progress((done as f64 + steps as f64 / (steps + size) as f64) / n);
        let order = ascending(&self.cs);
        let cs: Vec<f64> = order.iter().map(|&k| self.cs[k]).collect();
        let solutions = solve_path(&mut self.blocks, [i, j], &cs, limits, &mut on_steps);
        let mut file = TensorFile::default();
        for (k, solution) in order.into_iter().zip(solutions.ok_or(EstimatorError::Cancelled)?) {
            PairSolution::new(&solution).put(&mut file, k);
        }
        if progress(1.0) { Ok(file) } else { Err(EstimatorError::Cancelled) }
    }

    fn finish(&self, parts: &[TensorFile]) -> Result<Vec<Box<dyn Classifier>>, EstimatorError> {
        let boxed = |machine| Box::new(machine) as Box<dyn Classifier>;
        Ok(self.machines(parts)?.into_iter().map(boxed).collect())
    }
}

impl Svc {
    /// Trains on `x` `[n, features]` with the label, 0..=9, of each row: a [`SvcPlan`], all of it here.
    ///
    /// # Errors
    /// As [`SvcPlan::new`]; [`EstimatorError::Cancelled`].
    pub fn fit(params: &SvcParams, x: &Matrix, labels: &[u8], progress: Progress<'_>) -> Result<Self, EstimatorError> {
        let mut plan = SvcPlan::new(params, &[], x, labels)?;
        let parts = run_parts(&mut plan, progress)?;
        plan.machines(&parts)?.pop().ok_or(EstimatorError::Cancelled)
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

/// Kernel values and sums of them times multipliers are computed in `f32`: a sample's squared norm must be well within it,
/// and with the linear kernel C times it, too.
fn check_norms(x: &Matrix, kernel: Kernel, cs: &[f64]) -> Result<(), EstimatorError> {
    const LARGEST: f64 = 1e30;
    let factor = match kernel {
        Kernel::Linear => cs.iter().copied().fold(1.0, f64::max),
        Kernel::Rbf => 1.0,
    };
    let norm = |i: usize| factor * x.row(i).iter().map(|&v| f64::from(v) * f64::from(v)).sum::<f64>();
    match (0..x.rows()).find(|&i| norm(i) > LARGEST) {
        None => Ok(()),
        Some(row) => Err(EstimatorError::Shape {
            what: "squared norm of a sample, with the linear kernel times C (scale the features)",
            expected: format!("at most {LARGEST:e}"),
            found: format!("{:e} in row {row}", norm(row)),
        }),
    }
}
