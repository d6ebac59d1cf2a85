//! What every transform and classifier promises. tests/estimators.rs holds each of them to it.

use crate::estimator::EstimatorError;
use crate::matrix::Matrix;
use crate::tensors::{TensorError, TensorFile};

/// Classes are the digits.
pub const N_CLASSES: usize = 10;

/// Called with the share done, 0 to 1, at least every few hundred milliseconds; `false` asks to stop, and the
/// estimator then returns [`EstimatorError::Cancelled`].
pub type Progress<'a> = &'a mut dyn FnMut(f64) -> bool;

/// Something fitted that turns samples into other samples, one row for one row.
pub trait Transform {
    /// Columns it takes.
    fn n_features_in(&self) -> usize;
    /// Columns it gives.
    fn n_features_out(&self) -> usize;
    /// `[n, n_features_in]` to `[n, n_features_out]`; each row depends on itself only.
    ///
    /// # Errors
    /// [`EstimatorError::Shape`] when the columns do not fit.
    fn transform(&self, x: &Matrix) -> Result<Matrix, EstimatorError>;
    /// Puts what was fitted under `prefix` (`prefix.name`).
    fn save(&self, file: &mut TensorFile, prefix: &str);
}

/// Something fitted that gives each sample a class.
pub trait Classifier {
    /// Columns it takes.
    fn n_features_in(&self) -> usize;
    /// `[n, n_features_in]` to `[n, 10]`: rows of non-negative numbers that sum to 1. The class predicted is the
    /// first largest of the row.
    ///
    /// # Errors
    /// [`EstimatorError::Shape`] when the columns do not fit.
    fn predict_proba(&self, x: &Matrix) -> Result<Matrix, EstimatorError>;
    /// The class of each sample, 0..=9: the argmax of [`Classifier::predict_proba`].
    ///
    /// # Errors
    /// As [`Classifier::predict_proba`].
    fn predict(&self, x: &Matrix) -> Result<Vec<u8>, EstimatorError> {
        let proba = self.predict_proba(x)?;
        Ok((0..proba.rows()).map(|i| argmax(proba.row(i))).collect())
    }
    /// The scores whose softmax the probabilities are, `[n, 10]`, where a classifier has such: they also say how much the
    /// classifier saw at all, which the probabilities do not. `None` by default.
    ///
    /// # Errors
    /// As [`Classifier::predict_proba`].
    fn logits(&self, _x: &Matrix) -> Result<Option<Matrix>, EstimatorError> {
        Ok(None)
    }
    /// What the fit says of itself beside the model, by scikit-learn's names: how well it converged, for instance.
    fn facts(&self) -> Vec<(&'static str, f64)> {
        Vec::new()
    }
    /// Puts what was fitted under `prefix` (`prefix.name`).
    fn save(&self, file: &mut TensorFile, prefix: &str);
}

/// Index of the first largest value, as a class; 0 of an empty row.
pub fn argmax(row: &[f32]) -> u8 {
    let mut best = 0;
    for (i, &v) in row.iter().enumerate() {
        if v > row[best] {
            best = i;
        }
    }
    best as u8
}

/// Checks what every classifier checks before it fits: one label a sample, 0..=9, at least two classes.
///
/// # Errors
/// [`EstimatorError::Shape`], [`EstimatorError::Label`], [`EstimatorError::SingleClass`].
pub fn check_labels(x: &Matrix, labels: &[u8]) -> Result<(), EstimatorError> {
    if x.rows() != labels.len() || labels.is_empty() || x.cols() == 0 {
        return Err(EstimatorError::Shape {
            what: "training data",
            expected: "as many labels as samples, at least one sample and one feature".into(),
            found: format!("{} x {} samples, {} labels", x.rows(), x.cols(), labels.len()),
        });
    }
    if let Some(index) = labels.iter().position(|&l| usize::from(l) >= N_CLASSES) {
        return Err(EstimatorError::Label { index, label: labels[index] });
    }
    if labels.iter().all(|&l| l == labels[0]) {
        return Err(EstimatorError::SingleClass { class: labels[0] });
    }
    Ok(())
}

/// The classes that a classifier saved under `prefix`: two to ten, ascending.
///
/// # Errors
/// [`TensorError`] when they are missing or cannot be.
pub(crate) fn load_classes(file: &TensorFile, prefix: &str) -> Result<Vec<u8>, TensorError> {
    let name = format!("{prefix}.classes");
    let (shape, classes) = file.u8(&name)?;
    let ascending = classes.is_sorted_by(|a, b| a < b) && classes.iter().all(|&c| usize::from(c) < N_CLASSES);
    if shape.len() == 1 && classes.len() >= 2 && ascending {
        return Ok(classes);
    }
    let expected = "2 to 10 ascending classes below 10";
    Err(TensorError::mismatch(&name, expected, format!("{classes:?}, shape {shape:?}")))
}

/// Checks that `x` has the columns that an estimator was fitted on.
///
/// # Errors
/// [`EstimatorError::Shape`].
pub fn check_features(x: &Matrix, n_features_in: usize) -> Result<(), EstimatorError> {
    if x.cols() == n_features_in {
        return Ok(());
    }
    Err(EstimatorError::Shape {
        what: "features",
        expected: format!("{n_features_in} columns"),
        found: format!("{} columns", x.cols()),
    })
}
