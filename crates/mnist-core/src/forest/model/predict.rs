//! Predicting many samples.

use super::tree::{LANES, Tree};
use super::{Distribution, RandomForest};
use crate::classifier::N_CLASSES;
use crate::forest::data::Quantiser;
use crate::matrix::Matrix;

/// Samples that meet a tree while it is in the processor's cache.
const BLOCK_ROWS: usize = 1024;

/// `[n, 10]`: the mean over the trees of the leaves' class shares. `x` must have the forest's features.
pub(super) fn predict_proba(forest: &RandomForest, x: &Matrix) -> Matrix {
    let n_features = forest.cuts.n_features();
    let mut proba = Matrix::zeros(x.rows(), N_CLASSES);
    let quantiser = Quantiser::new(&forest.cuts, x.rows());
    // Whole groups of lanes: the last lanes of the last group walk with what is there, and nobody looks where they end.
    let mut bins = vec![[0; LANES]; BLOCK_ROWS.min(x.rows().next_multiple_of(LANES)) / LANES * n_features];
    let mut row_bins = vec![0; LANES * n_features];
    for start in (0..x.rows()).step_by(BLOCK_ROWS) {
        let rows = start..x.rows().min(start + BLOCK_ROWS);
        for (first, group) in rows.clone().step_by(LANES).zip(bins.chunks_exact_mut(n_features)) {
            for (row, bins) in (first..rows.end).zip(row_bins.chunks_exact_mut(n_features)) {
                quantiser.quantise(x.row(row), bins);
            }
            turn(&row_bins, group);
        }
        let mut sums = vec![[0.0; N_CLASSES]; rows.len()];
        for tree in &forest.trees {
            add(tree, &forest.leaves, &bins, n_features, &mut sums);
        }
        for (row, sums) in rows.zip(&sums) {
            let all: f32 = sums.iter().sum();
            proba.row_mut(row).iter_mut().zip(sums).for_each(|(p, sum)| *p = sum / all);
        }
    }
    proba
}

/// The bins of a group of samples feature by feature, so that what its lanes look at stays near.
#[inline(never)]
fn turn(rows: &[u8], group: &mut [[u8; LANES]]) {
    let n_features = group.len();
    for (lane, row) in rows.chunks_exact(n_features).enumerate() {
        group.iter_mut().zip(row).for_each(|(of_feature, &bin)| of_feature[lane] = bin);
    }
}

/// Adds a tree's distributions for the samples with these bins.
#[inline(never)]
fn add(tree: &Tree, leaves: &[Distribution], bins: &[[u8; LANES]], n_features: usize, sums: &mut [Distribution]) {
    for (bins, sums) in bins.chunks_exact(n_features).zip(sums.chunks_mut(LANES)) {
        let found = tree.leaves(|lane, feature| bins[feature][lane]);
        for (sums, row) in sums.iter_mut().zip(found) {
            sums.iter_mut().zip(&leaves[row as usize]).for_each(|(sum, p)| *sum += p);
        }
    }
}
