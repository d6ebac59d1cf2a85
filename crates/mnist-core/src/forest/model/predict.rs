//! Predicting many samples.

use super::node::LANES;
use super::tree::Tree;
use super::{Distribution, RandomForest};
use crate::classifier::N_CLASSES;
use crate::forest::data::Quantiser;
use crate::forest::data::packed::MAX_BINS;
use crate::matrix::Matrix;

/// Samples that meet a tree while it is in the processor's cache.
const BLOCK_ROWS: usize = 1024;

/// What [`LANES`] samples have on one feature.
trait Group: Copy + Default {
    /// Sets a lane that is still 0.
    fn put(&mut self, lane: usize, bin: u8);
    /// The leaves that the samples of a group reach. `group` has an entry a feature.
    fn leaves(tree: &Tree, group: &[Self]) -> [u32; LANES];
}

/// Any bins.
impl Group for [u8; LANES] {
    fn put(&mut self, lane: usize, bin: u8) {
        self[lane] = bin;
    }

    #[inline(always)]
    fn leaves(tree: &Tree, group: &[Self]) -> [u32; LANES] {
        tree.leaves(|lane, feature| group[feature][lane])
    }
}

/// For each of four bins, whether each lane's is above: a tree only looks up.
impl Group for [u8; MAX_BINS] {
    #[inline(always)]
    fn put(&mut self, lane: usize, bin: u8) {
        // Bin 2 is above 0 and above 1.
        const ABOVE: [u32; MAX_BINS] = [0, 0x01, 0x01_01, 0x01_01_01];
        *self = (u32::from_le_bytes(*self) | ABOVE[usize::from(bin) % MAX_BINS] << lane).to_le_bytes();
    }

    #[inline(always)]
    fn leaves(tree: &Tree, group: &[Self]) -> [u32; LANES] {
        tree.leaves_by_answers(group.as_flattened())
    }
}

/// `[n, 10]`: the mean over the trees of the leaves' class shares. `x` must have the forest's features.
pub(super) fn predict_proba(forest: &RandomForest, x: &Matrix) -> Matrix {
    let predict = if forest.cuts.have_few_bins() { predict_in::<[u8; MAX_BINS]> } else { predict_in::<[u8; LANES]> };
    predict(forest, x)
}

fn predict_in<G: Group>(forest: &RandomForest, x: &Matrix) -> Matrix {
    let n_features = forest.cuts.n_features();
    let mut proba = Matrix::zeros(x.rows(), N_CLASSES);
    let quantiser = Quantiser::new(&forest.cuts, x.rows());
    let mut row_bins = vec![0; n_features];
    for start in (0..x.rows()).step_by(BLOCK_ROWS) {
        let rows = start..x.rows().min(start + BLOCK_ROWS);
        // The last lanes of the last group walk with bins of 0, and nobody looks where they end.
        let mut bins = vec![G::default(); rows.len().div_ceil(LANES) * n_features];
        for (at, row) in rows.clone().enumerate() {
            quantiser.quantise(x.row(row), &mut row_bins);
            put(&row_bins, at % LANES, &mut bins[at / LANES * n_features..]);
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

/// Puts the bins of a sample into its lane.
#[inline(never)]
fn put<G: Group>(row: &[u8], lane: usize, group: &mut [G]) {
    group.iter_mut().zip(row).for_each(|(of_feature, &bin)| of_feature.put(lane, bin));
}

/// Adds a tree's distributions for the samples with these bins.
#[inline(never)]
fn add<G: Group>(tree: &Tree, leaves: &[Distribution], bins: &[G], n_features: usize, sums: &mut [Distribution]) {
    for (bins, sums) in bins.chunks_exact(n_features).zip(sums.chunks_mut(LANES)) {
        let found = G::leaves(tree, bins);
        for (sums, row) in sums.iter_mut().zip(found) {
            sums.iter_mut().zip(&leaves[row as usize]).for_each(|(sum, p)| *sum += p);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::forest::ForestParams;
    use crate::rng::Rng;

    /// The definition: sample by sample and tree by tree, each bin looked up among its feature's cuts.
    fn plain(forest: &RandomForest, x: &Matrix) -> Vec<Distribution> {
        let quantiser = Quantiser::Plain(&forest.cuts);
        let predict = |i: usize| {
            let mut bins = vec![0; x.cols()];
            quantiser.quantise(x.row(i), &mut bins);
            let mut sums = [0.0; N_CLASSES];
            for tree in &forest.trees {
                let shares = &forest.leaves[tree.leaf(|feature| bins[feature]) as usize];
                sums.iter_mut().zip(shares).for_each(|(sum, p)| *sum += p);
            }
            let all: f32 = sums.iter().sum();
            sums.map(|sum| sum / all)
        };
        (0..x.rows()).map(predict).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn blocks_predict_what_each_sample_alone_gets(
            n in prop_oneof![1usize..40, Just(BLOCK_ROWS + 3)],
            n_bins in prop_oneof![2u32..=4, 5u32..=256],
            seed in any::<u64>(),
        ) {
            let mut rng = Rng::new(seed, 0);
            let mut samples = |n: usize| {
                Matrix::new(n, 5, (0..n * 5).map(|_| rng.below(300) as f32).collect()).unwrap()
            };
            let (train, x) = (samples(60), samples(n));
            let labels: Vec<u8> = (0..60).map(|i| i % 4).collect();
            let params = ForestParams { n_estimators: 7, n_bins, ..Default::default() };
            let forest = RandomForest::fit(&params, &train, &labels, seed, &mut |_| true).unwrap();
            let proba = predict_proba(&forest, &x);
            for (i, expected) in plain(&forest, &x).iter().enumerate() {
                prop_assert_eq!(proba.row(i), expected);
            }
        }
    }
}
