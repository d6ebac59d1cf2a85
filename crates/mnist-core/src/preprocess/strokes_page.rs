//! A drawing's way through the stages: it has no paper, so it begins with its digits.

use super::fit::fit_and_centre;
use super::{Digit, Page, PreprocessError, Rect, Refusal, Stage, StageName};
use crate::image::Plane;
use crate::strokes::{Extent, NOMINAL_PEN, Stroke, check, group, rasterise};

/// A digit's longer side when drawn: eight pixels for each of the twenty that it is fitted to.
const DIGIT_SIDE: usize = 160;
/// The longer side of the picture of the whole drawing.
const DRAWING_SIDE: usize = 280;
/// More digits than a person draws on one surface.
const MAX_DIGITS: usize = 64;

pub(super) fn read(strokes: &[Stroke]) -> Result<Page, PreprocessError> {
    check(strokes)?;
    let Some(extent) = Extent::of(strokes) else { return Ok(Page::refusal(Refusal::NoInk, Vec::new())) };
    let groups = group(strokes);
    let pen = NOMINAL_PEN * digit_share(&extent, strokes, &groups);
    let mut stages = vec![Stage::of(StageName::Input, &rasterise(strokes.iter(), DRAWING_SIDE, pen))];
    if extent.longer() <= 0.0 {
        return Ok(Page::refusal(Refusal::TooLittleInk, stages));
    }
    if groups.len() > MAX_DIGITS {
        return Ok(Page::refusal(Refusal::NotADigit, stages));
    }
    let digits: Vec<Digit> = groups.iter().filter_map(|members| digit(strokes, members)).collect();
    stages.push(Stage::of(StageName::Fitted, &side_by_side(&digits)));
    Ok(Page { digits, refused: None, stages })
}

/// How large the largest digit is beside the whole drawing.
fn digit_share(extent: &Extent, strokes: &[Stroke], groups: &[Vec<usize>]) -> f32 {
    let extents = groups.iter().filter_map(|g| Extent::of(g.iter().filter_map(|&i| strokes.get(i))));
    let largest = extents.fold(0.0, |m: f32, e| m.max(e.longer()));
    if extent.longer() > 0.0 { (largest / extent.longer()).clamp(0.05, 1.0) } else { 1.0 }
}

fn digit(strokes: &[Stroke], members: &[usize]) -> Option<Digit> {
    let own = members.iter().filter_map(|&i| strokes.get(i));
    let extent = Extent::of(own.clone())?;
    let ink = rasterise(own, DIGIT_SIDE, NOMINAL_PEN);
    let bounds = Rect { x: extent.left, y: extent.top, w: extent.width(), h: extent.height() };
    Some(Digit { bounds, pixels: fit_and_centre(&ink) })
}

/// All digits in one row.
fn side_by_side(digits: &[Digit]) -> Plane {
    Plane::from_fn(28 * digits.len(), 28, |x, y| {
        let pixel = digits.get(x / 28).and_then(|d| d.pixels.get(y * 28 + x % 28));
        f32::from(pixel.copied().unwrap_or(0))
    })
}
