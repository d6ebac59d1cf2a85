//! Stage 6: components into digits, each with the grey ink under its own mask.

use super::components::{Component, Labels};
use super::histogram::Histogram;
use super::mask::Levels;
use crate::image::Plane;
use crate::strokes::{Extent, Piece, group_pieces};

/// Ink fainter than this share of the digit's level is paper.
const VEIL: f32 = 0.1;
/// A digit this large has edges two pixels wide, a smaller one has edges of one.
const LARGE: f32 = 60.0;

/// A digit cut out of its picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Crop {
    /// Where it was, in working pixels.
    pub(super) extent: Extent,
    /// First column of `ink` in the picture.
    pub(super) left: usize,
    /// First row of `ink` in the picture.
    pub(super) top: usize,
    /// Its ink alone, 255 for the inside of a stroke.
    pub(super) ink: Plane,
}

/// The digits that the candidate components make, in reading order, and the components of each.
pub(super) fn crops(ink: &Plane, labels: &Labels, candidates: &[usize], levels: &Levels) -> Vec<(Crop, Vec<usize>)> {
    let pieces = pieces(ink.width(), labels, candidates);
    let groups = group_pieces(pieces, 0.0);
    let digits = groups.iter().filter_map(|members| {
        let own: Vec<usize> = members.iter().filter_map(|&m| candidates.get(m).copied()).collect();
        Some((whole(ink, labels, &own, levels)?, own))
    });
    digits.collect()
}

fn pieces(width: usize, labels: &Labels, candidates: &[usize]) -> Vec<Piece> {
    let mut slots = vec![None; labels.components.len() + 1];
    let mut pieces = Vec::with_capacity(candidates.len());
    for &index in candidates {
        if let (Some(c), Some(slot)) = (labels.components.get(index), slots.get_mut(index + 1)) {
            *slot = Some(pieces.len());
            let edge = |first: usize, last: usize| (first as f32, (last + 1) as f32);
            let ((left, right), (top, bottom)) = (edge(c.left, c.right), edge(c.top, c.bottom));
            pieces.push(Piece { extent: Extent { left, top, right, bottom }, points: Vec::new() });
        }
    }
    for (at, &label) in labels.of_pixel.iter().enumerate().filter(|(_, l)| **l > 0) {
        let is_inside = |other: Option<usize>| other.and_then(|o| labels.of_pixel.get(o)) == Some(&label);
        let neighbours = [at.checked_sub(1), Some(at + 1), at.checked_sub(width), Some(at + width)];
        if neighbours.into_iter().all(is_inside) {
            continue;
        }
        if let Some(piece) = slots.get(label as usize).copied().flatten().and_then(|slot: usize| pieces.get_mut(slot)) {
            piece.points.push(((at % width) as f32, (at / width) as f32));
        }
    }
    pieces
}

/// All ink of the components `own`, as [`crop`] gives it.
pub(super) fn whole(ink: &Plane, labels: &Labels, own: &[usize], levels: &Levels) -> Option<Crop> {
    crop(ink, labels, own, levels, |_, _| true)
}

/// The ink of the components `own` where it `is_inside`, with the soft edges around it, scaled so that its strokes are 255;
/// `None` where there is none.
pub(super) fn crop(
    ink: &Plane,
    labels: &Labels,
    own: &[usize],
    levels: &Levels,
    is_inside: impl Fn(usize, usize) -> bool,
) -> Option<Crop> {
    let mut is_own = vec![false; labels.components.len() + 1];
    own.iter().for_each(|&i| is_own.iter_mut().skip(i + 1).take(1).for_each(|flag| *flag = true));
    let owned = |x: usize, y: usize| {
        let label = labels.of_pixel.get(y * ink.width() + x).copied().unwrap_or(0);
        (label, is_own.get(label as usize) == Some(&true) && is_inside(x, y))
    };
    let bounds = bounds_of(own.iter().filter_map(|&i| labels.components.get(i)), |x, y| owned(x, y).1)?;
    let (left, top, right, bottom) = bounds;
    let extent = Extent { left: left as f32, top: top as f32, right: right as f32, bottom: bottom as f32 };
    let edge = if extent.longer() > LARGE { 2 } else { 1 };
    let (left, top) = (left.saturating_sub(edge), top.saturating_sub(edge));
    let (right, bottom) = ((right + edge).min(ink.width()), (bottom + edge).min(ink.height()));
    let inside = (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y))).filter(|&(x, y)| owned(x, y).1);
    let level = Histogram::of(inside.map(|(x, y)| ink.get(x, y))).quantile(0.75).max(1.0);
    let veil = (VEIL * level).max(2.0 * levels.noise);
    let near = |x: usize, y: usize| {
        let mut rows = y.saturating_sub(edge)..(y + edge + 1).min(ink.height());
        rows.any(|row| (x.saturating_sub(edge)..(x + edge + 1).min(ink.width())).any(|column| owned(column, row).1))
    };
    let ink = Plane::from_fn(right - left, bottom - top, |x, y| {
        let (x, y) = (left + x, top + y);
        let value = ink.get(x, y);
        let (label, is_own) = owned(x, y);
        let counts = value >= veil && (is_own || (label == 0 && near(x, y)));
        if counts { (value * 255.0 / level).min(255.0) } else { 0.0 }
    });
    Some(Crop { extent, left, top, ink })
}

/// The first column and row, and those after the last, of what is `owned` of these components.
fn bounds_of<'a>(
    components: impl Iterator<Item = &'a Component>,
    owned: impl Fn(usize, usize) -> bool,
) -> Option<(usize, usize, usize, usize)> {
    let mut found: Option<(usize, usize, usize, usize)> = None;
    for c in components {
        for y in c.top..=c.bottom {
            for x in (c.left..=c.right).filter(|&x| owned(x, y)) {
                let (left, top, right, bottom) = found.unwrap_or((x, y, x + 1, y + 1));
                found = Some((left.min(x), top.min(y), right.max(x + 1), bottom.max(y + 1)));
            }
        }
    }
    found
}
