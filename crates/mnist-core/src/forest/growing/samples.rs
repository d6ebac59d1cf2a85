//! Where a tree's samples are while it grows: which belong to a node, what a feature has to offer to it, how it is divided.
//!
//! All samples start as items beside the columns of bins. With at most four bins a feature, a node that became small
//! enough moves to [`Planes`], and once more when it is so small that one word has all of it. Nodes are looked at depth
//! first, so that each stage serves one node at a time with those below it.

use core::ops::Range;

use super::counts::{Counts, total};
use super::levels::{self, Levels};
use super::planes::Planes;
use super::search::{Found, Item, Search, random};
use crate::classifier::N_CLASSES;
use crate::forest::data::Columns;
use crate::forest::data::packed::PackedRows;
use crate::forest::params::Splitter;
use crate::rng::Rng;

/// The weight of the nodes that move to each stage. Lighter ones are done before a move would pay for itself.
const STAGES: [core::ops::RangeInclusive<u64>; 2] = [600..=8192, 12..=64];

/// A node's samples.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// Stages passed: 0 for the items, else the planes with this number, from 1.
    stage: usize,
    range: Range<usize>,
}

impl Place {
    /// How much there is to look at, in samples or words of them.
    pub(crate) fn size(&self) -> usize {
        self.range.len()
    }
}

/// What the samples of all trees share.
#[derive(Clone, Copy)]
pub(crate) struct Data<'a> {
    pub(crate) columns: &'a Columns,
    /// Those of the columns where no feature has more bins than [`crate::forest::data::packed::MAX_BINS`].
    pub(crate) rows: Option<&'a PackedRows>,
}

/// The samples of a tree.
pub(crate) struct Samples<'a> {
    data: Data<'a>,
    /// Sorted by class, as a node's always are.
    items: Vec<Item>,
    /// Those of a node that go right, while it is divided.
    parked: Vec<Item>,
    /// The classes' ends among the items of the node that is looked at.
    ends: [usize; N_CLASSES],
    planes: [Planes; STAGES.len()],
    /// Samples and classes on the way to the next stage.
    moving: Vec<(u32, u32)>,
    search: Search,
}

impl<'a> Samples<'a> {
    /// Of these items.
    pub(crate) fn new(data: Data<'a>, mut items: Vec<Item>) -> Self {
        items.sort_by_key(|item| item.class());
        Self {
            data,
            items,
            parked: Vec::new(),
            ends: [0; N_CLASSES],
            planes: Default::default(),
            moving: Vec::new(),
            search: Search::new(),
        }
    }

    /// The place and the class counts of all samples.
    pub(crate) fn all(&self) -> (Place, Counts) {
        let mut counts = [0; N_CLASSES];
        self.items.iter().for_each(|item| counts[item.class()] += item.weight());
        (Place { stage: 0, range: 0..self.items.len() }, counts)
    }

    /// Turns to a node, which may get another place.
    #[inline(never)]
    pub(crate) fn enter(&mut self, mut place: Place, counts: &Counts) -> Place {
        if let Some(planes) = place.stage.checked_sub(1).map(|stage| &mut self.planes[stage]) {
            planes.truncate(place.range.end);
        }
        if let Some(rows) = self.data.rows {
            for (stage, weights) in (1..).zip(&STAGES) {
                if place.stage < stage && weights.contains(&total(counts)) {
                    self.collect(&place);
                    place = Place { stage, range: self.planes[stage - 1].fill(rows, &self.moving) };
                }
            }
        }
        if place.stage == 0 && self.data.rows.is_some() {
            self.ends = levels::class_ends(&self.items[place.range.clone()]);
        }
        place
    }

    /// Puts the samples of a node into `moving`, each as often as it counts.
    #[inline(never)]
    fn collect(&mut self, place: &Place) {
        let range = place.range.clone();
        if let Some(stage) = place.stage.checked_sub(1) {
            return self.planes[stage].samples(range, &mut self.moving);
        }
        let copies = |item: &Item| core::iter::repeat_n((item.index, item.class() as u32), item.weight() as usize);
        self.moving.clear();
        self.moving.extend(self.items[range].iter().flat_map(copies));
    }

    /// What a feature has to offer to the node that was entered last.
    #[inline(never)]
    pub(crate) fn look(
        &mut self,
        place: &Place,
        counts: &Counts,
        feature: usize,
        min_leaf: u64,
        splitter: Splitter,
        rng: &mut Rng,
    ) -> Found {
        let column = self.data.columns.of(feature);
        let levels = match place.stage.checked_sub(1) {
            Some(stage) => self.planes[stage].count(place.range.clone(), feature, counts),
            None => {
                let items = &self.items[place.range.clone()];
                if self.data.rows.is_none() || total(counts) > levels::MAX_WEIGHT {
                    let n_bins = self.data.columns.n_bins(feature);
                    return match splitter {
                        Splitter::Best => self.search.best(items, column, n_bins, counts, min_leaf),
                        Splitter::Random => random(items, column, counts, min_leaf, rng),
                    };
                }
                Levels::count(items, &self.ends, column, counts)
            }
        };
        let weight = levels::weight(counts);
        match splitter {
            Splitter::Best => levels.best(weight, min_leaf),
            Splitter::Random => levels.random(weight, min_leaf, rng),
        }
    }

    /// Divides the node that was entered last: the places of the samples with a bin up to `bin` and of the others, and
    /// the counts of the former. Those must be entered first, with all nodes below them.
    #[inline(never)]
    pub(crate) fn divide(&mut self, place: &Place, feature: usize, bin: u8) -> (Place, Place, Counts) {
        let Range { start, end } = place.range;
        let of = |range| Place { stage: place.stage, range };
        if let Some(stage) = place.stage.checked_sub(1) {
            let planes = &mut self.planes[stage];
            let (middle, counts) = planes.divide(place.range.clone(), feature, bin);
            return (of(middle..planes.end()), of(start..middle), counts);
        }
        let column = self.data.columns.of(feature);
        let mut left: Counts = [0; N_CLASSES];
        let mut middle = start;
        self.parked.clear();
        for at in start..end {
            let item = self.items[at];
            if column[item.index as usize] <= bin {
                left[item.class()] += item.weight();
                self.items[middle] = item;
                middle += 1;
            } else {
                self.parked.push(item);
            }
        }
        self.items[middle..end].copy_from_slice(&self.parked);
        (of(start..middle), of(middle..end), left)
    }
}
