//! What can go wrong with any transform or classifier.

use crate::error::Coded;
use crate::tensors::TensorError;

/// What can be wrong with an estimator's input, parameters or saved tensors.
#[derive(Debug, thiserror::Error)]
pub enum EstimatorError {
    /// A length or a dimension does not fit.
    #[error("{what}: expected {expected}, found {found}")]
    Shape {
        /// What was measured.
        what: &'static str,
        /// What would have been right.
        expected: String,
        /// What came.
        found: String,
    },
    /// NaN or infinity in the input.
    #[error("row {row}, column {col} is not a finite number: remove or mend the sample")]
    NonFinite {
        /// Sample.
        row: usize,
        /// Feature.
        col: usize,
    },
    /// A classifier needs at least two classes to tell apart.
    #[error("expected samples of at least two classes, found only class {class}")]
    SingleClass {
        /// The class that all samples have.
        class: u8,
    },
    /// A label outside 0..=9.
    #[error("label {label} of sample {index}: expected 0 to 9")]
    Label {
        /// Sample.
        index: usize,
        /// What came.
        label: u8,
    },
    /// A parameter is missing, unknown or out of its range.
    #[error("parameter {name}: expected {expected}, found {found}")]
    Parameter {
        /// scikit-learn's name of it.
        name: String,
        /// Its range.
        expected: String,
        /// What came.
        found: String,
    },
    /// A gradient is not finite.
    #[error("training diverged at step {step}: expected a finite gradient, found NaN or infinity; lower learning_rate")]
    Diverged {
        /// The step, from 1, that was not taken.
        step: u32,
    },
    /// The caller's progress function asked to stop.
    #[error("cancelled: nothing was kept")]
    Cancelled,
    /// The saved tensors are not those of this estimator.
    #[error(transparent)]
    Tensors(#[from] TensorError),
}

impl Coded for EstimatorError {
    fn code(&self) -> &'static str {
        match self {
            Self::Shape { .. } => "estimator-shape",
            Self::NonFinite { .. } => "estimator-non-finite",
            Self::SingleClass { .. } => "estimator-single-class",
            Self::Label { .. } => "estimator-label",
            Self::Parameter { .. } => "estimator-parameter",
            Self::Diverged { .. } => "training-diverged",
            Self::Cancelled => "cancelled",
            Self::Tensors(inner) => inner.code(),
        }
    }
}

/// Refuses `what` unless it has `expected` values.
///
/// # Errors
/// [`EstimatorError::Shape`].
pub(crate) fn check_length(what: &'static str, expected: usize, found: usize) -> Result<(), EstimatorError> {
    if expected == found {
        return Ok(());
    }
    Err(EstimatorError::Shape { what, expected: format!("{expected} values"), found: found.to_string() })
}
