//! The samples of a light node, and of all nodes below it, beside their rows of bits: all that they need is near, and it
//! costs nothing to begin.

use core::ops::Range;

use super::counts::Counts;
use super::divide::divide;
use super::levels::Levels;
use super::search::Item;
use crate::classifier::N_CLASSES;
use crate::forest::data::PackedRows;

/// A node is a range of the items, sorted by class.
#[derive(Default)]
pub(super) struct Light {
    items: Vec<Item>,
    /// Those of a node that go right, while it is divided.
    parked: Vec<Item>,
    /// Classes of the node that was entered last, and where they end in it.
    runs: Vec<(usize, usize)>,
}

impl Light {
    /// Takes other samples, sorted by class, each as often as it weighs one behind the other. They are the first node.
    pub(super) fn fill(&mut self, samples: &[(u32, u32)]) -> Range<usize> {
        let alike = samples.chunk_by(|a, b| a == b);
        self.items.clear();
        self.items.extend(alike.map(|of| Item::new(of[0].0, of[0].1 as u8, of.len() as u32)));
        0..self.items.len()
    }

    /// Turns to a node.
    pub(super) fn enter(&mut self, node: Range<usize>) {
        self.runs.clear();
        let mut end = 0;
        for run in self.items[node].chunk_by(|a, b| a.class() == b.class()) {
            end += run.len();
            self.runs.push((run[0].class(), end));
        }
    }

    /// Counts a feature of the node that was entered last. A class's four sums lie in one register, 16 bits each: no
    /// memory is written for a sample. The node's weight must be below 2^16.
    #[inline(never)]
    pub(super) fn count(&self, rows: &PackedRows, node: Range<usize>, feature: usize, counts: &Counts) -> Levels {
        let mut levels = Levels::default();
        let items = &self.items[node];
        let mut start = 0;
        for &(class, end) in &self.runs {
            let mut sums = 0u64;
            for item in &items[start..end] {
                sums += u64::from(item.weight()) << (16 * rows.bin(item.index, feature));
            }
            start = end;
            // The product's 16-bit digits are the sums up to each bin.
            let up_to = sums.wrapping_mul(0x0001_0001_0001_0001);
            let all = counts[class % N_CLASSES];
            levels.add(all, core::array::from_fn(|t| all - (up_to >> (16 * t) & 0xffff) as u32));
        }
        levels
    }

    /// The node's items with a bin up to `bin`, the others, and the counts of the former.
    #[inline(never)]
    pub(super) fn divide(
        &mut self,
        rows: &PackedRows,
        node: Range<usize>,
        feature: usize,
        bin: u8,
    ) -> (Range<usize>, Range<usize>, Counts) {
        divide(&mut self.items, &mut self.parked, node, |item| rows.bin(item.index, feature) <= bin)
    }
}
