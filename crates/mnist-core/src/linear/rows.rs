//! Samples as lists of their non-zero features: four fifths of MNIST's pixels are 0 and cost nothing then.

use crate::lanes::F32x4;
use crate::matrix::Matrix;

/// Above this share of non-zero values a list costs more than it saves.
const DENSE: f64 = 0.6;

/// Samples that can be walked feature by feature. Leaving out a zero changes no sum, so both kinds give equal results.
pub(super) enum Rows<'a> {
    /// As they came.
    Dense(&'a Matrix),
    /// `entries[starts[i]..starts[i + 1]]` are the (feature, value) pairs of sample `i`.
    Sparse { starts: Vec<usize>, entries: Vec<(u32, f32)> },
}

impl<'a> Rows<'a> {
    pub(super) fn new(x: &'a Matrix) -> Self {
        let non_zero = x.data().iter().filter(|v| **v != 0.0).count();
        if non_zero as f64 > DENSE * x.data().len() as f64 { Self::Dense(x) } else { Self::sparse(x, non_zero) }
    }

    fn sparse(x: &Matrix, non_zero: usize) -> Self {
        let mut starts = Vec::with_capacity(x.rows() + 1);
        let mut entries = Vec::with_capacity(non_zero);
        starts.push(0);
        for i in 0..x.rows() {
            add_non_zero(x.row(i), &mut entries);
            starts.push(entries.len());
        }
        Self::Sparse { starts, entries }
    }

    /// Adds each feature's value times its vector of `vectors` to `sum`, in the order of the features.
    #[inline]
    pub(super) fn add_products<const L: usize>(&self, i: usize, vectors: &[[F32x4; L]], sum: [F32x4; L]) -> [F32x4; L] {
        match self {
            Self::Dense(x) => x.row(i).iter().zip(vectors).fold(sum, |sum, (&v, vector)| add_scaled(sum, v, vector)),
            Self::Sparse { starts, entries } => {
                let entries = &entries[starts[i]..starts[i + 1]];
                entries.iter().fold(sum, |sum, &(j, v)| add_scaled(sum, v, &vectors[j as usize]))
            }
        }
    }

    /// Adds each feature's value times `vector` to that feature's vector of `sums`.
    #[inline]
    pub(super) fn scatter_products<const L: usize>(&self, i: usize, vector: &[F32x4; L], sums: &mut [[F32x4; L]]) {
        match self {
            Self::Dense(x) => x.row(i).iter().zip(sums).for_each(|(&v, sum)| *sum = add_scaled(*sum, v, vector)),
            Self::Sparse { starts, entries } => {
                for &(j, v) in &entries[starts[i]..starts[i + 1]] {
                    let sum = &mut sums[j as usize];
                    *sum = add_scaled(*sum, v, vector);
                }
            }
        }
    }
}

#[inline(never)]
fn add_non_zero(row: &[f32], entries: &mut Vec<(u32, f32)>) {
    entries.extend((0u32..).zip(row).filter(|(_, v)| **v != 0.0).map(|(j, &v)| (j, v)));
}

/// `sum + factor * vector`.
#[inline(always)]
fn add_scaled<const L: usize>(sum: [F32x4; L], factor: f32, vector: &[F32x4; L]) -> [F32x4; L] {
    let factor = F32x4::splat(factor);
    core::array::from_fn(|l| sum[l].add(factor.mul(vector[l])))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sparse_rows_equal_dense_rows(values in proptest::collection::vec(prop_oneof![Just(0.0f32), -2.0f32..2.0], 4 * 7)) {
            let x = Matrix::new(4, 7, values).unwrap();
            let vectors: Vec<[F32x4; 1]> = (0..7).map(|j| [F32x4::load(&[j as f32, 0.5, -1.0, 0.25 * j as f32])]).collect();
            let walk = |rows: Rows<'_>| {
                let mut scattered = vec![[F32x4::ZERO]; 7];
                let sums: Vec<_> = (0..4).map(|i| {
                    let sum = rows.add_products(i, &vectors, [F32x4::ZERO]);
                    rows.scatter_products(i, &sum, &mut scattered);
                    sum
                }).collect();
                let arrays = |vectors: Vec<[F32x4; 1]>| vectors.into_iter().map(|[v]| v.to_array()).collect::<Vec<_>>();
                (arrays(sums), arrays(scattered))
            };
            prop_assert_eq!(walk(Rows::Dense(&x)), walk(Rows::sparse(&x, 0)));
        }
    }
}
