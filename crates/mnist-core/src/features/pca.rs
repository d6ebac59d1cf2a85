//! Principal components: the covariance in blocks, then its leading eigenvectors by a randomised method.

use crate::classifier::{Progress, Transform, check_features};
use crate::estimator::EstimatorError;
use crate::linalg::{Eigenpairs, Panels, TILE_COLS, add_row, covariance, leading_eigenpairs, product};
use crate::matrix::{Matrix, finite};
use crate::tensors::{TensorError, TensorFile};

/// More features than any transform gives, few enough that the covariance (8 bytes each squared) fits in memory.
const MAX_FEATURES: usize = 8192;
/// Samples transformed together.
const BLOCK: usize = 64;
/// Share of the work that the covariance is, about.
const COVARIANCE_SHARE: f64 = 0.7;

/// scikit-learn's `PCA` without whitening.
pub(super) struct Pca {
    mean: Vec<f32>,
    /// `[n_components, features]`, row-major.
    components: Vec<f32>,
    /// Variance along each component, descending.
    explained_variance: Vec<f32>,
}

impl Pca {
    pub(super) fn fit(
        n_components: usize,
        seed: u64,
        x: &Matrix,
        progress: Progress<'_>,
    ) -> Result<Self, EstimatorError> {
        check(n_components, x)?;
        let mean = column_means(x);
        let covariance = covariance(x, &mean, &mut |share| progress(COVARIANCE_SHARE * share))?;
        let mut tick = |share| progress(COVARIANCE_SHARE + (1.0 - COVARIANCE_SHARE) * share);
        let pairs = leading_eigenpairs(&covariance, x.cols(), n_components, seed, &mut tick)?;
        Ok(Self::from_eigenpairs(mean, pairs))
    }

    /// The coordinates of the samples from `first` on that `out` has room for.
    #[inline(never)]
    fn project(&self, x: &Matrix, first: usize, components: &Panels<TILE_COLS>, out: &mut [f32]) {
        let rows = out.len() / self.n_features_out();
        let centred = |k: usize, i: usize| x.row(first + i)[k] - self.mean[k];
        product(&Panels::pack(self.mean.len(), rows, centred), components, out);
        out.iter_mut().for_each(|v| *v = finite(*v));
    }

    /// Signs are free; scikit-learn's choice makes the largest component of each vector positive.
    fn from_eigenpairs(mean: Vec<f32>, pairs: Eigenpairs) -> Self {
        let signed = |vector: &[f64]| {
            let largest = vector.iter().copied().fold(0.0, |best: f64, v| if v.abs() > best.abs() { v } else { best });
            let sign = if largest < 0.0 { -1.0 } else { 1.0 };
            vector.iter().map(|v| (sign * v) as f32).collect::<Vec<_>>()
        };
        let components = pairs.vectors.chunks_exact(mean.len()).flat_map(signed).collect();
        let explained_variance = pairs.values.iter().map(|&v| finite(v.max(0.0) as f32)).collect();
        Self { mean, components, explained_variance }
    }

    pub(super) fn load(n_components: usize, file: &TensorFile, prefix: &str) -> Result<Self, EstimatorError> {
        let name = format!("{prefix}.components");
        let (shape, _) = file.f32(&name)?;
        let n_features = match shape[..] {
            [rows, n_features] if rows == n_components && rows > 0 && n_features > 0 => n_features,
            _ => {
                let (expected, found) = (format!("shape [{n_components}, features]"), format!("shape {shape:?}"));
                return Err(TensorError::Mismatch { name, expected, found }.into());
            }
        };
        Ok(Self {
            mean: file.f32_of_shape(&format!("{prefix}.mean"), &[n_features])?,
            components: file.f32_of_shape(&name, &shape)?,
            explained_variance: file.f32_of_shape(&format!("{prefix}.explained_variance"), &[n_components])?,
        })
    }
}

fn check(n_components: usize, x: &Matrix) -> Result<(), EstimatorError> {
    if x.cols() > MAX_FEATURES {
        return Err(EstimatorError::Shape {
            what: "features for PCA",
            expected: format!("at most {MAX_FEATURES} columns"),
            found: format!("{} columns", x.cols()),
        });
    }
    let most = x.rows().min(x.cols());
    if (1..=most).contains(&n_components) {
        return Ok(());
    }
    Err(EstimatorError::Parameter {
        name: "n_components".into(),
        expected: format!("1 to {most}, the smaller of samples and features"),
        found: n_components.to_string(),
    })
}

fn column_means(x: &Matrix) -> Vec<f32> {
    let mut sums = vec![0.0f64; x.cols()];
    for i in 0..x.rows() {
        add_row(&mut sums, x.row(i));
    }
    sums.iter().map(|sum| (sum / x.rows() as f64) as f32).collect()
}

impl Transform for Pca {
    fn n_features_in(&self) -> usize {
        self.mean.len()
    }

    fn n_features_out(&self) -> usize {
        self.explained_variance.len()
    }

    fn transform(&self, x: &Matrix) -> Result<Matrix, EstimatorError> {
        check_features(x, self.mean.len())?;
        let (n_features, n_components) = (self.mean.len(), self.n_features_out());
        let components = Panels::pack(n_features, n_components, |k, j| self.components[j * n_features + k]);
        let mut out = vec![0.0; x.rows() * n_components];
        for (block, out) in out.chunks_mut(BLOCK * n_components).enumerate() {
            self.project(x, block * BLOCK, &components, out);
        }
        Matrix::new(x.rows(), n_components, out)
    }

    fn save(&self, file: &mut TensorFile, prefix: &str) {
        let (n_features, n_components) = (self.mean.len(), self.n_features_out());
        file.put_f32(&format!("{prefix}.mean"), &[n_features], &self.mean);
        file.put_f32(&format!("{prefix}.components"), &[n_components, n_features], &self.components);
        file.put_f32(&format!("{prefix}.explained_variance"), &[n_components], &self.explained_variance);
    }
}
