//! Growing one tree, depth first.

use super::counts::{Counts, Side, is_pure, total};
use super::rule::Rule;
use super::sampler::Sampler;
use super::samples::{Place, Samples};
use super::search::{Found, Split};
use crate::forest::data::Bins;
use crate::forest::model::tree::{Step, Tree};
use crate::forest::params::Splitter;
use crate::rng::Rng;

/// The training data and how to grow on it.
#[derive(Clone, Copy)]
pub(crate) struct Training<'a> {
    pub(crate) bins: &'a Bins,
    pub(crate) labels: &'a [u8],
    pub(crate) bootstrap: bool,
    pub(crate) splitter: Splitter,
    pub(crate) max_features: usize,
    pub(crate) max_depth: u32,
    pub(crate) min_split: u64,
    pub(crate) min_leaf: u64,
}

/// A tree and what it learnt on the way.
pub(crate) struct Grown {
    /// Its leaves name rows of `leaves`.
    pub(crate) tree: Tree,
    pub(crate) leaves: Vec<Counts>,
    /// What each feature's splits took off the Gini impurity; sum 1, or all 0 without a split.
    pub(crate) importances: Vec<f64>,
    /// The samples that the bootstrap did not draw.
    pub(crate) out_of_bag: Vec<u32>,
}

/// Samples looked at between two calls of the progress function: some tens of milliseconds.
const WORK_A_REPORT: usize = 4_000_000;

/// Grows the tree that `rng` describes. `None` when `on_work`, told the share of samples done, answers `false`.
#[inline(never)]
pub(crate) fn grow(training: &Training<'_>, mut rng: Rng, on_work: &mut dyn FnMut(f64) -> bool) -> Option<Grown> {
    let n = training.labels.len();
    let weights = weights(training, &mut rng);
    let n_features = training.bins.n_features();
    let grower = Grower {
        training,
        samples: Samples::new(training.bins, training.labels, &weights),
        sampler: Sampler::new(n_features, training.max_features),
        rng,
        tree: Tree::default(),
        leaves: Vec::new(),
        importances: vec![0.0; n_features],
        work: 0,
        done: 0,
    };
    let out_of_bag = (0..n as u32).zip(&weights).filter(|(_, w)| **w == 0).map(|(i, _)| i).collect();
    grower.run(on_work).map(|grown| Grown { out_of_bag, ..grown })
}

/// How often the tree has each sample.
#[inline(never)]
fn weights(training: &Training<'_>, rng: &mut Rng) -> Vec<u32> {
    let n = training.labels.len();
    if !training.bootstrap {
        return vec![1; n];
    }
    let mut weights = vec![0; n];
    for _ in 0..n {
        weights[rng.below(n as u32) as usize] += 1;
    }
    weights
}

/// A node that is still to be looked at.
struct Pending {
    place: Place,
    depth: u32,
    counts: Counts,
    known_constants: usize,
    right_of: Option<u32>,
}

struct Grower<'a> {
    training: &'a Training<'a>,
    samples: Samples<'a>,
    sampler: Sampler,
    rng: Rng,
    tree: Tree,
    leaves: Vec<Counts>,
    importances: Vec<f64>,
    work: usize,
    /// Weight of the samples in leaves.
    done: u64,
}

impl Grower<'_> {
    fn run(mut self, on_work: &mut dyn FnMut(f64) -> bool) -> Option<Grown> {
        let (place, counts) = self.samples.all();
        let all = total(&counts);
        let mut pending = vec![Pending { place, depth: 0, counts, known_constants: 0, right_of: None }];
        while let Some(node) = pending.pop() {
            if self.work >= WORK_A_REPORT {
                self.work = 0;
                if !on_work(self.done as f64 / all as f64) {
                    return None;
                }
            }
            match self.split(&node) {
                None => self.end(&node),
                Some(children) => pending.extend(children),
            }
        }
        let all: f64 = self.importances.iter().sum();
        if all > 0.0 {
            self.importances.iter_mut().for_each(|importance| *importance /= all);
        }
        Some(Grown { tree: self.tree, leaves: self.leaves, importances: self.importances, out_of_bag: Vec::new() })
    }

    fn end(&mut self, node: &Pending) {
        let row = self.leaves.len() as u32;
        self.leaves.push(node.counts);
        self.tree.push(Step::Leaf(row), node.right_of);
        self.done += total(&node.counts);
    }

    /// The children of a node, right before left, if it is to be split and can be.
    #[inline(never)]
    fn split(&mut self, node: &Pending) -> Option<[Pending; 2]> {
        let training = self.training;
        let weight = total(&node.counts);
        if is_pure(&node.counts)
            || node.depth >= training.max_depth
            || weight < training.min_split
            || weight < training.min_leaf.saturating_mul(2)
        {
            return None;
        }
        let place = self.samples.enter(node.place.clone(), &node.counts);
        let (feature, split, known_constants) = self.draw(node, &place)?;
        // No split makes a node less pure; rounding may say so.
        self.importances[feature] += (split.purity - Side::new(node.counts).purity()).max(0.0);
        let at = self.tree.push(Step::Split { feature: feature as u32, bin: split.bin }, node.right_of);
        let (to_left, to_right, left) = self.samples.divide(&place, feature, split.bin);
        let right = core::array::from_fn(|class| node.counts[class] - left[class]);
        let child =
            |place, counts, right_of| Pending { place, depth: node.depth + 1, counts, known_constants, right_of };
        Some([child(to_right, right, Some(at)), child(to_left, left, None)])
    }

    /// The best of the features drawn, and the number of constants that are known now.
    #[inline(never)]
    fn draw(&mut self, node: &Pending, place: &Place) -> Option<(usize, Split, usize)> {
        let rule = Rule { splitter: self.training.splitter, min_leaf: self.training.min_leaf };
        let mut best: Option<(usize, Split)> = None;
        self.sampler.begin(node.known_constants);
        while let Some(feature) = self.sampler.next(&mut self.rng) {
            self.work += place.size();
            match self.samples.look(place, &node.counts, feature, rule, &mut self.rng) {
                Found::Constant => self.sampler.constant(),
                Found::Nothing => {}
                Found::Split(split) => {
                    if best.is_none_or(|(_, best)| split.purity > best.purity) {
                        best = Some((feature, split));
                    }
                    if split.perfect {
                        break;
                    }
                }
            }
        }
        let known = self.sampler.finish();
        best.map(|(feature, split)| (feature, split, known))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::forest::data::{Columns, PackedBins, PackedRows};
    use crate::rng::Rng;

    /// Samples of three to ten classes; most features follow the class a little, some are constant.
    fn problem(n_samples: usize, n_features: usize, noise: u32, rng: &mut Rng) -> (Columns, Vec<u8>) {
        let n_classes = 3 + rng.below(8);
        let labels: Vec<u8> = (0..n_samples).map(|_| rng.below(n_classes) as u8).collect();
        let mut bins = Vec::new();
        for feature in 0..n_features as u32 {
            let (scale, top) = (1 + rng.below(3), rng.below(4) as u8);
            bins.extend(labels.iter().map(|&label| {
                let bin = ((u32::from(label) * scale + feature + rng.below(noise)) / 2 % 4) as u8;
                bin.min(top)
            }));
        }
        (Columns::of_bins(n_samples, bins), labels)
    }

    /// Whether both ways grow the same tree, bit for bit. The one on columns is the reference: `search` holds it equal
    /// to the exhaustive search.
    fn assert_same(columns: Columns, labels: &[u8], bootstrap: bool, splitter: Splitter, min_leaf: u64, seed: u64) {
        let n_features = columns.n_features();
        let rows = PackedRows::of_columns(&columns).unwrap();
        let (packed, columns) = (Bins::Packed(PackedBins::new(rows, n_features, labels)), Bins::Columns(columns));
        let plain = Training {
            bins: &columns,
            labels,
            bootstrap,
            splitter,
            max_features: n_features.isqrt(),
            max_depth: u32::MAX,
            min_split: 2,
            min_leaf,
        };
        let fast = Training { bins: &packed, ..plain };
        let grow = |training| grow(training, Rng::new(seed, 1), &mut |_| true).unwrap();
        let (plain, fast) = (grow(&plain), grow(&fast));
        assert_eq!(plain.tree, fast.tree);
        assert_eq!(plain.leaves, fast.leaves);
        assert_eq!(plain.importances, fast.importances);
        assert_eq!(plain.out_of_bag, fast.out_of_bag);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn planes_grow_the_tree_that_columns_grow(
            n_samples in prop_oneof![2usize..40, 100usize..400, 2_000usize..12_000],
            n_features in 1usize..100,
            noise in 1u32..16,
            bootstrap in any::<bool>(),
            random in any::<bool>(),
            min_leaf in prop_oneof![Just(1u64), 2u64..9],
            seed in any::<u64>(),
        ) {
            let (columns, labels) = problem(n_samples, n_features, noise, &mut Rng::new(seed, 0));
            let splitter = if random { Splitter::Random } else { Splitter::Best };
            assert_same(columns, &labels, bootstrap, splitter, min_leaf, seed);
        }
    }

    #[test]
    fn a_root_too_heavy_for_small_sums_grows_the_same_tree() {
        let (columns, labels) = problem(70_000, 20, 9, &mut Rng::new(5, 0));
        assert_same(columns, &labels, true, Splitter::Best, 1, 6);
        let (columns, labels) = problem(70_000, 20, 9, &mut Rng::new(5, 0));
        assert_same(columns, &labels, false, Splitter::Random, 1, 7);
    }
}
