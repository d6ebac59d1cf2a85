//! Solving with a symmetric positive definite matrix by Cholesky's factorisation.

use super::dot;

/// The lower factor of a matrix.
pub(crate) struct Cholesky {
    size: usize,
    /// `[size, size]`, row-major; what is above the diagonal is not used.
    factor: Vec<f64>,
}

impl Cholesky {
    /// Factors `matrix`, `[size, size]`; `None` when it is not positive definite.
    pub(crate) fn new(mut matrix: Vec<f64>, size: usize) -> Option<Self> {
        for i in 0..size {
            let (done, rest) = matrix.split_at_mut(i * size);
            let row = &mut rest[..size];
            for j in 0..i {
                let other = &done[j * size..j * size + j + 1];
                row[j] = (row[j] - dot(&row[..j], &other[..j])) / other[j];
            }
            let pivot = row[i] - dot(&row[..i], &row[..i]);
            row[i] = pivot.sqrt();
            // The root of a negative number is NaN, and NaN is not normal.
            if !row[i].is_normal() {
                return None;
            }
        }
        Some(Self { size, factor: matrix })
    }

    /// Solves for `L` right-hand sides at once, in place: `vectors[i][lane]`.
    pub(crate) fn solve<const L: usize>(&self, vectors: &mut [[f64; L]]) {
        let rows = || self.factor.chunks_exact(self.size).enumerate();
        for (i, row) in rows() {
            let (done, rest) = vectors.split_at_mut(i);
            let Some(vector) = rest.first_mut() else { return };
            for (factor, other) in row.iter().zip(done.iter()) {
                vector.iter_mut().zip(other).for_each(|(v, o)| *v -= factor * o);
            }
            vector.iter_mut().for_each(|v| *v /= row[i]);
        }
        for (i, row) in rows().rev() {
            let (rest, done) = vectors.split_at_mut(i);
            let Some(vector) = done.first_mut() else { return };
            vector.iter_mut().for_each(|v| *v /= row[i]);
            for (factor, other) in row.iter().zip(rest.iter_mut()) {
                other.iter_mut().zip(vector.iter()).for_each(|(o, v)| *o -= factor * v);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn solves(size in 1usize..12, values in proptest::collection::vec(-1.0f64..1.0, 144 + 24)) {
            // A Gram matrix plus the identity is positive definite.
            let (a, expected) = values.split_at(144);
            let gram = |i: usize, j: usize| dot(&a[i * 12..][..12], &a[j * 12..][..12]) + f64::from(u8::from(i == j));
            let (expected, _) = expected.as_chunks::<2>();
            let product = |i: usize, lane: usize| (0..size).map(|j| gram(i, j) * expected[j][lane]).sum::<f64>();
            let mut vectors: Vec<[f64; 2]> = (0..size).map(|i| [product(i, 0), product(i, 1)]).collect();
            let matrix = (0..size * size).map(|at| gram(at / size, at % size)).collect();
            Cholesky::new(matrix, size).unwrap().solve(&mut vectors);
            for (found, expected) in vectors.iter().zip(expected) {
                prop_assert!((found[0] - expected[0]).abs() < 1e-10 && (found[1] - expected[1]).abs() < 1e-10);
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
