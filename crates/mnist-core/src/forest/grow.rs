//! Growing one tree, depth first.

use super::bins::Columns;
use super::counts::{Counts, Side, is_pure, total};
use super::params::Splitter;
use super::sampler::Sampler;
use super::search::{Found, Item, Search, Split, random};
use super::tree::{Step, Tree};
use crate::classifier::N_CLASSES;
use crate::rng::Rng;

/// The training data and how to grow on it.
pub(super) struct Training<'a> {
    pub(super) columns: &'a Columns,
    pub(super) labels: &'a [u8],
    pub(super) bootstrap: bool,
    pub(super) splitter: Splitter,
    pub(super) max_features: usize,
    pub(super) max_depth: u32,
    pub(super) min_split: u64,
    pub(super) min_leaf: u64,
}

/// A tree and what it learnt on the way.
pub(super) struct Grown {
    /// Its leaves name rows of `leaves`.
    pub(super) tree: Tree,
    pub(super) leaves: Vec<Counts>,
    /// What each feature's splits took off the Gini impurity; sum 1, or all 0 without a split.
    pub(super) importances: Vec<f64>,
    /// The samples that the bootstrap did not draw.
    pub(super) out_of_bag: Vec<u32>,
}

/// Samples looked at between two calls of the progress function: some tens of milliseconds.
const WORK_A_REPORT: usize = 4_000_000;

/// Grows the tree that `rng` describes. `None` when `on_work`, told the share of samples done, answers `false`.
pub(super) fn grow(training: &Training<'_>, mut rng: Rng, on_work: &mut dyn FnMut(f64) -> bool) -> Option<Grown> {
    let n = training.labels.len();
    let weights = weights(training, &mut rng);
    let weighted = || (0..n as u32).zip(&weights);
    let items =
        weighted().filter(|(_, w)| **w > 0).map(|(i, &w)| Item::new(i, training.labels[i as usize], w)).collect();
    let grower = Grower {
        training,
        items,
        parked: Vec::new(),
        sampler: Sampler::new(training.columns.n_features(), training.max_features),
        search: Search::new(),
        rng,
        tree: Tree::default(),
        leaves: Vec::new(),
        importances: vec![0.0; training.columns.n_features()],
        work: 0,
    };
    let out_of_bag = weighted().filter(|(_, w)| **w == 0).map(|(i, _)| i).collect();
    grower.run(on_work).map(|grown| Grown { out_of_bag, ..grown })
}

/// How often the tree has each sample.
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

/// A node that is still to be looked at: `items[start..end]`.
struct Pending {
    start: usize,
    end: usize,
    depth: u32,
    counts: Counts,
    known_constants: usize,
    right_of: Option<u32>,
}

struct Grower<'a> {
    training: &'a Training<'a>,
    items: Vec<Item>,
    /// Those of a node that go right, while it is divided.
    parked: Vec<Item>,
    sampler: Sampler,
    search: Search,
    rng: Rng,
    tree: Tree,
    leaves: Vec<Counts>,
    importances: Vec<f64>,
    work: usize,
}

impl Grower<'_> {
    fn run(mut self, on_work: &mut dyn FnMut(f64) -> bool) -> Option<Grown> {
        let mut counts = [0; N_CLASSES];
        self.items.iter().for_each(|item| counts[item.class()] += item.weight());
        let root = Pending { start: 0, end: self.items.len(), depth: 0, counts, known_constants: 0, right_of: None };
        let mut pending = vec![root];
        while let Some(node) = pending.pop() {
            if self.work >= WORK_A_REPORT {
                self.work = 0;
                // Depth first, left first: everything before this node is done.
                if !on_work(node.start as f64 / self.items.len() as f64) {
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
    }

    /// The children of a node, right before left, if it is to be split and can be.
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
        let (feature, split, known_constants) = self.draw(node)?;
        // No split makes a node less pure; rounding may say so.
        self.importances[feature] += (split.purity - Side::new(node.counts).purity()).max(0.0);
        let at = self.tree.push(Step::Split { feature: feature as u32, bin: split.bin }, node.right_of);
        let (middle, left) = self.divide(node, feature, split.bin);
        let right = core::array::from_fn(|class| node.counts[class] - left[class]);
        let child = |start, end, counts, right_of| Pending {
            start,
            end,
            depth: node.depth + 1,
            counts,
            known_constants,
            right_of,
        };
        Some([child(middle, node.end, right, Some(at)), child(node.start, middle, left, None)])
    }

    /// The best of the features drawn, and the number of constants that are known now.
    fn draw(&mut self, node: &Pending) -> Option<(usize, Split, usize)> {
        let (training, items) = (self.training, &self.items[node.start..node.end]);
        let mut best: Option<(usize, Split)> = None;
        self.sampler.begin(node.known_constants);
        while let Some(feature) = self.sampler.next(&mut self.rng) {
            let column = training.columns.of(feature);
            self.work += items.len();
            let found = match training.splitter {
                Splitter::Best => {
                    let n_bins = training.columns.n_bins(feature);
                    self.search.best(items, column, n_bins, &node.counts, training.min_leaf)
                }
                Splitter::Random => random(items, column, &node.counts, training.min_leaf, &mut self.rng),
            };
            match found {
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

    /// Puts the samples that go left before those that go right, each in their order. Where the right ones begin, and the
    /// counts of the left ones.
    fn divide(&mut self, node: &Pending, feature: usize, bin: u8) -> (usize, Counts) {
        let column = self.training.columns.of(feature);
        let mut left: Counts = [0; N_CLASSES];
        let mut middle = node.start;
        self.parked.clear();
        for at in node.start..node.end {
            let item = self.items[at];
            if column[item.index as usize] <= bin {
                left[item.class()] += item.weight();
                self.items[middle] = item;
                middle += 1;
            } else {
                self.parked.push(item);
            }
        }
        self.items[middle..node.end].copy_from_slice(&self.parked);
        (middle, left)
    }
}
