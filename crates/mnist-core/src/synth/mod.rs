//! Handwritten digits made from a seed: data where MNIST cannot be had, strokes for tests that draw, and examples of
//! habits that MNIST's American writers lack.
//!
//! A digit starts as one of its class's allographs, the ways people are taught to write it: a few pen strokes through
//! control points ([`allographs`]). A hand bends and slants the points ([`hand`]), a spline joins them ([`spline`]), and a
//! pen runs along it, faster in mid-stroke and pressing harder where it is slow ([`pen`]). Everything comes from
//! `(seed, index)`, so item `i` is the same however the work is cut up.

mod allographs;
mod dataset;
mod hand;
mod pen;
mod spline;

pub use allographs::{Allograph, of_label};
pub use dataset::{Dataset, dataset, label_of};

use crate::rng::Rng;
use crate::strokes::Stroke;
use hand::Hand;

/// Whose handwriting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A careful writer with American habits: a model of MNIST reads nearly all of it.
    Tidy,
    /// Many writers, hurried ones too, with all allographs: training data.
    Varied,
}

/// A digit as a pen wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// The digit, 0 to 9.
    pub label: u8,
    /// Which way of writing it, such as `"7-barred"`.
    pub allograph: &'static str,
    /// In pixels of a 280 x 280 canvas, y downwards; a point every few pixels, as pointer events come.
    pub strokes: Vec<Stroke>,
}

/// Writes `label` (its last decimal digit, should it have several) in a hand that `(seed, index)` decides.
pub fn drawing(label: u8, style: Style, seed: u64, index: u64) -> Drawing {
    let mut rng = Rng::new(seed, index);
    let allograph = allographs::choose(label, style, &mut rng);
    let hand = Hand::sample(style, &mut rng);
    write(label, allograph, &hand, &mut rng)
}

fn write(label: u8, allograph: &'static Allograph, hand: &Hand, rng: &mut Rng) -> Drawing {
    let mut knots: Vec<Vec<_>> = allograph.strokes.iter().map(|stroke| stroke.to_vec()).collect();
    hand.shape(&mut knots, rng);
    let paths: Vec<_> = knots.iter().map(|stroke| spline::path(stroke)).collect();
    let strokes = paths.iter().map(|path| pen::trace(path, hand, rng)).collect();
    Drawing { label: label % 10, allograph: allograph.name, strokes }
}
