//! Handwritten digits made from a seed: data where MNIST cannot be had, strokes for tests that draw, and examples of
//! habits that MNIST's American writers lack. [`wild`] draws and photographs images that are there already.
//!
//! A digit starts as one of its class's allographs, the ways people are taught to write it: a few pen strokes through
//! control points (`allographs`). A hand bends, slants and places the points (`hand`), a spline joins them (`spline`),
//! and a pen runs along it, fastest in mid-stroke (`pen`). Everything comes from `(seed, index)`, so item `i` is the
//! same however the work is cut up.

mod allographs;
mod dataset;
mod error;
mod hand;
mod non_digits;
mod pen;
mod spline;
pub mod wild;

pub use allographs::{Allograph, of_label};
pub use dataset::{Dataset, MAX_COUNT, dataset, label_of};
pub use error::SynthError;
pub use non_digits::{NonDigit, non_digit, non_digits};

use crate::rng::Rng;
use crate::strokes::Stroke;
use hand::Hand;

/// Side of the square that drawings are written on, in pixels.
pub const CANVAS_SIDE: f64 = 280.0;

/// Whose handwriting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A careful writer with American habits: a model of MNIST reads nearly all of it.
    Tidy,
    /// Many writers, hurried ones too, with all allographs: training data.
    Varied,
}

impl core::str::FromStr for Style {
    type Err = SynthError;

    fn from_str(name: &str) -> Result<Self, SynthError> {
        match name {
            "tidy" => Ok(Self::Tidy),
            "varied" => Ok(Self::Varied),
            _ => Err(SynthError::Style { found: name.into() }),
        }
    }
}

/// A digit as a pen wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// The digit, 0 to 9.
    pub label: u8,
    /// Which way of writing it, such as `"7-barred"`.
    pub allograph: &'static str,
    /// In pixels of a canvas of [`CANVAS_SIDE`], y downwards; a point every few pixels, as pointer events come.
    pub strokes: Vec<Stroke>,
}

/// Writes `label` in a hand that `(seed, index)` decides.
///
/// # Errors
/// [`SynthError::Label`] when `label` is not 0 to 9.
pub fn drawing(label: u8, style: Style, seed: u64, index: u64) -> Result<Drawing, SynthError> {
    let mut rng = Rng::new(seed, index);
    let allograph = allographs::choose(label, style, &mut rng).ok_or(SynthError::Label { found: label.into() })?;
    let hand = Hand::sample(style, &mut rng);
    Ok(write(label, allograph, &hand, &mut rng))
}

fn write(label: u8, allograph: &Allograph, hand: &Hand, rng: &mut Rng) -> Drawing {
    let mut knots: Vec<Vec<_>> = allograph.strokes.iter().map(|stroke| stroke.to_vec()).collect();
    hand.shape(&mut knots, rng);
    let strokes = knots.iter().map(|stroke| pen::trace(&spline::path(stroke), hand, rng)).collect();
    Drawing { label, allograph: allograph.name, strokes }
}
