//! A drawing's way through the stages: it has no paper, so it begins with its digits.

use super::finish::{Finished, digit, finished, without_blots};
use super::{Digit, MAX_DIGITS, Page, PreprocessError, Rect, Refusal, Stage, StageName};
use crate::strokes::{Extent, MAX_PIECES, NOMINAL_PEN, Stroke, check, group, rasterise};

/// A digit's longer side when drawn: eight pixels for each of the twenty that it is fitted to.
const DIGIT_SIDE: usize = 160;
/// The longer side of the picture of the whole drawing.
const DRAWING_SIDE: usize = 280;

/// The drawing's page: its digits and what each stage made of them.
pub(super) fn read(strokes: &[Stroke]) -> Result<Page, PreprocessError> {
    check(strokes)?;
    let Some(extent) = Extent::of(strokes) else { return Ok(Page::refusal(Refusal::NoInk, Vec::new())) };
    let groups = group(strokes);
    let pen = NOMINAL_PEN * digit_share(&extent, strokes, &groups);
    let stages = vec![Stage::of(StageName::Input, &rasterise(strokes.iter(), DRAWING_SIDE, pen))];
    Ok(match drawn(strokes, &extent, &groups) {
        Ok(digits) => finished(digits, stages),
        Err(reason) => Page::refusal(reason, stages),
    })
}

/// The digits of [`read`] without the pictures of its stages, which take most of its time; empty where it refuses.
pub(super) fn digits(strokes: &[Stroke]) -> Result<Vec<Digit>, PreprocessError> {
    check(strokes)?;
    let Some(extent) = Extent::of(strokes) else { return Ok(Vec::new()) };
    let digits = drawn(strokes, &extent, &group(strokes)).unwrap_or_default();
    Ok(digits.into_iter().map(|d| d.digit).collect())
}

/// Draws and fits each group of strokes.
fn drawn(strokes: &[Stroke], extent: &Extent, groups: &[Vec<usize>]) -> Result<Vec<Finished>, Refusal> {
    if extent.longer() <= 0.0 {
        return Err(Refusal::TooLittleInk);
    }
    if groups.len() > MAX_DIGITS || strokes.len() > MAX_PIECES {
        return Err(Refusal::NotADigit);
    }
    let digits = groups.iter().filter_map(|members| {
        let own = members.iter().filter_map(|&i| strokes.get(i));
        let extent = Extent::of(own.clone())?;
        let bounds = Rect { x: extent.left, y: extent.top, w: extent.width(), h: extent.height() };
        Some(digit(bounds, rasterise(own, DIGIT_SIDE, NOMINAL_PEN)))
    });
    without_blots(digits.collect())
}

/// How large the largest digit is beside the whole drawing.
fn digit_share(extent: &Extent, strokes: &[Stroke], groups: &[Vec<usize>]) -> f32 {
    let extents = groups.iter().filter_map(|g| Extent::of(g.iter().filter_map(|&i| strokes.get(i))));
    let largest = extents.fold(0.0, |m: f32, e| m.max(e.longer()));
    if extent.longer() > 0.0 { (largest / extent.longer()).clamp(0.05, 1.0) } else { 1.0 }
}
