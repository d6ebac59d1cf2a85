//! A drawing's way through the stages: it has no paper, so it begins with its digits.

use core::ops::Range;

use super::finish::{Finished, Other, digit, finished, without_blots};
use super::others::{CUTS, MOST, PART, WIDE, may_be_one};
use super::{Digit, MAX_DIGITS, Page, PreprocessError, Rect, Refusal, Stage, StageName};
use crate::order::sort_by_number;
use crate::strokes::{Extent, MAX_PIECES, NOMINAL_PEN, Stroke, check, group, rasterise};

/// A digit's longer side when drawn: eight pixels for each of the twenty that it is fitted to.
const DIGIT_SIDE: usize = 160;
/// The longer side of the picture of the whole drawing.
const DRAWING_SIDE: usize = 280;
/// Strokes that overlap by at most this share of the narrower may be of two digits.
const BESIDE: f32 = 0.75;

/// The drawing's page: its digits and what each stage made of them.
pub(super) fn read(strokes: &[Stroke]) -> Result<Page, PreprocessError> {
    check(strokes)?;
    let Some(extent) = Extent::of(strokes) else { return Ok(Page::refusal(Refusal::NoInk, Vec::new())) };
    let groups = group(strokes);
    let pen = NOMINAL_PEN * digit_share(&extent, strokes, &groups);
    let stages = vec![Stage::of(StageName::Input, &rasterise(strokes.iter(), DRAWING_SIDE, pen))];
    Ok(match drawn(strokes, &extent, &groups) {
        Ok(digits) => {
            let (digits, groups): (Vec<_>, Vec<_>) = digits.into_iter().unzip();
            let others = others(strokes, &groups);
            finished(digits, others, stages)
        }
        Err(reason) => Page::refusal(reason, stages),
    })
}

/// The digits of [`read`] without the pictures of its stages, which take most of its time; empty where it refuses.
pub(super) fn digits(strokes: &[Stroke]) -> Result<Vec<Digit>, PreprocessError> {
    check(strokes)?;
    let Some(extent) = Extent::of(strokes) else { return Ok(Vec::new()) };
    let groups = group(strokes);
    let digits = drawn(strokes, &extent, &groups).unwrap_or_default();
    Ok(digits.into_iter().map(|(d, _)| d.digit).collect())
}

/// Draws and fits each group of strokes.
fn drawn<'a>(
    strokes: &[Stroke],
    extent: &Extent,
    groups: &'a [Vec<usize>],
) -> Result<Vec<(Finished, &'a [usize])>, Refusal> {
    if extent.longer() <= 0.0 {
        return Err(Refusal::TooLittleInk);
    }
    if groups.len() > MAX_DIGITS || strokes.len() > MAX_PIECES {
        return Err(Refusal::NotADigit);
    }
    without_blots(groups.iter().filter_map(|members| Some((one(strokes, members)?, members.as_slice()))).collect())
}

/// The strokes `members` as one digit.
fn one(strokes: &[Stroke], members: &[usize]) -> Option<Finished> {
    let own = members.iter().filter_map(|&i| strokes.get(i));
    let extent = extent_of(strokes, members)?;
    let bounds = Rect { x: extent.left, y: extent.top, w: extent.width(), h: extent.height() };
    Some(digit(bounds, rasterise(own, DIGIT_SIDE, NOMINAL_PEN)))
}

/// Other ways to see the digits, for a model to judge: neighbours as one, and the strokes of one as two.
fn others(strokes: &[Stroke], groups: &[&[usize]]) -> Vec<Other> {
    if groups.len() > MOST {
        return Vec::new();
    }
    let other = |span: Range<usize>, parts: &[Vec<usize>]| {
        let digits = parts.iter().map(|members| one(strokes, members)).collect::<Option<_>>()?;
        Some(Other { span, digits, is_one_piece: false })
    };
    let mut all = Vec::new();
    for (at, pair) in groups.windows(2).enumerate() {
        let [left, right] = pair else { continue };
        if let (Some(one), Some(two)) = (extent_of(strokes, left), extent_of(strokes, right))
            && may_be_one(&one, &two)
        {
            all.extend(other(at..at + 2, &[[*left, *right].concat()]));
        }
    }
    for (at, members) in groups.iter().enumerate() {
        all.extend(ways_to_part(strokes, members).iter().filter_map(|parts| other(at..at + 1, parts)));
    }
    all
}

/// The strokes of one digit as two that stand beside each other: digits that lean or touch overlap.
fn ways_to_part(strokes: &[Stroke], members: &[usize]) -> Vec<[Vec<usize>; 2]> {
    let Some(whole) = extent_of(strokes, members).filter(|e| e.width() >= WIDE * e.height()) else { return Vec::new() };
    let middle = |&i: &usize| extent_of(strokes, &[i]).map_or(0.0, |e| f64::from((e.left + e.right) / 2.0));
    let mut sorted = members.to_vec();
    sort_by_number(&mut sorted, middle);
    let parts = (1..sorted.len()).filter_map(|at| sorted.split_at_checked(at)).filter(|(left, right)| {
        let (Some(left), Some(right)) = (extent_of(strokes, left), extent_of(strokes, right)) else { return false };
        let is_beside = left.overlap_x(&right) <= BESIDE * left.width().min(right.width());
        is_beside && left.height().min(right.height()) >= PART * whole.height()
    });
    parts.take(CUTS).map(|(left, right)| [left.to_vec(), right.to_vec()]).collect()
}

fn extent_of(strokes: &[Stroke], members: &[usize]) -> Option<Extent> {
    Extent::of(members.iter().filter_map(|&i| strokes.get(i)))
}

/// How large the largest digit is beside the whole drawing.
fn digit_share(extent: &Extent, strokes: &[Stroke], groups: &[Vec<usize>]) -> f32 {
    let extents = groups.iter().filter_map(|g| extent_of(strokes, g));
    let largest = extents.fold(0.0, |m: f32, e| m.max(e.longer()));
    if extent.longer() > 0.0 { (largest / extent.longer()).clamp(0.05, 1.0) } else { 1.0 }
}
