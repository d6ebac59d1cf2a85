//! Transforms of samples: scaling, and what makes digits easier to tell apart than their pixels do.
//!
//! `params` says what there is and what can be chosen; each other file is one transform.

#[cfg(feature = "learn")]
use crate::classifier::Progress;
use crate::classifier::Transform;
use crate::estimator::EstimatorError;
#[cfg(feature = "learn")]
use crate::matrix::Matrix;
#[cfg(feature = "learn")]
use crate::preprocess::{PIXELS, SIDE};
use crate::tensors::TensorFile;

#[cfg(feature = "learn")]
mod deskew;
#[cfg(feature = "learn")]
mod hog;
mod params;
#[cfg(feature = "learn")]
mod pca;
#[cfg(feature = "learn")]
mod quantize;
mod saved;
mod scale;
#[cfg(feature = "learn")]
mod standardize;

#[cfg(feature = "learn")]
pub use hog::{BlockNorm, Gradient, HogLevel, HogParams};
pub use params::TransformParams;

#[cfg(feature = "learn")]
/// Fits a transform on `x`, `[n, features]` with at least one sample.
///
/// # Errors
/// [`EstimatorError::Parameter`], [`EstimatorError::Shape`], [`EstimatorError::Cancelled`].
pub fn fit(params: &TransformParams, x: &Matrix, progress: Progress<'_>) -> Result<Box<dyn Transform>, EstimatorError> {
    check_samples(x)?;
    let transform: Box<dyn Transform> = match params {
        TransformParams::Scale {} => Box::new(scale::Scale::new(x.cols())),
        TransformParams::Standardize {} => Box::new(standardize::Standardize::fit(x)),
        TransformParams::Deskew {} => Box::new(deskew::Deskew::fit(x)?),
        TransformParams::Hog(params) => Box::new(hog::Hog::fit(params, x)?),
        TransformParams::Pca { n_components, seed } => Box::new(pca::Pca::fit(*n_components, *seed, x, progress)?),
        TransformParams::Quantize { bits } => Box::new(quantize::Quantize::fit(*bits, x)?),
    };
    if progress(1.0) { Ok(transform) } else { Err(EstimatorError::Cancelled) }
}

/// Reads the transform that was fitted with `params` and saved under `prefix`.
///
/// # Errors
/// [`EstimatorError::Parameter`]; [`EstimatorError::Tensors`] when a tensor is missing or does not fit `params`.
pub fn load(params: &TransformParams, file: &TensorFile, prefix: &str) -> Result<Box<dyn Transform>, EstimatorError> {
    Ok(match params {
        TransformParams::Scale {} => Box::new(scale::Scale::load(file, prefix)?),
        #[cfg(feature = "learn")]
        TransformParams::Standardize {} => Box::new(standardize::Standardize::load(file, prefix)?),
        #[cfg(feature = "learn")]
        TransformParams::Deskew {} => Box::new(deskew::Deskew),
        #[cfg(feature = "learn")]
        TransformParams::Hog(params) => Box::new(hog::Hog::new(params)?),
        #[cfg(feature = "learn")]
        TransformParams::Pca { n_components, .. } => Box::new(pca::Pca::load(*n_components, file, prefix)?),
        #[cfg(feature = "learn")]
        TransformParams::Quantize { bits } => Box::new(quantize::Quantize::load(*bits, file, prefix)?),
    })
}

#[cfg(feature = "learn")]
fn check_samples(x: &Matrix) -> Result<(), EstimatorError> {
    if x.rows() > 0 && x.cols() > 0 {
        return Ok(());
    }
    Err(EstimatorError::Shape {
        what: "training data",
        expected: "at least one sample and one feature".into(),
        found: format!("{} x {}", x.rows(), x.cols()),
    })
}
