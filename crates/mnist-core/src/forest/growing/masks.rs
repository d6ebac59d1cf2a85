//! The samples of a heavy node as bits over the features' bits that all trees share.

use core::ops::Range;

use super::counts::Counts;
use super::levels::Levels;
use super::planes::count_word;
use crate::classifier::N_CLASSES;
use crate::forest::data::PackedBins;
use crate::forest::data::packed::{Bits, above};

/// A node is, for each binary digit of the samples' weights, one bit a sample. Nodes lie one behind the other, one that
/// is looked at earlier behind one that is looked at later.
pub(super) struct Masks<'a> {
    bins: &'a PackedBins,
    nodes: Vec<u64>,
}

impl<'a> Masks<'a> {
    /// Samples that weigh so much; one node has them all.
    #[inline(never)]
    pub(super) fn new(bins: &'a PackedBins, weights: &[u32]) -> Self {
        // Digits that the largest weight has.
        let digits = weights.iter().fold(0, |all, &w| all | w).checked_ilog2().unwrap_or(0) as usize + 1;
        let words = bins.words();
        let mut nodes = vec![0; digits * words];
        for (word, samples) in bins.samples.chunks(64).enumerate() {
            for (bit, &sample) in samples.iter().enumerate() {
                let weight = weights.get(sample as usize).copied().unwrap_or(0);
                (0..digits).for_each(|digit| nodes[digit * words + word] |= u64::from(weight >> digit & 1) << bit);
            }
        }
        Self { bins, nodes }
    }

    /// The range and the class counts of the first node.
    pub(super) fn all(&self) -> (Range<usize>, Counts) {
        (0..self.nodes.len(), self.weigh(&self.nodes))
    }

    /// The class counts of a node.
    fn weigh(&self, node: &[u64]) -> Counts {
        core::array::from_fn(|class| {
            let digit = |masks: &[u64]| masks[self.bins.class(class)].iter().map(|mask| mask.count_ones()).sum::<u32>();
            (0..).zip(node.chunks_exact(self.bins.words())).map(|(at, masks)| digit(masks) << at).sum()
        })
    }

    /// The samples of a node and their classes, sorted by class, each as often as it weighs.
    #[inline(never)]
    pub(super) fn samples(&self, node: Range<usize>, out: &mut Vec<(u32, u32)>) {
        out.clear();
        let words = self.bins.words();
        let node = &self.nodes[node];
        for class in 0..N_CLASSES {
            for word in self.bins.class(class) {
                let masks = || (0..).zip(node[word..].iter().step_by(words));
                let mut any = masks().fold(0, |any, (_, mask)| any | mask);
                while any != 0 {
                    let bit = any.trailing_zeros();
                    let weight: u64 = masks().map(|(digit, mask)| (mask >> bit & 1) << digit).sum();
                    let sample = self.bins.samples[word * 64 + bit as usize];
                    out.extend(core::iter::repeat_n((sample, class as u32), weight as usize));
                    any &= any - 1;
                }
            }
        }
    }

    /// Counts a feature of a node.
    #[inline(never)]
    pub(super) fn count(&self, node: Range<usize>, feature: usize, counts: &Counts) -> Levels {
        let bits = self.bins.feature(feature);
        let mut levels = Levels::default();
        for (class, &all) in counts.iter().enumerate().filter(|(_, all)| **all > 0) {
            let words = self.bins.class(class);
            let mut sums = [0; 3];
            for (digit, masks) in self.nodes[node.clone()].chunks_exact(self.bins.words()).enumerate() {
                let of_digit = count_words(&masks[words.clone()], &bits[words.clone()]);
                sums.iter_mut().zip(of_digit).for_each(|(sum, n)| *sum += n << digit);
            }
            levels.add(all, sums);
        }
        levels
    }

    /// Replaces a node, the first one left to be looked at, by those of its samples that have a bin above `bin` and
    /// then by the others. The latter, the former, and the counts of the latter.
    #[inline(never)]
    pub(super) fn divide(
        &mut self,
        node: Range<usize>,
        feature: usize,
        bin: u8,
    ) -> (Range<usize>, Range<usize>, Counts) {
        let bits = self.bins.feature(feature);
        self.nodes.truncate(node.end);
        self.nodes.extend_from_within(node.clone());
        let (right, left) = self.nodes[node.start..].split_at_mut(node.len());
        for (right, left) in right.chunks_exact_mut(bits.len()).zip(left.chunks_exact_mut(bits.len())) {
            for ((right, left), &bits) in right.iter_mut().zip(left).zip(bits) {
                let above = above(bits, bin);
                *right &= above;
                *left &= !above;
            }
        }
        let left = node.end..self.nodes.len();
        let counts = self.weigh(&self.nodes[left.clone()]);
        (left, node, counts)
    }

    /// Forgets the nodes that come before one that ends here.
    pub(super) fn truncate(&mut self, end: usize) {
        self.nodes.truncate(end);
    }
}

/// How many samples have a bin above each threshold.
#[inline(always)]
fn count_words(masks: &[u64], bits: &[Bits]) -> [u32; 3] {
    let mut sums = [0; 3];
    for (&mask, &bits) in masks.iter().zip(bits) {
        let of_word = count_word(mask, bits);
        sums.iter_mut().zip(of_word).for_each(|(sum, n)| *sum += n);
    }
    sums
}
