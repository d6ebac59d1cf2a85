//! The little linear algebra that features need: products of matrices, covariance, leading eigenvectors.
//!
//! Functions that are marked `inline(never)` here and in features and classifiers are those in which the time is spent.
//! V8 starts a WebAssembly function in its quick compiler and goes over to optimised code at a later call only: a loop that
//! runs for seconds within one call would run slowly to its end, three to five times so.

mod cholesky;
mod covariance;
mod dots;
mod eigen;
mod jacobi;
mod panels;

pub(crate) use cholesky::Cholesky;
pub(crate) use covariance::covariance;
pub(crate) use dots::dots_i16;
pub(crate) use eigen::leading_eigenpairs;
pub(crate) use jacobi::Eigenpairs;
pub(crate) use panels::{Panels, TILE_COLS, product};

/// The scalar product, in four sums: one chain of additions would wait for each of them.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let ((a_chunks, a_rest), (b_chunks, b_rest)) = (a.as_chunks::<4>(), b.as_chunks::<4>());
    let mut sums = [0.0; 4];
    for (a, b) in a_chunks.iter().zip(b_chunks) {
        for (sum, (a, b)) in sums.iter_mut().zip(a.iter().zip(b)) {
            *sum += a * b;
        }
    }
    sums.iter().sum::<f64>() + a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum::<f64>()
}

/// `sum += factor * vector`.
pub(crate) fn add_scaled(sum: &mut [f64], factor: f64, vector: &[f64]) {
    sum.iter_mut().zip(vector).for_each(|(s, v)| *s += factor * v);
}

/// `sums += row`.
#[inline(never)]
pub(crate) fn add_row(sums: &mut [f64], row: &[f32]) {
    sums.iter_mut().zip(row).for_each(|(sum, &v)| *sum += f64::from(v));
}
