//! Training as a plan, for one C or for several.

use std::rc::Rc;

use super::fit::fit_path;
use super::model::LogisticRegression;
use super::params::LogisticRegressionParams;
use crate::classifier::{Classifier, Progress, check_labels};
use crate::estimator::EstimatorError;
use crate::matrix::Matrix;
use crate::plan::{FitPlan, ascending, check_part, check_parts};
use crate::tensors::TensorFile;

/// The fit of [`LogisticRegression`] in one part: each step of the minimisation, and each C of a path, needs what the one
/// before gave.
pub struct LogisticRegressionPlan {
    params: LogisticRegressionParams,
    /// As the caller asked for them.
    cs: Vec<f64>,
    x: Rc<Matrix>,
    labels: Vec<u8>,
}

/// Where the part puts the model of the C at a place of the caller's list.
fn prefix(place: usize) -> String {
    format!("c{place}")
}

impl LogisticRegressionPlan {
    /// Plans the fit for each of `cs`, or for `params.c` alone when there are none: see [`LogisticRegression::fit`].
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`], those of [`check_labels`].
    pub fn new(
        params: &LogisticRegressionParams,
        cs: &[f64],
        x: Rc<Matrix>,
        labels: &[u8],
    ) -> Result<Self, EstimatorError> {
        let cs = if cs.is_empty() { vec![params.c] } else { cs.to_vec() };
        for &c in &cs {
            LogisticRegressionParams { c, ..*params }.check()?;
        }
        check_labels(&x, labels)?;
        Ok(Self { params: *params, cs, x, labels: labels.to_vec() })
    }
}

impl FitPlan for LogisticRegressionPlan {
    fn n_parts(&self) -> usize {
        1
    }

    fn run(&mut self, part: usize, progress: Progress<'_>) -> Result<TensorFile, EstimatorError> {
        check_part(part, 1)?;
        let order = ascending(&self.cs);
        let cs: Vec<f64> = order.iter().map(|&place| self.cs[place]).collect();
        let mut file = TensorFile::default();
        for (place, model) in order.into_iter().zip(fit_path(&self.params, &cs, &self.x, &self.labels, progress)?) {
            model.save(&mut file, &prefix(place));
        }
        Ok(file)
    }

    fn finish(&self, parts: &[TensorFile]) -> Result<Vec<Box<dyn Classifier>>, EstimatorError> {
        check_parts(parts, 1)?;
        let mut models: Vec<Box<dyn Classifier>> = Vec::with_capacity(self.cs.len());
        for (part, place) in parts.iter().flat_map(|part| (0..self.cs.len()).map(move |place| (part, place))) {
            models.push(Box::new(LogisticRegression::load(part, &prefix(place))?));
        }
        Ok(models)
    }
}
