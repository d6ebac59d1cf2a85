//! Where a tree's samples are while it grows: which belong to a node, what a feature has to offer to it, how it is divided.
//!
//! [`Plain`] samples are items beside columns of bins, any number of bins. With at most four bins a feature the samples are sets
//! of bits: [`Masks`] over the bits that all trees share while a node is heavy, then [`Planes`] of its own. When it is
//! [`Light`] they are few items beside rows of bits. Nodes are looked at depth first, so that
//! each stage serves one node at a time with those below it. Both ways grow the same tree.

use core::ops::Range;

use super::counts::{Counts, total};
use super::items::Items;
use super::light::Light;
use super::masks::Masks;
use super::planes::Planes;
use super::rule::Rule;
use super::search::Found;
use crate::forest::data::{Bins, Columns, PackedBins};
use crate::forest::params::Splitter;
use crate::rng::Rng;

/// How a node's samples are held.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
enum Stage {
    /// As they were from the start.
    First,
    /// In [`Planes`].
    Planes,
    /// In [`Light`], or beside columns of their own.
    Light,
}

/// Heaviest nodes that move to [`Planes`] and to [`Light`], and the lightest for which planes pay for themselves.
const PLANES: core::ops::RangeInclusive<u64> = 600..=8192;
const LIGHT: u64 = 64;

/// A node's samples.
#[derive(Clone, Debug)]
pub(super) struct Place {
    stage: Stage,
    range: Range<usize>,
}

impl Place {
    /// How much there is to look at, in samples or words of them.
    pub(super) fn size(&self) -> usize {
        self.range.len()
    }
}

/// The samples of a tree.
pub(super) enum Samples<'a> {
    Plain(Box<Plain<'a>>),
    Packed(Box<Packed<'a>>),
}

impl<'a> Samples<'a> {
    /// Samples that weigh so much.
    pub(super) fn new(bins: &'a Bins, labels: &[u8], weights: &[u32]) -> Self {
        match bins {
            Bins::Columns(columns) => Self::Plain(Box::new(Plain::new(columns, labels, weights))),
            Bins::Packed(bins) => Self::Packed(Box::new(Packed::new(bins, weights))),
        }
    }

    /// The place and the class counts of all samples.
    pub(super) fn all(&self) -> (Place, Counts) {
        let (range, counts) = match self {
            Self::Plain(plain) => plain.items.all(),
            Self::Packed(packed) => packed.masks.all(),
        };
        (Place { stage: Stage::First, range }, counts)
    }

    /// Turns to a node, which may get another place.
    #[inline(never)]
    pub(super) fn enter(&mut self, place: Place, counts: &Counts) -> Place {
        match self {
            Self::Plain(plain) => plain.enter(place, counts),
            Self::Packed(packed) => packed.enter(place, counts),
        }
    }

    /// What a feature has to offer to the node that was entered last.
    #[inline(always)]
    pub(super) fn look(&mut self, place: &Place, counts: &Counts, feature: usize, rule: Rule, rng: &mut Rng) -> Found {
        match self {
            Self::Plain(plain) => {
                let (items, columns) = plain.of(place.stage);
                items.look(columns, place.range.clone(), counts, feature, rule, rng)
            }
            Self::Packed(packed) => packed.look(place, counts, feature, rule, rng),
        }
    }

    /// Divides the node that was entered last: the places of the samples with a bin up to `bin` and of the others, and
    /// the counts of the former. Those must be entered first, with all nodes below them.
    #[inline(never)]
    pub(super) fn divide(&mut self, place: &Place, feature: usize, bin: u8) -> (Place, Place, Counts) {
        let range = place.range.clone();
        let (left, right, counts) = match self {
            Self::Plain(plain) => {
                let (items, columns) = plain.of(place.stage);
                items.divide(columns, range, feature, bin)
            }
            Self::Packed(packed) => match place.stage {
                Stage::First => packed.masks.divide(range, feature, bin),
                Stage::Planes => packed.planes.divide(range, feature, bin),
                Stage::Light => packed.light.divide(&packed.bins.rows, range, feature, bin),
            },
        };
        let of = |range| Place { stage: place.stage, range };
        (of(left), of(right), counts)
    }
}

/// Heaviest nodes whose columns are copied.
const NEAR: u64 = 1024;

/// Samples beside columns: those of all, and, for a light node and those below it, columns of its samples alone, which stay
/// in the processor's cache.
pub(super) struct Plain<'a> {
    columns: &'a Columns,
    items: Items,
    near_columns: Columns,
    near: Items,
}

impl<'a> Plain<'a> {
    fn new(columns: &'a Columns, labels: &[u8], weights: &[u32]) -> Self {
        let items = Items::new(labels, weights);
        Self { columns, items, near_columns: columns.like(), near: Items::default() }
    }

    fn enter(&mut self, place: Place, counts: &Counts) -> Place {
        if place.stage == Stage::Light || total(counts) > NEAR {
            return place;
        }
        let range = self.near.fill(&self.items, place.range, self.columns, &mut self.near_columns);
        Place { stage: Stage::Light, range }
    }

    fn of(&mut self, stage: Stage) -> (&mut Items, &Columns) {
        match stage {
            Stage::Light => (&mut self.near, &self.near_columns),
            _ => (&mut self.items, self.columns),
        }
    }
}

/// Samples as bits, in stages.
pub(super) struct Packed<'a> {
    bins: &'a PackedBins,
    masks: Masks<'a>,
    planes: Planes,
    light: Light,
    /// Samples and classes on the way to the next stage.
    moving: Vec<(u32, u32)>,
}

impl<'a> Packed<'a> {
    fn new(bins: &'a PackedBins, weights: &[u32]) -> Self {
        Self {
            bins,
            masks: Masks::new(bins, weights),
            planes: Planes::default(),
            light: Light::default(),
            moving: Vec::new(),
        }
    }

    fn enter(&mut self, mut place: Place, counts: &Counts) -> Place {
        let weight = total(counts);
        match place.stage {
            Stage::First => self.masks.truncate(place.range.end),
            Stage::Planes => self.planes.truncate(place.range.end),
            Stage::Light => {}
        }
        if place.stage < Stage::Planes && PLANES.contains(&weight) {
            self.collect(&place);
            place = Place { stage: Stage::Planes, range: self.planes.fill(&self.bins.rows, &self.moving) };
        }
        if place.stage < Stage::Light && weight <= LIGHT {
            self.collect(&place);
            place = Place { stage: Stage::Light, range: self.light.fill(&self.moving) };
        }
        if place.stage == Stage::Light {
            self.light.enter(place.range.clone());
        }
        place
    }

    /// Puts the samples of a node into `moving`.
    fn collect(&mut self, place: &Place) {
        match place.stage {
            Stage::First => self.masks.samples(place.range.clone(), &mut self.moving),
            _ => self.planes.samples(place.range.clone(), &mut self.moving),
        }
    }

    #[inline(never)]
    fn look(&self, place: &Place, counts: &Counts, feature: usize, rule: Rule, rng: &mut Rng) -> Found {
        let node = place.range.clone();
        let levels = match place.stage {
            Stage::First => self.masks.count(node, feature, counts),
            Stage::Planes => self.planes.count(node, feature, counts),
            Stage::Light => self.light.count(&self.bins.rows, node, feature, counts),
        };
        let weight = total(counts) as u32;
        match rule.splitter {
            Splitter::Best => levels.best(weight, rule.min_leaf),
            Splitter::Random => levels.random(weight, rule.min_leaf, rng),
        }
    }
}
