//! What one pair of classes gives to a fit, as tensors.
//!
//! For each value k of C: `k.support.0` and `k.support.1` U32, the support vectors of the first and the second class by their
//! numbers within the class; `k.alpha.0` and `k.alpha.1` F32, their multipliers; `k.report` F64 `[4]`: rho, the objective, the
//! gap and the number of steps.

use super::solver::Solution;
use crate::tensors::{TensorError, TensorFile};

/// How the problem of one pair of classes was solved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairReport {
    /// The two labels; decision values above 0 mean the first.
    pub classes: (u8, u8),
    /// SMO steps.
    pub iterations: u64,
    /// The dual objective that is minimised: `1/2 a'Qa - sum(a)`.
    pub objective: f64,
    /// The worst violation of the optimality conditions; below `tol` unless `max_iter` cut the pair short or `tol` asks for
    /// more than kernel values in `f32` can give.
    pub gap: f64,
}

/// The solution of a pair, without what is 0.
pub(super) struct PairSolution {
    /// Of both classes: number within the class, ascending, and alpha, above 0.
    pub(super) support: [Vec<(u32, f32)>; 2],
    pub(super) rho: f64,
    pub(super) objective: f64,
    pub(super) gap: f64,
    pub(super) iterations: u64,
}

impl PairSolution {
    pub(super) fn new(solution: &Solution) -> Self {
        let support = |h: usize| -> Vec<(u32, f32)> {
            let alpha = (0..).zip(&solution.alpha[h]).map(|(at, &alpha)| (at, alpha as f32));
            alpha.filter(|&(_, alpha)| alpha > 0.0).collect()
        };
        let Solution { rho, objective, gap, iterations, .. } = *solution;
        Self { support: [support(0), support(1)], rho, objective, gap, iterations }
    }

    pub(super) fn put(&self, file: &mut TensorFile, k: usize) {
        for (h, support) in self.support.iter().enumerate() {
            let (at, alpha): (Vec<u32>, Vec<f32>) = support.iter().copied().unzip();
            file.put_u32(&format!("{k}.support.{h}"), &[at.len()], &at);
            file.put_f32(&format!("{k}.alpha.{h}"), &[alpha.len()], &alpha);
        }
        let report = [self.rho, self.objective, self.gap].map(|v| v.clamp(f64::MIN, f64::MAX));
        let [rho, objective, gap] = report;
        file.put_f64(&format!("{k}.report"), &[4], &[rho, objective, gap, self.iterations as f64]);
    }

    /// Reads the solution for value `k` of C, which is `c`, of two classes of `samples` each.
    ///
    /// # Errors
    /// [`TensorError`] when a tensor is missing or has what no solution can have.
    pub(super) fn read(file: &TensorFile, k: usize, samples: [usize; 2], c: f64) -> Result<Self, TensorError> {
        let support = |h: usize| read_support(file, k, h, samples[h], c as f32);
        let [rho, objective, gap, iterations] = read_report(file, &format!("{k}.report"))?;
        Ok(Self { support: [support(0)?, support(1)?], rho, objective, gap, iterations: iterations as u64 })
    }
}

fn read_support(file: &TensorFile, k: usize, h: usize, samples: usize, c: f32) -> Result<Vec<(u32, f32)>, TensorError> {
    let name = format!("{k}.support.{h}");
    let (shape, at) = file.u32(&name)?;
    let fits =
        shape.len() == 1 && at.is_sorted_by(|a, b| a < b) && at.last().is_none_or(|&last| (last as usize) < samples);
    if !fits {
        let found = format!("{} numbers up to {:?}, shape {shape:?}", at.len(), at.iter().max());
        return Err(TensorError::Mismatch { name, expected: format!("ascending numbers below {samples}"), found });
    }
    let name = format!("{k}.alpha.{h}");
    let alpha = file.f32_of_shape(&name, &shape)?;
    if let Some(outside) = alpha.iter().find(|&&alpha| !(alpha > 0.0 && alpha <= c)) {
        let (expected, found) = (format!("multipliers above 0 and at most {c}"), outside.to_string());
        return Err(TensorError::Mismatch { name, expected, found });
    }
    Ok(at.into_iter().zip(alpha).collect())
}

fn read_report(file: &TensorFile, name: &str) -> Result<[f64; 4], TensorError> {
    let (shape, values) = file.f64(name)?;
    match values[..] {
        [rho, objective, gap, steps]
            if shape == [4] && steps >= 0.0 && steps.fract() == 0.0 && values.iter().all(|v| v.is_finite()) =>
        {
            Ok([rho, objective, gap, steps])
        }
        _ => Err(TensorError::Mismatch {
            name: name.into(),
            expected: "4 finite values, the last a number of steps".into(),
            found: format!("{values:?}, shape {shape:?}"),
        }),
    }
}
