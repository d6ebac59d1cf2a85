//! Solving with a symmetric positive definite matrix by Cholesky's factorisation, in blocks (Golub and Van Loan, "Matrix
//! Computations", 4.2).

use super::dot;
use super::dots::dots_f64;

/// Rows and columns of a block. Even, so that the columns before a block are whole vectors.
const BLOCK: usize = 32;
/// Rows and columns of a tile whose products are taken together.
const TILE: (usize, usize) = (2, 4);

/// The lower factor of a matrix.
pub(crate) struct Cholesky {
    size: usize,
    /// `[size, size]`, row-major; what is above the diagonal is not used.
    factor: Vec<f64>,
}

impl Cholesky {
    /// Factors `matrix`, `[size, size]`, of which only the lower triangle is read; `None` when it is not positive definite.
    pub(crate) fn new(mut matrix: Vec<f64>, size: usize) -> Option<Self> {
        for first in (0..size).step_by(BLOCK) {
            let (done, rest) = matrix.split_at_mut(first * size);
            let rows = &mut rest[..BLOCK.min(size - first) * size];
            for (index, columns) in done.chunks_exact(BLOCK * size).enumerate() {
                let column = index * BLOCK;
                subtract_products(rows, |rows, i, j| tile(rows, columns, (i, j), column, size), column, size);
                rows.chunks_exact_mut(size).for_each(|row| substitute(row, columns, column, size));
            }
            subtract_products(rows, |rows, i, j| tile(rows, rows, (i, j), first, size), first, size);
            factor_diagonal(rows, first, size)?;
        }
        Some(Self { size, factor: matrix })
    }

    /// Solves for `L` right-hand sides at once, in place: `vectors[i][lane]`.
    pub(crate) fn solve<const L: usize>(&self, vectors: &mut [[f64; L]]) {
        self.solve_lower(vectors);
        self.solve_upper(vectors);
    }

    /// Multiplies by the inverse of the lower factor.
    pub(crate) fn solve_lower<const L: usize>(&self, vectors: &mut [[f64; L]]) {
        for (i, row) in self.factor.chunks_exact(self.size).enumerate() {
            let (done, rest) = vectors.split_at_mut(i);
            let Some(vector) = rest.first_mut() else { return };
            let mut sums = *vector;
            for (factor, other) in row.iter().zip(done.iter()) {
                sums.iter_mut().zip(other).for_each(|(v, o)| *v -= factor * o);
            }
            *vector = sums.map(|v| v / row[i]);
        }
    }

    /// Multiplies by the lower factor's transpose.
    pub(crate) fn multiply_upper<const L: usize>(&self, vectors: &mut [[f64; L]]) {
        for (i, row) in self.factor.chunks_exact(self.size).enumerate() {
            let (done, rest) = vectors.split_at_mut(i);
            let Some(vector) = rest.first_mut() else { return };
            for (factor, other) in row.iter().zip(done) {
                other.iter_mut().zip(*vector).for_each(|(o, v)| *o += factor * v);
            }
            vector.iter_mut().for_each(|v| *v *= row[i]);
        }
    }

    /// Multiplies by the inverse of the lower factor's transpose.
    pub(crate) fn solve_upper<const L: usize>(&self, vectors: &mut [[f64; L]]) {
        for (i, row) in self.factor.chunks_exact(self.size).enumerate().rev() {
            let (rest, done) = vectors.split_at_mut(i);
            let Some(vector) = done.first_mut() else { return };
            vector.iter_mut().for_each(|v| *v /= row[i]);
            let vector = *vector;
            for (factor, other) in row.iter().zip(rest.iter_mut()) {
                other.iter_mut().zip(vector).for_each(|(o, v)| *o -= factor * v);
            }
        }
    }
}

type Tile = [[f64; TILE.1]; TILE.0];

/// The products of the first `depth` columns of a tile of `rows` with those of `columns`; beyond the last of either the last
/// stands in.
fn tile(rows: &[f64], columns: &[f64], (i, j): (usize, usize), depth: usize, size: usize) -> Tile {
    let row = |i: usize| start_of_row(rows, i, depth, size);
    let column = |j: usize| start_of_row(columns, j, depth, size);
    dots_f64(core::array::from_fn(|r| row(i + r)), core::array::from_fn(|c| column(j + c)))
}

fn start_of_row(rows: &[f64], i: usize, depth: usize, size: usize) -> &[[f64; 2]] {
    let start = i.min(rows.len() / size - 1) * size;
    rows[start..start + depth].as_chunks::<2>().0
}

/// Subtracts from each row, from column `first` on, what `tile` gives for a block.
fn subtract_products(rows: &mut [f64], tile: impl Fn(&[f64], usize, usize) -> Tile, first: usize, size: usize) {
    let width = BLOCK.min(size - first);
    for i in (0..rows.len() / size).step_by(TILE.0) {
        for j in (0..width).step_by(TILE.1) {
            let products = tile(rows, i, j);
            for (row, products) in rows[i * size..].chunks_exact_mut(size).zip(products) {
                row[first..first + width][j..].iter_mut().zip(products).for_each(|(v, product)| *v -= product);
            }
        }
    }
}

/// Solves for one row's part in a finished block of columns.
#[inline(never)]
fn substitute(row: &mut [f64], columns: &[f64], first: usize, size: usize) {
    let row = &mut row[first..first + BLOCK];
    for (j, column) in columns.chunks_exact(size).enumerate() {
        let column = &column[first..first + BLOCK];
        row[j] = (row[j] - dot(&row[..j], &column[..j])) / column[j];
    }
}

/// Factors the block on the diagonal; `None` when a pivot is not above 0.
fn factor_diagonal(rows: &mut [f64], first: usize, size: usize) -> Option<()> {
    for i in 0..rows.len() / size {
        let (done, rest) = rows.split_at_mut(i * size);
        let row = &mut rest[first..first + i + 1];
        for (j, other) in done.chunks_exact(size).enumerate() {
            let other = &other[first..];
            row[j] = (row[j] - dot(&row[..j], &other[..j])) / other[j];
        }
        row[i] = (row[i] - dot(&row[..i], &row[..i])).sqrt();
        // The root of a negative number is NaN, and NaN is not normal.
        if !row[i].is_normal() {
            return None;
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rng::Rng;

    proptest! {
        #[test]
        fn solves(size in 1usize..100, seed in any::<u64>()) {
            let mut rng = Rng::new(seed, 0);
            let a: Vec<f64> = (0..size * 12).map(|_| rng.uniform() - 0.5).collect();
            let expected: Vec<[f64; 2]> = (0..size).map(|_| [rng.uniform(), rng.normal()]).collect();
            // A Gram matrix plus the identity is positive definite.
            let gram = |i: usize, j: usize| dot(&a[i * 12..][..12], &a[j * 12..][..12]) + f64::from(u8::from(i == j));
            let product = |i: usize, lane: usize| (0..size).map(|j| gram(i, j) * expected[j][lane]).sum::<f64>();
            let mut vectors: Vec<[f64; 2]> = (0..size).map(|i| [product(i, 0), product(i, 1)]).collect();
            // What is above the diagonal must not be read.
            let lower = |i: usize, j: usize| if j <= i { gram(i, j) } else { f64::NAN };
            let matrix = (0..size * size).map(|at| lower(at / size, at % size)).collect();
            Cholesky::new(matrix, size).unwrap().solve(&mut vectors);
            for (found, expected) in vectors.iter().zip(expected) {
                prop_assert!((found[0] - expected[0]).abs() < 1e-9 && (found[1] - expected[1]).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn what_is_not_positive_definite_is_refused() {
        assert!(Cholesky::new(vec![1.0, 2.0, 2.0, 1.0], 2).is_none());
        assert!(Cholesky::new(vec![0.0], 1).is_none());
        assert!(Cholesky::new(vec![f64::NAN], 1).is_none());
    }
}
