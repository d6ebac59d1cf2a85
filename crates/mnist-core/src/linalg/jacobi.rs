//! All eigenpairs of a small symmetric matrix by Jacobi's rotations (Golub and Van Loan, "Matrix Computations", 8.5).

use crate::estimator::EstimatorError;
use crate::order::ascending;

/// Far more sweeps than any matrix needs.
const MAX_SWEEPS: usize = 40;
/// Off-diagonal squares below this share of the diagonal's count as zero.
const NEGLIGIBLE: f64 = 1e-26;
/// An element whose square is below this share of the product of its two diagonal elements is not worth a rotation: even if
/// all are just below, [`NEGLIGIBLE`] is reached for any size below 10,000.
const NEGLIGIBLE_ALONE: f64 = 1e-30;

/// Eigenvalues, descending, and their unit eigenvectors, one row each.
pub(crate) struct Eigenpairs {
    pub(crate) values: Vec<f64>,
    /// `[values, size]`, row-major.
    pub(crate) vectors: Vec<f64>,
}

/// The eigenpairs of `matrix`, `[size, size]`, by descending eigenvalue. `tick` says before each sweep whether to go on.
///
/// # Errors
/// [`EstimatorError::Cancelled`].
pub(crate) fn jacobi(
    mut matrix: Vec<f64>,
    size: usize,
    tick: &mut dyn FnMut() -> bool,
) -> Result<Eigenpairs, EstimatorError> {
    let mut vectors: Vec<f64> =
        (0..size * size).map(|at| f64::from(u8::from(at / size.max(1) == at % size.max(1)))).collect();
    for _ in 0..MAX_SWEEPS {
        if !tick() {
            return Err(EstimatorError::Cancelled);
        }
        if off_diagonal_is_negligible(&matrix, size) {
            break;
        }
        for p in 0..size {
            for q in p + 1..size {
                rotate(&mut matrix, &mut vectors, size, p, q);
            }
        }
    }
    Ok(sorted(&matrix, &vectors, size))
}

fn off_diagonal_is_negligible(matrix: &[f64], size: usize) -> bool {
    let (mut diagonal, mut off_diagonal) = (0.0, 0.0);
    for (at, v) in matrix.iter().enumerate() {
        *if at / size == at % size { &mut diagonal } else { &mut off_diagonal } += v * v;
    }
    off_diagonal <= NEGLIGIBLE * diagonal
}

/// Makes element (p, q) zero.
#[inline(never)]
fn rotate(matrix: &mut [f64], vectors: &mut [f64], size: usize, p: usize, q: usize) {
    let apq = matrix[p * size + q];
    if apq == 0.0 || apq * apq <= NEGLIGIBLE_ALONE * (matrix[p * size + p] * matrix[q * size + q]).abs() {
        return;
    }
    let theta = (matrix[q * size + q] - matrix[p * size + p]) / (2.0 * apq);
    let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let cos = 1.0 / (t * t + 1.0).sqrt();
    let sin = t * cos;
    for k in 0..size {
        let (a, b) = (matrix[k * size + p], matrix[k * size + q]);
        matrix[k * size + p] = cos * a - sin * b;
        matrix[k * size + q] = sin * a + cos * b;
    }
    rotate_rows(matrix, size, p, q, cos, sin);
    rotate_rows(vectors, size, p, q, cos, sin);
}

/// Rotates rows `p` < `q`.
fn rotate_rows(matrix: &mut [f64], size: usize, p: usize, q: usize, cos: f64, sin: f64) {
    let (upper, lower) = matrix.split_at_mut(q * size);
    for (a, b) in upper[p * size..(p + 1) * size].iter_mut().zip(&mut lower[..size]) {
        (*a, *b) = (cos * *a - sin * *b, sin * *a + cos * *b);
    }
}

fn sorted(matrix: &[f64], vectors: &[f64], size: usize) -> Eigenpairs {
    // The greatest first.
    let order = ascending((0..size).map(|i| -matrix[i * size + i]).collect());
    Eigenpairs {
        values: order.iter().map(|&i| matrix[i * size + i]).collect(),
        vectors: order.iter().flat_map(|&i| &vectors[i * size..(i + 1) * size]).copied().collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn eigenpairs_rebuild_the_matrix(size in 1usize..9, values in proptest::collection::vec(-3.0f64..3.0, 81)) {
            let matrix: Vec<f64> = (0..size * size)
                .map(|at| { let (i, j) = (at / size, at % size); values[i.min(j) * 9 + i.max(j)] })
                .collect();
            let pairs = jacobi(matrix.clone(), size, &mut || true).unwrap();
            prop_assert!(pairs.values.is_sorted_by(|a, b| a >= b));
            let element = |i: usize, j: usize| (0..size)
                .map(|k| pairs.values[k] * pairs.vectors[k * size + i] * pairs.vectors[k * size + j]).sum::<f64>();
            let gram = |i: usize, j: usize| (0..size)
                .map(|k| pairs.vectors[i * size + k] * pairs.vectors[j * size + k]).sum::<f64>();
            for i in 0..size {
                for j in 0..size {
                    prop_assert!((element(i, j) - matrix[i * size + j]).abs() < 1e-10);
                    prop_assert!((gram(i, j) - f64::from(u8::from(i == j))).abs() < 1e-12);
                }
            }
        }
    }
}
