//! The samples of a tree beside columns of bins.

use core::ops::Range;

use super::counts::Counts;
use super::divide::divide;
use super::rule::Rule;
use super::search::{Found, Item, Search, random};
use crate::classifier::N_CLASSES;
use crate::forest::data::Columns;
use crate::forest::params::Splitter;
use crate::rng::Rng;

/// A node is a range of the items.
#[derive(Default)]
pub(super) struct Items {
    items: Vec<Item>,
    /// Those of a node that go right, while it is divided.
    parked: Vec<Item>,
    search: Search,
}

impl Items {
    /// Samples with these labels that weigh so much.
    pub(super) fn new(labels: &[u8], weights: &[u32]) -> Self {
        let weighted = (0..).zip(labels).zip(weights).filter(|(_, w)| **w > 0);
        let items = weighted.map(|((i, &label), &weight)| Item::new(i, label, weight)).collect();
        Self { items, ..Self::default() }
    }

    /// The range and the class counts of all.
    pub(super) fn all(&self) -> (Range<usize>, Counts) {
        let mut counts = [0; N_CLASSES];
        self.items.iter().for_each(|item| counts[item.class()] += item.weight());
        (0..self.items.len(), counts)
    }

    /// Takes a node of `from`, whose samples have their bins in `all`, and puts those bins side by side into `near`.
    #[inline(never)]
    pub(super) fn fill(&mut self, from: &Self, node: Range<usize>, all: &Columns, near: &mut Columns) -> Range<usize> {
        let node = &from.items[node];
        self.items.clear();
        self.items.extend((0..).zip(node).map(|(i, item)| item.moved(i)));
        near.copy_rows(all, node.iter().map(|item| item.index));
        0..self.items.len()
    }

    /// What a feature has to offer to a node.
    #[inline(never)]
    pub(super) fn look(
        &mut self,
        columns: &Columns,
        node: Range<usize>,
        counts: &Counts,
        feature: usize,
        rule: Rule,
        rng: &mut Rng,
    ) -> Found {
        let (items, column) = (&self.items[node], columns.of(feature));
        match rule.splitter {
            Splitter::Best => self.search.best(items, column, columns.n_bins(feature), counts, rule.min_leaf),
            Splitter::Random => random(items, column, counts, rule.min_leaf, rng),
        }
    }

    /// The node's items with a bin up to `bin`, the others, and the counts of the former.
    #[inline(never)]
    pub(super) fn divide(
        &mut self,
        columns: &Columns,
        node: Range<usize>,
        feature: usize,
        bin: u8,
    ) -> (Range<usize>, Range<usize>, Counts) {
        let column = columns.of(feature);
        divide(&mut self.items, &mut self.parked, node, |item| column[item.index as usize] <= bin)
    }
}
