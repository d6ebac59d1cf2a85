//! The fitted classifier.

use super::convergence::Convergence;
use super::objective::LANES;
use super::saved;
use crate::classifier::{Classifier, N_CLASSES, check_features, load_classes};
use crate::estimator::EstimatorError;
use crate::matrix::Matrix;
use crate::softmax::softmax;
use crate::tensors::TensorFile;

/// Multinomial logistic regression with an L2 penalty (scikit-learn's `LogisticRegression`).
#[derive(Clone, Debug)]
pub struct LogisticRegression {
    /// Classes that occurred, ascending; class `classes[k]` has lane `k`.
    classes: Vec<u8>,
    /// `[features][lane]`; lanes without a class are 0.
    weights: Vec<[f32; LANES]>,
    intercept: [f32; LANES],
    convergence: Convergence,
}

impl LogisticRegression {
    pub(super) fn from_parts(
        classes: Vec<u8>,
        weights: Vec<[f32; LANES]>,
        intercept: [f32; LANES],
        convergence: Convergence,
    ) -> Self {
        Self { classes, weights, intercept, convergence }
    }

    /// Reads what [`Classifier::save`] wrote.
    ///
    /// # Errors
    /// [`EstimatorError::Tensors`] when a tensor is missing, has another shape or cannot be.
    pub fn load(file: &TensorFile, prefix: &str) -> Result<Self, EstimatorError> {
        let classes = load_classes(file, prefix)?;
        let (coef, n_features) = saved::coefficients(file, prefix, classes.len())?;
        let mut weights = vec![[0.0; LANES]; n_features];
        for (lane, row) in coef.chunks_exact(n_features).enumerate() {
            weights.iter_mut().zip(row).for_each(|(vector, &w)| vector[lane] = w);
        }
        let values = file.f32_of_shape(&format!("{prefix}.intercept"), &[classes.len()])?;
        let mut intercept = [0.0; LANES];
        intercept.iter_mut().zip(values).for_each(|(to, from)| *to = from);
        Ok(Self { classes, weights, intercept, convergence: Convergence::load(file, prefix)? })
    }

    /// How the training ended.
    pub fn convergence(&self) -> Convergence {
        self.convergence
    }

    /// Classes that occurred in training, ascending.
    pub fn classes(&self) -> &[u8] {
        &self.classes
    }

    /// `[classes, features]`, row-major: scikit-learn's `coef_`.
    pub fn coef(&self) -> Vec<f32> {
        (0..self.classes.len()).flat_map(|lane| self.weights.iter().map(move |vector| vector[lane])).collect()
    }

    /// `[classes]`: scikit-learn's `intercept_`.
    pub fn intercept(&self) -> &[f32] {
        &self.intercept[..self.classes.len()]
    }

    fn scores(&self, sample: &[f32]) -> [f32; LANES] {
        let mut scores = self.intercept;
        for (&v, vector) in sample.iter().zip(&self.weights) {
            if v != 0.0 {
                scores.iter_mut().zip(vector).for_each(|(sum, w)| *sum += v * w);
            }
        }
        scores
    }
}

impl Classifier for LogisticRegression {
    fn n_features_in(&self) -> usize {
        self.weights.len()
    }

    fn predict_proba(&self, x: &Matrix) -> Result<Matrix, EstimatorError> {
        check_features(x, self.weights.len())?;
        let mut proba = Matrix::zeros(x.rows(), N_CLASSES);
        for i in 0..x.rows() {
            let mut scores = self.scores(x.row(i));
            softmax(&mut scores[..self.classes.len()]);
            for (&class, p) in self.classes.iter().zip(scores) {
                proba.row_mut(i)[usize::from(class)] = p;
            }
        }
        Ok(proba)
    }

    fn facts(&self) -> Vec<(&'static str, f64)> {
        let Convergence { n_iter, objective, gradient_norm, converged } = self.convergence;
        vec![
            ("n_iter", f64::from(n_iter)),
            ("objective", objective),
            ("gradient_norm", gradient_norm),
            ("converged", f64::from(converged)),
        ]
    }

    fn save(&self, file: &mut TensorFile, prefix: &str) {
        let n_classes = self.classes.len();
        file.put_u8(&format!("{prefix}.classes"), &[n_classes], &self.classes);
        file.put_f32(&format!("{prefix}.coef"), &[n_classes, self.weights.len()], &self.coef());
        file.put_f32(&format!("{prefix}.intercept"), &[n_classes], self.intercept());
        self.convergence.save(file, prefix);
    }
}
