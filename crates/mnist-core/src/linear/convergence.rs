//! How a training ended.

use crate::tensors::{TensorError, TensorFile};

/// What a report can say of a minimisation: the gradient is what shows that nothing is left to gain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Convergence {
    /// L-BFGS iterations; on a path along C those from the model before.
    pub n_iter: u32,
    /// (Sum of log losses + |W|^2 / (2C)) / n.
    pub objective: f64,
    /// Largest component of its gradient.
    pub gradient_norm: f64,
    /// Whether `gradient_norm` reached `tol`.
    pub converged: bool,
}

impl Convergence {
    pub(super) fn save(&self, file: &mut TensorFile, prefix: &str) {
        file.put_u32(&format!("{prefix}.n_iter"), &[1], &[self.n_iter]);
        file.put_f64(&format!("{prefix}.objective"), &[1], &[self.objective]);
        file.put_f64(&format!("{prefix}.gradient_norm"), &[1], &[self.gradient_norm]);
        file.put_u8(&format!("{prefix}.converged"), &[1], &[u8::from(self.converged)]);
    }

    pub(super) fn load(file: &TensorFile, prefix: &str) -> Result<Self, TensorError> {
        let name = |name: &str| format!("{prefix}.{name}");
        let not_negative = |name: String| one(file.f64(&name)?, name, |v| v.is_finite() && *v >= 0.0);
        Ok(Self {
            n_iter: one(file.u32(&name("n_iter"))?, name("n_iter"), |_| true)?,
            objective: not_negative(name("objective"))?,
            gradient_norm: not_negative(name("gradient_norm"))?,
            converged: one(file.u8(&name("converged"))?, name("converged"), |v| *v <= 1)? == 1,
        })
    }
}

/// The one value of a tensor, if it can be.
fn one<T: Copy + core::fmt::Debug>(
    (shape, values): (Vec<usize>, Vec<T>),
    name: String,
    possible: impl Fn(&T) -> bool,
) -> Result<T, TensorError> {
    match (&shape[..], &values[..]) {
        ([1], [value]) if possible(value) => Ok(*value),
        _ => {
            let found = format!("{values:?}, shape {shape:?}");
            Err(TensorError::Mismatch { name, expected: "one possible value".into(), found })
        }
    }
}
