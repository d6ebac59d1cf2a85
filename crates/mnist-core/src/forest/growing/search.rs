//! The best split of a node on one feature.

use super::counts::{Counts, Side};
use crate::classifier::N_CLASSES;
use crate::rng::Rng;

/// A training sample within a tree.
#[derive(Clone, Copy)]
pub(crate) struct Item {
    /// Its place in the columns.
    pub(crate) index: u32,
    /// Its weight above its class in the low four bits.
    tag: u32,
}

impl Item {
    /// Of a class 0..=9, with a weight below 2^28.
    pub(crate) fn new(index: u32, class: u8, weight: u32) -> Self {
        Self { index, tag: weight << 4 | u32::from(class) }
    }

    /// The same in another place.
    pub(crate) fn moved(self, index: u32) -> Self {
        Self { index, ..self }
    }

    /// 0..=15 by its type, 0..=9 in fact.
    #[inline(always)]
    pub(crate) fn class(self) -> usize {
        class_of(self.tag)
    }

    #[inline(always)]
    pub(crate) fn weight(self) -> u32 {
        weight_of(self.tag)
    }
}

#[inline(always)]
fn class_of(tag: u32) -> usize {
    (tag & 15) as usize
}

#[inline(always)]
fn weight_of(tag: u32) -> u32 {
    tag >> 4
}

/// What a feature has to offer to a node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Found {
    /// All samples have the same bin.
    Constant,
    /// It varies, but every split leaves a side too small.
    Nothing,
    /// A split.
    Split(Split),
}

/// Samples with a bin up to `bin` go left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Split {
    pub(crate) bin: u8,
    /// [`Side::purity_with`] of the sides.
    pub(crate) purity: f64,
    /// Whether both sides are pure, so that no split can be better.
    pub(crate) perfect: bool,
}

/// Weights by bin and class; classes padded to a power of two, so that a tag's low bits need no check.
type Histogram = [[u32; 16]; 256];

/// Counting is faster than sorting from this many bins a sample down.
const COUNT_BINS: usize = 2;

/// Finds splits; holds the memory that it takes.
pub(crate) struct Search {
    histogram: Box<Histogram>,
    keys: Vec<u64>,
}

impl Default for Search {
    fn default() -> Self {
        Self { histogram: Box::new([[0; 16]; 256]), keys: Vec::new() }
    }
}

impl Search {
    /// The best split on a feature: `column` has its bins, all below `n_bins`, and `node` the counts of `items`. Both sides get at least
    /// `min_leaf`. Of equal splits the one at the lowest bin.
    pub(crate) fn best(&mut self, items: &[Item], column: &[u8], n_bins: usize, node: &Counts, min_leaf: u64) -> Found {
        let mut scan = Scan::new(node, min_leaf);
        if items.len() * COUNT_BINS < n_bins {
            self.sort(items, column, &mut scan);
        } else {
            self.count(items, column, n_bins, &mut scan);
        }
        scan.result()
    }

    #[inline(never)]
    fn sort(&mut self, items: &[Item], column: &[u8], scan: &mut Scan) {
        self.keys.clear();
        let key = |item: &Item| u64::from(column[item.index as usize]) << 32 | u64::from(item.tag);
        self.keys.extend(items.iter().map(key));
        self.keys.sort_unstable();
        for &key in &self.keys {
            scan.enter((key >> 32) as u8);
            scan.give(class_of(key as u32), weight_of(key as u32));
        }
    }

    #[inline(never)]
    fn count(&mut self, items: &[Item], column: &[u8], n_bins: usize, scan: &mut Scan) {
        let histogram = &mut *self.histogram;
        for item in items {
            histogram[usize::from(column[item.index as usize])][class_of(item.tag)] += weight_of(item.tag);
        }
        for (bin, weights) in histogram.iter_mut().take(n_bins).enumerate() {
            if weights.iter().fold(0, |any, w| any | w) == 0 {
                continue;
            }
            scan.enter(bin as u8);
            scan.left.take(&mut scan.right, weights);
            *weights = [0; 16];
        }
    }
}

/// Walks over the bins in ascending order, moving samples from the right side to the left.
struct Scan {
    left: Side,
    right: Side,
    min_leaf: u64,
    last: Option<u8>,
    varies: bool,
    best: Option<Split>,
}

impl Scan {
    fn new(node: &Counts, min_leaf: u64) -> Self {
        let (left, right) = (Side::new([0; N_CLASSES]), Side::new(*node));
        Self { left, right, min_leaf, last: None, varies: false, best: None }
    }

    /// The samples that follow have this bin: weighs the split before it, if it is a new one.
    #[inline(always)]
    fn enter(&mut self, bin: u8) {
        match self.last {
            Some(last) if last != bin => self.weigh(last, bin),
            _ => {}
        }
        self.last = Some(bin);
    }

    fn weigh(&mut self, last: u8, bin: u8) {
        self.varies = true;
        if self.left.total < self.min_leaf || self.right.total < self.min_leaf {
            return;
        }
        let purity = self.left.purity_with(&self.right);
        if self.best.is_none_or(|best| purity > best.purity) {
            let perfect = self.left.is_pure() && self.right.is_pure();
            // In the middle between the two, as scikit-learn; a bin between them may turn up in a sample to predict.
            let bin = ((u16::from(last) + u16::from(bin)) / 2) as u8;
            self.best = Some(Split { bin, purity, perfect });
        }
    }

    #[inline(always)]
    fn give(&mut self, class: usize, weight: u32) {
        self.right.give(&mut self.left, class, weight);
    }

    fn result(self) -> Found {
        match self.best {
            Some(split) => Found::Split(split),
            None if self.varies => Found::Nothing,
            None => Found::Constant,
        }
    }
}

/// A split on a feature at a random bin, from the node's least to the one before its largest.
pub(crate) fn random(items: &[Item], column: &[u8], node: &Counts, min_leaf: u64, rng: &mut Rng) -> Found {
    let bins = || items.iter().map(|item| column[item.index as usize]);
    let (low, high) = bins().fold((u8::MAX, 0), |(low, high), bin| (bin.min(low), bin.max(high)));
    if low >= high {
        return Found::Constant;
    }
    let bin = low + rng.below(u32::from(high - low)) as u8;
    let mut counts = [0; 16];
    for (item, of_item) in items.iter().zip(bins()) {
        counts[item.class()] += if of_item <= bin { item.weight() } else { 0 };
    }
    let left: Counts = core::array::from_fn(|class| counts[class]);
    let (left, right) = (Side::new(left), Side::new(core::array::from_fn(|class| node[class] - left[class])));
    if left.total < min_leaf || right.total < min_leaf {
        return Found::Nothing;
    }
    let perfect = left.is_pure() && right.is_pure();
    Found::Split(Split { bin, purity: left.purity_with(&right), perfect })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rng::Rng;

    fn node(items: &[Item]) -> Counts {
        let mut counts = [0; N_CLASSES];
        items.iter().for_each(|item| counts[item.class()] += item.weight());
        counts
    }

    /// Every threshold, each side counted anew.
    fn exhaustive(items: &[Item], column: &[u8], min_leaf: u64) -> Found {
        let bin = |item: &Item| column[item.index as usize];
        let mut present: Vec<u8> = items.iter().map(bin).collect();
        present.sort_unstable();
        present.dedup();
        if present.len() == 1 {
            return Found::Constant;
        }
        let mut found = Found::Nothing;
        for pair in present.windows(2) {
            let (left, right): (Vec<Item>, Vec<Item>) = items.iter().partition(|item| bin(item) <= pair[0]);
            let (left, right) = (Side::new(node(&left)), Side::new(node(&right)));
            let purity = left.purity_with(&right);
            let better = match found {
                Found::Split(best) => purity > best.purity,
                _ => true,
            };
            if better && left.total >= min_leaf && right.total >= min_leaf {
                let bin = ((u16::from(pair[0]) + u16::from(pair[1])) / 2) as u8;
                found = Found::Split(Split { bin, purity, perfect: left.is_pure() && right.is_pure() });
            }
        }
        found
    }

    /// Samples (bin, class, weight).
    fn samples() -> impl Strategy<Value = Vec<(u8, u8, u32)>> {
        let bin = prop_oneof![0u8..4, 250u8..=255, any::<u8>()];
        proptest::collection::vec((bin, 0u8..10, 1u32..4), 1..200)
    }

    proptest! {
        #[test]
        fn counting_and_sorting_equal_the_exhaustive_search(samples in samples(), min_leaf in 1u64..8) {
            let column: Vec<u8> = samples.iter().map(|s| s.0).collect();
            let items: Vec<Item> = (0..).zip(&samples).map(|(i, &(_, class, weight))| Item::new(i, class, weight)).collect();
            let expected = exhaustive(&items, &column, min_leaf);
            let mut search = Search::default();
            for _ in 0..2 {
                // Twice, because the histogram must be left empty.
                let (mut counted, mut sorted) = (Scan::new(&node(&items), min_leaf), Scan::new(&node(&items), min_leaf));
                search.count(&items, &column, 256, &mut counted);
                search.sort(&items, &column, &mut sorted);
                prop_assert_eq!(counted.result(), expected);
                prop_assert_eq!(sorted.result(), expected);
            }
        }

        #[test]
        fn a_random_split_divides_the_node(samples in samples(), seed in any::<u64>()) {
            let column: Vec<u8> = samples.iter().map(|s| s.0).collect();
            let items: Vec<Item> = (0..).zip(&samples).map(|(i, &(_, class, weight))| Item::new(i, class, weight)).collect();
            match random(&items, &column, &node(&items), 1, &mut Rng::new(seed, 0)) {
                Found::Constant => prop_assert!(column.iter().all(|&b| b == column[0])),
                Found::Nothing => prop_assert!(false, "a side is empty"),
                Found::Split(split) => {
                    let (left, right): (Vec<Item>, Vec<Item>) =
                        items.iter().partition(|item| column[item.index as usize] <= split.bin);
                    prop_assert!(!left.is_empty() && !right.is_empty());
                    let purity = Side::new(node(&left)).purity_with(&Side::new(node(&right)));
                    prop_assert_eq!(split.purity, purity);
                }
            }
        }
    }

    #[test]
    fn random_splits_reach_every_bin_between() {
        let items: Vec<Item> = (0..2).map(|i| Item::new(i, i as u8, 1)).collect();
        let mut rng = Rng::new(4, 0);
        let mut seen = [0; 4];
        for _ in 0..400 {
            match random(&items, &[3, 7], &node(&items), 1, &mut rng) {
                Found::Split(split) => seen[usize::from(split.bin) - 3] += 1,
                other => panic!("{other:?}"),
            }
        }
        assert!(seen.iter().all(|&n| n > 60), "{seen:?}");
    }
}
