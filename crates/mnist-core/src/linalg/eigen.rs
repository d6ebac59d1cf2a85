//! The leading eigenpairs of a symmetric positive semidefinite matrix by randomised subspace iteration (Halko,
//! Martinsson and Tropp, "Finding Structure with Randomness", 2011, algorithms 4.4 and 5.3), in f64.

use super::dots::dots_f64;
use super::jacobi::{Eigenpairs, jacobi};
use super::{add_scaled, dot};
use crate::estimator::EstimatorError;
use crate::rng::Rng;

/// Multiplications by the matrix. With half as many directions again as are asked for, MNIST's leading eigenvalues
/// are then right to eight digits.
const ITERATIONS: usize = 16;
/// A direction of which orthogonalisation leaves less than this share was in the span of the others.
const DEPENDENT: f64 = 1e-13;
/// Directions and columns of the matrix that are multiplied together.
const TILE: (usize, usize) = (2, 4);

/// The `count` largest eigenpairs of `matrix`, `[size, size]`. Where the matrix has a smaller rank, the last vectors may
/// be zero. `tick` gets the share done and says whether to go on.
///
/// # Errors
/// [`EstimatorError::Cancelled`].
pub(crate) fn leading_eigenpairs(
    matrix: &[f64],
    size: usize,
    count: usize,
    seed: u64,
    tick: &mut dyn FnMut(f64) -> bool,
) -> Result<Eigenpairs, EstimatorError> {
    let directions = count + (count / 2).max(10);
    if directions >= size {
        return Ok(first(jacobi(matrix.to_vec(), size, &mut || tick(0.5))?, size, count));
    }
    let mut rng = Rng::new(seed, 0);
    let mut basis: Vec<f64> = (0..directions * size).map(|_| rng.normal()).collect();
    orthonormalise(&mut basis, size);
    for iteration in 0..ITERATIONS {
        if !tick(iteration as f64 / (ITERATIONS + 1) as f64) {
            return Err(EstimatorError::Cancelled);
        }
        basis = multiplied(&basis, matrix, size);
        // Two multiplications do not bring the directions so close to each other that f64 could not part them again.
        if iteration % 2 == 1 {
            orthonormalise(&mut basis, size);
        }
    }
    let images = multiplied(&basis, matrix, size);
    let projected = basis.chunks_exact(size).flat_map(|a| images.chunks_exact(size).map(|b| dot(a, b)));
    let small = jacobi(symmetric(projected.collect(), directions), directions, &mut || tick(0.95))?;
    let small = first(small, directions, count);
    Ok(Eigenpairs { vectors: combined(&small.vectors, &basis, directions, size), values: small.values })
}

fn first(mut pairs: Eigenpairs, size: usize, count: usize) -> Eigenpairs {
    pairs.values.truncate(count);
    pairs.vectors.truncate(count * size);
    pairs
}

/// Rows of `basis` times `matrix`, whose rows are its columns.
fn multiplied(basis: &[f64], matrix: &[f64], size: usize) -> Vec<f64> {
    let mut out = vec![0.0; basis.len()];
    for (j, columns) in matrix.chunks(TILE.1 * size).enumerate() {
        for (out, rows) in out.chunks_mut(TILE.0 * size).zip(basis.chunks(TILE.0 * size)) {
            let products = products(rows, columns, size);
            for (out, products) in out.chunks_exact_mut(size).zip(products) {
                out[j * TILE.1..].iter_mut().zip(products).for_each(|(to, product)| *to = product);
            }
        }
    }
    out
}

/// The scalar products of up to two rows with up to four columns; the last stands in for those that are not there.
fn products(rows: &[f64], columns: &[f64], size: usize) -> [[f64; TILE.1]; TILE.0] {
    fn pick(vectors: &[f64], i: usize, size: usize) -> (&[[f64; 2]], &[f64]) {
        vectors[i.min(vectors.len() / size - 1) * size..][..size].as_chunks()
    }
    let rows: [_; TILE.0] = core::array::from_fn(|r| pick(rows, r, size));
    let columns: [_; TILE.1] = core::array::from_fn(|c| pick(columns, c, size));
    let mut products = dots_f64(rows.map(|row| row.0), columns.map(|column| column.0));
    for (products, (_, row)) in products.iter_mut().zip(rows) {
        for (product, (_, column)) in products.iter_mut().zip(columns) {
            *product += row.iter().zip(column).map(|(a, b)| a * b).sum::<f64>();
        }
    }
    products
}

/// Rows of `weights`, `[_, directions]`, times `basis`, `[directions, size]`.
fn combined(weights: &[f64], basis: &[f64], directions: usize, size: usize) -> Vec<f64> {
    let mut out = vec![0.0; weights.len() / directions * size];
    for (sum, weights) in out.chunks_exact_mut(size).zip(weights.chunks_exact(directions)) {
        weights.iter().zip(basis.chunks_exact(size)).for_each(|(&w, direction)| add_scaled(sum, w, direction));
    }
    out
}

/// The mean of the matrix and its transpose: rounding makes them differ.
fn symmetric(matrix: Vec<f64>, size: usize) -> Vec<f64> {
    (0..size * size).map(|at| 0.5 * (matrix[at] + matrix[at % size * size + at / size])).collect()
}

/// Makes the rows orthonormal by Gram-Schmidt, twice over ("twice is enough"); dependent rows become zero.
fn orthonormalise(rows: &mut [f64], size: usize) {
    for r in 0..rows.len() / size {
        let (done, rest) = rows.split_at_mut(r * size);
        orthonormalise_one(&mut rest[..size], done);
    }
}

#[inline(never)]
fn orthonormalise_one(row: &mut [f64], others: &[f64]) {
    let before = dot(row, row).sqrt();
    for _ in 0..2 {
        for other in others.chunks_exact(row.len()) {
            let share = dot(row, other);
            add_scaled(row, -share, other);
        }
    }
    let norm = dot(row, row).sqrt();
    let scale = if norm > DEPENDENT * before { 1.0 / norm } else { 0.0 };
    row.iter_mut().for_each(|v| *v *= scale);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A covariance-like matrix with eigenvalues 1, 1/2, 1/3 ... 1/rank.
    fn matrix(size: usize, rank: usize) -> Vec<f64> {
        let mut rng = Rng::new(3, 0);
        let mut basis: Vec<f64> = (0..rank * size).map(|_| rng.normal()).collect();
        orthonormalise(&mut basis, size);
        let mut sums = vec![0.0; size * size];
        for (k, v) in basis.chunks_exact(size).enumerate() {
            for (row, &factor) in sums.chunks_exact_mut(size).zip(v) {
                add_scaled(row, factor / (k + 1) as f64, v);
            }
        }
        sums
    }

    #[test]
    fn leading_pairs_equal_those_of_jacobi() {
        let a = matrix(90, 90);
        let exact = jacobi(a.clone(), 90, &mut || true).unwrap();
        let fast = leading_eigenpairs(&a, 90, 12, 5, &mut |_| true).unwrap();
        assert_eq!((fast.values.len(), fast.vectors.len()), (12, 12 * 90));
        for k in 0..12 {
            assert!((fast.values[k] - exact.values[k]).abs() < 1e-9);
            let alignment = dot(&fast.vectors[k * 90..][..90], &exact.vectors[k * 90..][..90]).abs();
            assert!((alignment - 1.0).abs() < 1e-7, "{k}: {alignment}");
        }
    }

    #[test]
    fn a_low_rank_gives_its_pairs_and_then_zero_eigenvalues() {
        let pairs = leading_eigenpairs(&matrix(60, 3), 60, 8, 0, &mut |_| true).unwrap();
        for (k, value) in pairs.values.iter().enumerate() {
            let expected = if k < 3 { 1.0 / (k + 1) as f64 } else { 0.0 };
            assert!((value - expected).abs() < 1e-12, "{k}: {value}");
        }
    }
}
