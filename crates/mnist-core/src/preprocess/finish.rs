//! The end of every way: stages 7 and 8 for each digit, and the page they make.

use core::ops::Range;

use super::blot::is_blot;
use super::fit::{SIDE, fit_and_centre};
use super::resample::{Region, resample};
use super::width::adjust;
use super::{Alternative, Digit, Page, Rect, Refusal, Stage, StageName};
use crate::image::Plane;

/// The side of a digit's cell in the picture of stage 7.
const CELL: usize = 84;

/// A digit and its ink after stage 7.
pub(super) struct Finished {
    pub(super) digit: Digit,
    ink: Plane,
}

/// Another way to see the digits of `span`.
pub(super) struct Other {
    pub(super) span: Range<usize>,
    pub(super) digits: Vec<Finished>,
    pub(super) is_one_piece: bool,
}

/// Stages 7 and 8 of one digit's ink (0 paper, 255 ink).
pub(super) fn digit(bounds: Rect, ink: Plane) -> Finished {
    let ink = adjust(&ink).unwrap_or(ink);
    Finished { digit: Digit { bounds, pixels: fit_and_centre(&ink) }, ink }
}

impl Finished {
    pub(super) fn is_blot(&self) -> bool {
        is_blot(&self.digit.pixels)
    }
}

/// Leaves out blots of ink, each with what it was made `from`. Where there is nothing else, the page has too much of it.
pub(super) fn without_blots<T>(mut digits: Vec<(Finished, T)>) -> Result<Vec<(Finished, T)>, Refusal> {
    let found = digits.len();
    digits.retain(|(digit, _)| !digit.is_blot());
    if digits.is_empty() && found > 0 { Err(Refusal::TooMuchInk) } else { Ok(digits) }
}

/// The page of these digits, and of the `others` of which none is a blot.
pub(super) fn finished(digits: Vec<Finished>, mut others: Vec<Other>, stages: Vec<Stage>) -> Page {
    others.retain(|other| !other.digits.iter().any(Finished::is_blot));
    let all = digits.iter().chain(others.iter().flat_map(|other| &other.digits));
    let cells = all.map(|d| cell(&d.ink)).collect();
    let bare = |digits: Vec<Finished>| digits.into_iter().map(|d| d.digit).collect();
    let alternative = |o: Other| Alternative { span: o.span, digits: bare(o.digits), is_one_piece: o.is_one_piece };
    let alternatives = others.into_iter().map(alternative).collect();
    let mut page =
        Page { digits: bare(digits), refused: None, stages, alternatives, cells, frame: None, picture: None };
    page.show_digits();
    page
}

impl Page {
    /// The pictures of the last two stages, of the digits as they are now.
    pub(super) fn show_digits(&mut self) {
        self.stages.retain(|stage| !matches!(stage.name, StageName::Width | StageName::Fitted));
        let cells = self.cells.get(..self.digits.len()).unwrap_or(&self.cells);
        let width = side_by_side(cells, CELL);
        let fitted: Vec<Plane> = self.digits.iter().map(picture).collect();
        self.stages.push(Stage::of(StageName::Width, &width));
        self.stages.push(Stage::of(StageName::Fitted, &side_by_side(&fitted, SIDE)));
    }
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
