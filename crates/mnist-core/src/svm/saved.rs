//! A [`Svc`] as tensors, in the layout of libsvm's and scikit-learn's attributes.
//!
//! `classes` U8 `[m]`, `n_support` U32 `[m]`, `support_vectors` F32 `[v, features]` grouped by class, `dual_coef` F32
//! `[m - 1, v]` (row k of a vector: its pair with the k-th other class), `intercept` F64 `[m (m - 1) / 2]`, `gamma` F32 `[1]`:
//! 0 for the linear kernel.

use super::decision::pairs;
use super::kernel::KernelFn;
use super::kernel::LANES;
use super::model::{ClassVectors, Svc};
use super::params::SvcParams;
use crate::classifier::load_classes;
use crate::estimator::EstimatorError;
use crate::matrix::Matrix;
use crate::tensors::{TensorError, TensorFile};

impl Svc {
    /// What [`crate::classifier::Classifier::save`] writes.
    pub(super) fn put(&self, file: &mut TensorFile, prefix: &str) {
        let m = self.classes.len();
        let total: usize = self.n_support().iter().sum();
        let n_support: Vec<u32> = self.n_support().iter().map(|&n| n as u32).collect();
        let samples =
            self.classes.iter().flat_map(|v| (v.first..v.first + v.len).flat_map(|at| self.vectors.sample(at)));
        let coefficient = |v: &ClassVectors, k: usize, at: usize| v.coefficients[at / LANES * (m - 1) + k][at % LANES];
        let row = |k: usize| self.classes.iter().flat_map(move |v| (0..v.len).map(move |at| coefficient(v, k, at)));
        let gamma = match self.kernel {
            KernelFn::Rbf { gamma } => gamma,
            KernelFn::Linear => 0.0,
        };
        file.put_u8(&format!("{prefix}.classes"), &[m], &self.classes());
        file.put_u32(&format!("{prefix}.n_support"), &[m], &n_support);
        file.put_f32(&format!("{prefix}.support_vectors"), &[total, self.n_features], &samples.collect::<Vec<_>>());
        file.put_f32(&format!("{prefix}.dual_coef"), &[m - 1, total], &(0..m - 1).flat_map(row).collect::<Vec<_>>());
        file.put_f64(&format!("{prefix}.intercept"), &[self.intercepts.len()], &self.intercepts);
        file.put_f32(&format!("{prefix}.gamma"), &[1], &[gamma]);
    }

    /// Reads what [`crate::classifier::Classifier::save`] wrote; `params` are those of the fit.
    ///
    /// # Errors
    /// [`EstimatorError::Tensors`] when a tensor is missing, has another shape or cannot be.
    pub fn load(params: &SvcParams, file: &TensorFile, prefix: &str) -> Result<Self, EstimatorError> {
        let classes = load_classes(file, prefix)?;
        let m = classes.len();
        let (matrix, counts) = load_vectors(file, prefix, m)?;
        let dual_coef = file.f32_of_shape(&format!("{prefix}.dual_coef"), &[m - 1, matrix.rows()])?;
        let rows: Vec<Vec<f32>> =
            (0..m - 1).map(|k| dual_coef[k * matrix.rows()..][..matrix.rows()].to_vec()).collect();
        let classes: Vec<(u8, usize)> = classes.into_iter().zip(counts).collect();
        let kernel = load_kernel(file, &format!("{prefix}.gamma"))?;
        let intercepts = load_intercepts(file, &format!("{prefix}.intercept"), pairs(m).count())?;
        Ok(Self::assemble(kernel, &matrix, &classes, &rows, intercepts, params.break_ties))
    }
}

/// The support vectors, of at least one feature, and how many belong to each class. There are none when nothing was to be
/// learnt within so large a tolerance.
fn load_vectors(file: &TensorFile, prefix: &str, m: usize) -> Result<(Matrix, Vec<usize>), EstimatorError> {
    let name = format!("{prefix}.support_vectors");
    let (shape, _) = file.f32(&name)?;
    let [rows, cols] = shape[..] else {
        return Err(TensorError::mismatch(&name, "shape [vectors, features]", format!("shape {shape:?}")).into());
    };
    if cols == 0 {
        return Err(TensorError::mismatch(&name, "at least one feature", format!("shape {shape:?}")).into());
    }
    let values = file.f32_of_shape(&name, &shape)?;
    let name = format!("{prefix}.n_support");
    let (shape, counts) = file.u32(&name)?;
    let total: u64 = counts.iter().map(|&n| u64::from(n)).sum();
    if shape != [m] || total != rows as u64 {
        return Err(TensorError::mismatch(
            &name,
            format!("{m} counts with sum {rows}"),
            format!("{counts:?}, shape {shape:?}"),
        )
        .into());
    }
    Ok((Matrix::new(rows, cols, values)?, counts.iter().map(|&n| n as usize).collect()))
}

fn load_intercepts(file: &TensorFile, name: &str, n: usize) -> Result<Vec<f64>, TensorError> {
    let (shape, values) = file.f64(name)?;
    if shape != [n] || values.iter().any(|v| !v.is_finite()) {
        return Err(TensorError::mismatch(name, format!("{n} finite values"), format!("{values:?}, shape {shape:?}")));
    }
    Ok(values)
}

fn load_kernel(file: &TensorFile, name: &str) -> Result<KernelFn, TensorError> {
    match file.f32_of_shape(name, &[1])?[..] {
        [0.0] => Ok(KernelFn::Linear),
        [gamma] if gamma > 0.0 => Ok(KernelFn::Rbf { gamma }),
        ref found => Err(TensorError::mismatch(name, "0 (linear) or above", format!("{found:?}"))),
    }
}
