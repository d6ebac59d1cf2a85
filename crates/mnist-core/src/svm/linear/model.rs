//! A fitted [`LinearSvc`].

use super::super::softmax::softmax;
use super::dual::dot;
use crate::classifier::{Classifier, N_CLASSES, check_features, load_classes};
use crate::estimator::EstimatorError;
use crate::matrix::Matrix;
use crate::tensors::{TensorError, TensorFile};

/// The one-vs-rest L2-regularised squared-hinge linear SVM (scikit-learn's `LinearSVC`, liblinear's solver 1).
///
/// Probabilities are the softmax of the decision values.
pub struct LinearSvc {
    /// Classes that occurred, ascending.
    pub(super) classes: Vec<u8>,
    pub(super) n_features: usize,
    /// `[classes, features]`.
    pub(super) coef: Vec<f32>,
    pub(super) intercept: Vec<f32>,
    pub(super) n_iter: Vec<u32>,
}

impl LinearSvc {
    /// Reads what [`Classifier::save`] wrote.
    ///
    /// # Errors
    /// [`EstimatorError::Tensors`] when a tensor is missing, has another shape or cannot be.
    pub fn load(file: &TensorFile, prefix: &str) -> Result<Self, EstimatorError> {
        let classes = load_classes(file, prefix)?;
        let name = format!("{prefix}.coef");
        let (shape, _) = file.f32(&name)?;
        let n_features = match shape[..] {
            [rows, cols] if rows == classes.len() && cols > 0 => cols,
            _ => {
                let (expected, found) = (format!("shape [{}, features]", classes.len()), format!("shape {shape:?}"));
                return Err(TensorError::Mismatch { name, expected, found }.into());
            }
        };
        let coef = file.f32_of_shape(&name, &shape)?;
        let intercept = file.f32_of_shape(&format!("{prefix}.intercept"), &[classes.len()])?;
        Ok(Self { classes, n_features, coef, intercept, n_iter: vec![] })
    }

    /// Classes that occurred in training, ascending.
    pub fn classes(&self) -> &[u8] {
        &self.classes
    }

    /// `[classes, features]`, row-major: scikit-learn's `coef_`.
    pub fn coef(&self) -> &[f32] {
        &self.coef
    }

    /// `[classes]`: scikit-learn's `intercept_`.
    pub fn intercept(&self) -> &[f32] {
        &self.intercept
    }

    /// Passes that each class took, `max_iter` when it did not converge; empty after [`LinearSvc::load`].
    pub fn n_iter(&self) -> &[u32] {
        &self.n_iter
    }

    /// The decision value of each class.
    fn decide(&self, row: &[f32]) -> Vec<f64> {
        let planes = self.coef.chunks_exact(self.n_features).zip(&self.intercept);
        planes.map(|(weights, &intercept)| dot(weights, row) + f64::from(intercept)).collect()
    }
}

impl Classifier for LinearSvc {
    fn n_features_in(&self) -> usize {
        self.n_features
    }

    fn predict_proba(&self, x: &Matrix) -> Result<Matrix, EstimatorError> {
        check_features(x, self.n_features)?;
        let mut proba = Matrix::zeros(x.rows(), N_CLASSES);
        let mut of_present = vec![0.0; self.classes.len()];
        for i in 0..x.rows() {
            softmax(&self.decide(x.row(i)), &mut of_present);
            for (&class, &p) in self.classes.iter().zip(&of_present) {
                proba.row_mut(i)[usize::from(class)] = p;
            }
        }
        Ok(proba)
    }

    fn save(&self, file: &mut TensorFile, prefix: &str) {
        let n_classes = self.classes.len();
        file.put_u8(&format!("{prefix}.classes"), &[n_classes], &self.classes);
        file.put_f32(&format!("{prefix}.coef"), &[n_classes, self.n_features], &self.coef);
        file.put_f32(&format!("{prefix}.intercept"), &[n_classes], &self.intercept);
    }
}
