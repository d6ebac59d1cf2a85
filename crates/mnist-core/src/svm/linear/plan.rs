//! The fit of a [`LinearSvc`] in parts: one a class.

use std::rc::Rc;

use super::dual::{Descent, Plane};
use super::model::LinearSvc;
use super::params::LinearSvcParams;
use crate::classifier::{Classifier, N_CLASSES, Progress, check_labels};
use crate::estimator::EstimatorError;
use crate::matrix::Matrix;
use crate::plan::{FitPlan, check_part, check_parts, run_parts};
use crate::rng::Rng;
use crate::tensors::{TensorError, TensorFile};

/// The fit of a [`LinearSvc`], one part a class: `coef` F32 `[features]`, `intercept` F32 `[1]`, `n_iter` U32 `[1]`.
pub struct LinearSvcPlan {
    params: LinearSvcParams,
    x: Rc<Matrix>,
    labels: Vec<u8>,
    seed: u64,
    /// Those that occur, ascending.
    classes: Vec<u8>,
}

impl LinearSvcPlan {
    /// Plans a fit to `x`, `[n, features]`, with the label, 0..=9, of each row. `seed` decides the order of the samples.
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`], what [`check_labels`] refuses.
    pub fn new(params: &LinearSvcParams, x: Rc<Matrix>, labels: &[u8], seed: u64) -> Result<Self, EstimatorError> {
        params.check()?;
        check_labels(&x, labels)?;
        let classes = (0..N_CLASSES as u8).filter(|class| labels.contains(class)).collect();
        Ok(Self { params: *params, x, labels: labels.to_vec(), seed, classes })
    }

    /// Puts what all parts gave, in their order, together.
    ///
    /// # Errors
    /// As [`FitPlan::finish`].
    pub fn machine(&self, parts: &[TensorFile]) -> Result<LinearSvc, EstimatorError> {
        check_parts(parts, self.n_parts())?;
        let (mut coef, mut intercept, mut n_iter) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts {
            coef.extend(part.f32_of_shape("coef", &[self.x.cols()])?);
            intercept.extend(part.f32_of_shape("intercept", &[1])?);
            n_iter.extend(read_n_iter(part)?);
        }
        Ok(LinearSvc { classes: self.classes.clone(), n_features: self.x.cols(), coef, intercept, n_iter })
    }
}

impl FitPlan for LinearSvcPlan {
    fn n_parts(&self) -> usize {
        self.classes.len()
    }

    fn run(&mut self, part: usize, progress: Progress<'_>) -> Result<TensorFile, EstimatorError> {
        check_part(part, self.n_parts())?;
        let class = self.classes[part];
        let y: Vec<f64> = self.labels.iter().map(|&label| if label == class { 1.0 } else { -1.0 }).collect();
        let mut rng = Rng::new(self.seed, u64::from(class));
        // Nobody knows how many passes a class takes; this share grows with each and never reaches the whole.
        let mut on_pass = |passes: u32| progress(f64::from(passes) / (f64::from(passes) + 30.0));
        let plane = Descent::new(&self.x, &y, self.params.c).run(&self.params, &mut rng, &mut on_pass);
        let file = to_tensors(&plane.ok_or(EstimatorError::Cancelled)?);
        if progress(1.0) { Ok(file) } else { Err(EstimatorError::Cancelled) }
    }

    fn finish(&self, parts: &[TensorFile]) -> Result<Vec<Box<dyn Classifier>>, EstimatorError> {
        Ok(vec![Box::new(self.machine(parts)?)])
    }
}

fn to_tensors(plane: &Plane) -> TensorFile {
    let narrow = |v: f64| v.clamp(f64::from(f32::MIN), f64::from(f32::MAX)) as f32;
    let coef: Vec<f32> = plane.weights.iter().map(|&weight| narrow(weight)).collect();
    let mut file = TensorFile::default();
    file.put_f32("coef", &[coef.len()], &coef);
    file.put_f32("intercept", &[1], &[narrow(plane.intercept)]);
    file.put_u32("n_iter", &[1], &[plane.iterations]);
    file
}

fn read_n_iter(part: &TensorFile) -> Result<Vec<u32>, TensorError> {
    let (shape, n_iter) = part.u32("n_iter")?;
    if shape == [1] {
        return Ok(n_iter);
    }
    Err(TensorError::Mismatch {
        name: "n_iter".into(),
        expected: "shape [1]".into(),
        found: format!("shape {shape:?}"),
    })
}

impl LinearSvc {
    /// Trains on `x` `[n, features]` with the label, 0..=9, of each row: a [`LinearSvcPlan`], all of it here.
    ///
    /// # Errors
    /// As [`LinearSvcPlan::new`]; [`EstimatorError::Cancelled`].
    pub fn fit(
        params: &LinearSvcParams,
        x: &Matrix,
        labels: &[u8],
        seed: u64,
        progress: Progress<'_>,
    ) -> Result<Self, EstimatorError> {
        let mut plan = LinearSvcPlan::new(params, Rc::new(x.clone()), labels, seed)?;
        let parts = run_parts(&mut plan, progress)?;
        plan.machine(&parts)
    }
}
