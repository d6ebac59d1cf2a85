//! The end of every way: stages 7 and 8 for each digit, and the page they make.

use super::blot::is_blot;
use super::fit::{SIDE, fit_and_centre};
use super::resample::{Region, resample};
use super::width::adjust;
use super::{Digit, Page, Rect, Refusal, Stage, StageName};
use crate::image::Plane;

/// The side of a digit's cell in the picture of stage 7.
const CELL: usize = 84;

/// A digit and its ink after stage 7.
pub(super) struct Finished {
    pub(super) digit: Digit,
    ink: Plane,
}

/// Stages 7 and 8 of one digit's ink (0 paper, 255 ink).
pub(super) fn digit(bounds: Rect, ink: Plane) -> Finished {
    let ink = adjust(&ink).unwrap_or(ink);
    Finished { digit: Digit { bounds, pixels: fit_and_centre(&ink) }, ink }
}

/// Leaves out blots of ink. Where there is nothing else, the page has too much of it.
pub(super) fn without_blots(mut digits: Vec<Finished>) -> Result<Vec<Finished>, Refusal> {
    let found = digits.len();
    digits.retain(|d| !is_blot(&d.digit.pixels));
    if digits.is_empty() && found > 0 { Err(Refusal::TooMuchInk) } else { Ok(digits) }
}

/// The page of these digits.
pub(super) fn finished(digits: Vec<Finished>, mut stages: Vec<Stage>) -> Page {
    let inks: Vec<Plane> = digits.iter().map(|d| cell(&d.ink)).collect();
    stages.push(Stage::of(StageName::Width, &side_by_side(&inks, CELL)));
    let digits: Vec<Digit> = digits.into_iter().map(|d| d.digit).collect();
    let fitted: Vec<Plane> = digits.iter().map(picture).collect();
    stages.push(Stage::of(StageName::Fitted, &side_by_side(&fitted, SIDE)));
    Page { digits, refused: None, stages }
}

/// The ink in the middle of a square.
fn cell(ink: &Plane) -> Plane {
    let (width, height) = (ink.width() as f32, ink.height() as f32);
    let side = width.max(height) * SIDE as f32 / 20.0;
    let region = Region { left: (width - side) / 2.0, top: (height - side) / 2.0, width: side, height: side };
    resample(ink, region, CELL, CELL)
}

fn picture(digit: &Digit) -> Plane {
    Plane::from_fn(SIDE, SIDE, |x, y| digit.pixels.get(y * SIDE + x).map_or(0.0, |&p| f32::from(p)))
}

/// Squares of `side` in one row.
fn side_by_side(squares: &[Plane], side: usize) -> Plane {
    Plane::from_fn(side * squares.len(), side, |x, y| squares.get(x / side).map_or(0.0, |s| s.get(x % side, y)))
}
