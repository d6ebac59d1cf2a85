//! What of an image a writer drew: without what scanning left beside the digit, and with loops open that the scan filled.

use super::contour::enlarged;
use super::skeleton::Bitmap;
use crate::image::Plane;
use crate::order::sort_by_number;
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
/// What is lighter than this within darker ink is the inside of a loop.
const CLOSED: f32 = 205.0;
/// The least inside of a loop, in pixels of the enlarged image.
const LEAST_INSIDE: usize = 4;
/// Ink this many times as deep as lines are is a loop that ran together; where two lines cross it is 1.4 times.
const FILLED: f32 = 1.6;

/// `image` without the pieces that are none of the digit.
pub(super) fn without_scraps(image: &[u8; PIXELS]) -> [u8; PIXELS] {
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

/// The ink of `image`, [`SCALE`] times as large.
pub(super) fn ink(image: &[u8; PIXELS]) -> Bitmap {
    let large = enlarged(image, SCALE);
    let mut ink = Bitmap::of(&large, LEVEL);
    let light = Bitmap::of(&large.map(|v| 255.0 - v), 255.0 - CLOSED);
    // Loops that are open as it is keep their edges.
    let hidden: Vec<_> = light.pieces().into_iter().filter(|inside| inside.iter().all(|&i| ink.at(i))).collect();
    open(&mut ink, hidden);
    let depths = ink.depths();
    let line = ink.clone().thinned();
    let mut along: Vec<f32> = line.pixels().map(|i| depths[i]).collect();
    sort_by_number(&mut along, |&depth| depth.into());
    if let Some(usual) = along.get(along.len() / 2) {
        let deep = ink.filtered(|i| depths[i] >= FILLED * usual.max(2.0));
        open(&mut ink, deep.pieces());
    }
    ink
}

/// Makes paper of the insides that are no specks.
fn open(ink: &mut Bitmap, insides: Vec<Vec<usize>>) {
    insides.into_iter().filter(|inside| inside.len() >= LEAST_INSIDE).flatten().for_each(|i| ink.clear(i));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(value: impl Fn(f32, f32) -> u8) -> [u8; PIXELS] {
        core::array::from_fn(|i| value((i % SIDE) as f32 - 13.5, (i / SIDE) as f32 - 13.5))
    }

    /// How many pieces of paper there are: one around the ink, one in each loop.
    fn papers(image: &[u8; PIXELS]) -> usize {
        let ink = ink(image);
        let is_ink = |x: usize, y: usize| ink.at((y + 1) * ink.width + x + 1);
        let paper = Plane::from_fn(SCALE * SIDE, SCALE * SIDE, |x, y| if is_ink(x, y) { 0.0 } else { 1.0 });
        Bitmap::of(&paper, 0.5).pieces().len()
    }

    fn stem(x: f32, y: f32) -> bool {
        (x - 3.0).abs() < 1.5 && y.abs() < 9.5
    }

    #[test]
    fn a_loop_that_is_a_blot_or_hardly_lighter_inside_is_open_and_a_stroke_has_none() {
        let black = |is_ink: bool| if is_ink { 255 } else { 0 };
        let blot = |x: f32, y: f32| (x - 1.0) * (x - 1.0) + (y + 5.0) * (y + 5.0) < 18.0;
        assert_eq!(papers(&image(|x, y| black(stem(x, y) || blot(x, y)))), 2);
        let square = |x: f32, y: f32, half: f32| (x + 1.5).abs().max((y + 5.5).abs()) < half;
        let faint = |x: f32, y: f32| if square(x, y, 1.1) { 130 } else { black(stem(x, y) || square(x, y, 4.1)) };
        assert_eq!(papers(&image(faint)), 2);
        assert_eq!(papers(&image(|x, y| black(stem(x, y)))), 1);
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
