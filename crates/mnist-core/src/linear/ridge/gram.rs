//! The Gram matrix of the features and of the classes, exact in 32-bit integers.

use core::ops::Range;

use super::features::FeatureMap;
use super::rotation::SIDE_BY_SIDE;
use crate::classifier::Progress;
use crate::estimator::EstimatorError;
use crate::lanes::I16x8;
use crate::linalg::dots_i16;
use crate::matrix::Matrix;

/// Samples whose features are held at a time.
const BLOCK: usize = 512;
/// Rows and columns of a tile of products.
const TILE: (usize, usize) = (2, 4);
/// Columns whose features stay in the processor's nearest cache.
const STRIPE: usize = 24;
/// Most samples of one matrix: a sum of this many products fits into 32 bits.
pub(super) const MAX_SAMPLES: usize = 133_000;

/// Where element (`i`, `j`), j <= i, of a symmetric matrix is when its lower triangle is stored row by row.
pub(super) fn packed(i: usize, j: usize) -> usize {
    i * (i + 1) / 2 + j
}

/// For samples `range` of `x` the sums of products of any two of: the features, and then for each class whether a sample has
/// it. The lower triangle, [`packed`].
///
/// # Errors
/// [`EstimatorError::Cancelled`].
pub(super) fn gram(
    map: &FeatureMap,
    x: &Matrix,
    class_of: impl Fn(usize) -> usize,
    n_classes: usize,
    range: Range<usize>,
    progress: Progress<'_>,
) -> Result<Vec<i32>, EstimatorError> {
    let size = map.n_components() + n_classes;
    let mut sums = vec![0; packed(size, 0)];
    let mut block = vec![[0i16; SIDE_BY_SIDE]; size * (BLOCK / SIDE_BY_SIDE)];
    for first in range.clone().step_by(BLOCK) {
        if !progress((first - range.start) as f64 / range.len() as f64) {
            return Err(EstimatorError::Cancelled);
        }
        fill(&mut block, map, x, first..range.end.min(first + BLOCK));
        for i in first..range.end.min(first + BLOCK) {
            let row = map.n_components() + class_of(i);
            block[row * (BLOCK / SIDE_BY_SIDE) + (i - first) / SIDE_BY_SIDE][(i - first) % SIDE_BY_SIDE] = 1;
        }
        add_products(&block, size, &mut sums);
    }
    if progress(1.0) { Ok(sums) } else { Err(EstimatorError::Cancelled) }
}

/// Writes the features of `samples` to `block`, `[features, BLOCK]`, and zeros to the rest of it.
fn fill(block: &mut [[i16; SIDE_BY_SIDE]], map: &FeatureMap, x: &Matrix, samples: Range<usize>) {
    block.fill([0; SIDE_BY_SIDE]);
    for (group, first) in samples.clone().step_by(SIDE_BY_SIDE).enumerate() {
        map.map(x, first..samples.end, |j, [low, high]| {
            block[j * (BLOCK / SIDE_BY_SIDE) + group] = I16x8::from_f32(low, high);
        });
    }
}

/// Adds the products of each row of `block` with itself and those before it.
#[inline(never)]
fn add_products(block: &[[i16; SIDE_BY_SIDE]], size: usize, sums: &mut [i32]) {
    let row = |i: usize| &block[i.min(size - 1) * (BLOCK / SIDE_BY_SIDE)..][..BLOCK / SIDE_BY_SIDE];
    for stripe in (0..size).step_by(STRIPE) {
        for i in (stripe..size).step_by(TILE.0) {
            for j in (stripe..(stripe + STRIPE).min(i + TILE.0)).step_by(TILE.1) {
                let products: [[i32; TILE.1]; TILE.0] =
                    dots_i16(core::array::from_fn(|r| row(i + r)), core::array::from_fn(|c| row(j + c)));
                for (i, products) in (i..size).zip(products) {
                    let columns = sums[packed(i, 0)..=packed(i, i)].iter_mut().skip(j);
                    columns.zip(products).for_each(|(sum, product)| *sum += product);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::features::Centre;
    use super::*;
    use crate::lanes::F32x4;
    use crate::rng::Rng;

    #[test]
    fn is_the_matrix_of_products() {
        let mut rng = Rng::new(1, 0);
        let (n, components) = (700, 61);
        let x = Matrix::new(n, 5, (0..n * 5).map(|_| rng.normal() as f32).collect()).unwrap();
        let map = FeatureMap::new(Centre::fit(&x, None, 1), components);
        let mut rows = vec![vec![0.0f64; n]; components + 3];
        for first in (0..n).step_by(SIDE_BY_SIDE) {
            map.map(&x, first..n, |j, lanes| {
                let values = lanes.into_iter().flat_map(F32x4::to_array);
                rows[j][first..].iter_mut().zip(values).for_each(|(to, v)| *to = f64::from(v));
            });
        }
        (0..n).for_each(|i| rows[components + i % 3][i] = 1.0);
        // Two ranges, neither of them whole blocks, whose sums are those of all samples.
        let part = |range| gram(&map, &x, |i| i % 3, 3, range, &mut |_| true).unwrap();
        let (a, b) = (part(0..601), part(601..n));
        for i in 0..rows.len() {
            for j in 0..=i {
                let plain: f64 = rows[i].iter().zip(&rows[j]).map(|(a, b)| a * b).sum();
                assert_eq!(f64::from(a[packed(i, j)]) + f64::from(b[packed(i, j)]), plain, "{i} {j}");
            }
        }
    }
}
