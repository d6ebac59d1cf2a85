//! What of an image a writer drew: without what scanning left beside the digit, and with its loops open and its pieces whole.

use super::bridge::bridged;
use super::contour::enlarged;
use super::loops::opened;
use super::skeleton::Bitmap;
use crate::image::Plane;
use crate::preprocess::{PIXELS, SIDE};

/// Pixels for each of the image's 28: enough that the middle line is smooth.
pub(super) const SCALE: usize = 4;
/// Ink from this value on: MNIST's thinnest lines are hardly darker.
const LEVEL: f32 = 96.0;
/// Pieces hang together by pixels from this value on.
const JOINED: u8 = 32;
/// A piece beside all others with less than this share of the ink is the end of a neighbour that was cut off with the digit.
const BESIDE: u32 = 30;
/// A piece with less than this share of the ink is a speck, in percent as [`BESIDE`] is.
const SPECK: u32 = 4;
/// Pieces with a narrower gap between them touched, in pixels of the enlarged image: MNIST's lines are wider than that.
const GAP: f32 = (2 * SCALE) as f32;

/// What the writer of `image` meant: without the pieces that are none of the digit, with its loops open.
pub(super) fn meant(image: &[u8; PIXELS]) -> [u8; PIXELS] {
    opened(&without_scraps(image))
}

/// `image` without the pieces that are none of the digit.
fn without_scraps(image: &[u8; PIXELS]) -> [u8; PIXELS] {
    let plane = Plane::from_fn(SIDE, SIDE, |x, y| f32::from(image[y * SIDE + x]));
    let ink = Bitmap::of(&plane, f32::from(JOINED) - 1.0);
    let place = |i: usize| (i % ink.width - 1, i / ink.width - 1);
    let pieces = ink.pieces();
    let mass = |piece: &[usize]| piece.iter().map(|&i| u32::from(image[place(i).1 * SIDE + place(i).0])).sum::<u32>();
    let whole: u32 = pieces.iter().map(|piece| mass(piece)).sum();
    let columns = |piece: &[usize]| {
        piece.iter().map(|&i| place(i).0).fold((SIDE, 0), |(left, right), x| (left.min(x), right.max(x)))
    };
    let largest = pieces.iter().max_by_key(|piece| mass(piece)).map_or((0, SIDE), |piece| columns(piece));
    let is_scrap = |piece: &[usize]| {
        let (left, right) = columns(piece);
        let share = 100 * mass(piece) / whole.max(1);
        share < SPECK || (share < BESIDE && (right < largest.0 || left > largest.1))
    };
    let mut clean = *image;
    for i in pieces.iter().filter(|piece| is_scrap(piece)).flatten() {
        clean[place(*i).1 * SIDE + place(*i).0] = 0;
    }
    clean
}

/// The ink of `image`, [`SCALE`] times as large, in as many pieces as the writer made.
pub(super) fn ink(image: &[u8; PIXELS]) -> Bitmap {
    bridged(Bitmap::of(&enlarged(image, SCALE), LEVEL), GAP)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(value: impl Fn(f32, f32) -> u8) -> [u8; PIXELS] {
        core::array::from_fn(|i| value((i % SIDE) as f32 - 13.5, (i / SIDE) as f32 - 13.5))
    }

    fn stem(x: f32, y: f32) -> bool {
        (x - 3.0).abs() < 1.5 && y.abs() < 9.5
    }

    #[test]
    fn the_end_of_a_neighbour_and_a_speck_are_left_out_and_a_bar_above_stays() {
        let digit = image(|x, y| if stem(x, y) || (x.abs() < 8.0 && (y + 12.0).abs() < 1.2) { 200 } else { 0 });
        assert_eq!(without_scraps(&digit), digit);
        let neighbour = |x: f32, y: f32| (x - 12.0).abs() < 1.0 && y.abs() < 3.0;
        let speck = |x: f32, y: f32| (x - 2.5).abs() < 0.6 && (y - 12.0).abs() < 0.7;
        let scraps = |x: f32, y: f32| neighbour(x, y) || speck(x, y);
        let with = image(|x, y| if scraps(x, y) { 200 } else { 0 });
        let both = core::array::from_fn(|i| digit[i].max(with[i]));
        assert_eq!(without_scraps(&both), digit);
    }
}
