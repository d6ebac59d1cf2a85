//! Other ways to see a picture's digits, for a model to judge: neighbours that nearly touch as one, a wide digit cut in two or
//! three where little ink joins the parts.

use core::ops::Range;

use super::Structure;
use super::crop::{Crop, crop};
use super::split::{Column, EMPTY, JOINT_EXTENT};
use crate::image::Plane;
use crate::order::sort_by_number;
use crate::preprocess::finish::{Finished, Other};
use crate::preprocess::others::{CUTS, MOST, PART, WIDE, may_be_one};
use crate::strokes::Extent;

/// A digit at least this wide beside its height may be three.
const VERY_WIDE: f32 = 1.2;
/// Each part is at least this wide beside the height of the whole.
const NARROWEST: f32 = 0.12;
/// Cuts lie this share of the height apart.
const APART: f32 = 0.12;
/// How far cuts slant to the right, in columns a row.
const SLANTS: [f32; 3] = [0.0, 0.2, -0.2];
/// Cuts that go through more ink than this share of the height join two strokes that lie along each other: one digit.
const JOINT: f32 = 0.6;
/// Smaller digits have no room for a cut, in working pixels.
const SMALLEST: f32 = 12.0;

/// Where a digit was, and the components that it is made of.
pub(super) type Piece = (Extent, Vec<usize>);

/// The other ways to see `pieces`, the digits of a page in their order.
pub(super) fn others(
    ink: &Plane,
    found: &Structure,
    pieces: &[Piece],
    finish: impl Fn(&Crop) -> Finished,
) -> Vec<Other> {
    if pieces.len() > MOST {
        return Vec::new();
    }
    let of = |own: &[usize], is_inside: &dyn Fn(usize, usize) -> bool| {
        crop(ink, &found.labels, own, &found.levels, is_inside).as_ref().map(&finish)
    };
    let were_one = |pair: &[Piece]| matches!(pair, [(_, left), (_, right)] if found.were_one(left, right));
    let were_one: Vec<bool> = pieces.windows(2).map(were_one).collect();
    let mut all = uncut(pieces, &were_one, |own| of(own, &|_, _| true));
    for (at, (pair, &is_one_piece)) in pieces.windows(2).zip(&were_one).enumerate() {
        if let [(left, one), (right, two)] = pair
            && may_be_one(left, right)
        {
            let digits: Vec<Finished> = of(&[one.as_slice(), two].concat(), &|_, _| true).into_iter().collect();
            all.push(Other { span: at..at + 2, digits, is_one_piece });
        }
    }
    for (at, (extent, own)) in pieces.iter().enumerate() {
        for cuts in ways_to_cut(&Shape { found, width: ink.width(), own, extent }) {
            let part = |i: usize| {
                of(own, &|x, y| {
                    let is_right_of = |cut: Option<&Cut>| cut.is_none_or(|cut| cut.is_left_of(x, y));
                    (i == 0 || is_right_of(cuts.get(i - 1))) && !(i < cuts.len() && is_right_of(cuts.get(i)))
                })
            };
            let digits: Vec<Finished> = (0..=cuts.len()).filter_map(part).collect();
            if digits.len() > cuts.len() {
                all.push(Other { span: at..at + 1, digits, is_one_piece: true });
            }
        }
    }
    all
}

/// What was cut more than once, as one again; `were_one` tells of each piece and the next whether a cut parted them.
fn uncut(pieces: &[Piece], were_one: &[bool], whole: impl Fn(&[usize]) -> Option<Finished>) -> Vec<Other> {
    let mut end = 0;
    let runs = were_one.chunk_by(|one, next| one == next).map(|run| {
        end += run.len();
        (run.len() > 1 && run.contains(&true)).then(|| end - run.len()..end + 1)
    });
    let other = |span: Range<usize>| {
        let own: Vec<usize> = pieces.get(span.clone())?.iter().flat_map(|(_, own)| own).copied().collect();
        Some(Other { span, digits: vec![whole(&own)?], is_one_piece: true })
    };
    runs.flatten().filter_map(other).collect()
}

/// The digit that is to be cut.
struct Shape<'a> {
    found: &'a Structure,
    width: usize,
    own: &'a [usize],
    extent: &'a Extent,
}

/// A slanted line: columns `middle - slant * y`.
#[derive(Clone, Copy)]
struct Cut {
    middle: f32,
    slant: f32,
    /// Pixels that it goes through.
    ink: usize,
}

impl Cut {
    fn is_left_of(&self, x: usize, y: usize) -> bool {
        x as f32 + self.slant * y as f32 >= self.middle
    }

    /// Where it crosses the row.
    fn at(&self, y: f32) -> f32 {
        self.middle - self.slant * y
    }
}

/// One cut, or two where the digit is wide enough for three.
fn ways_to_cut(shape: &Shape) -> Vec<Vec<Cut>> {
    let (width, height) = (shape.extent.width(), shape.extent.height());
    if height < SMALLEST || width < WIDE * height {
        return Vec::new();
    }
    let cuts = best_cuts(shape);
    let mut ways: Vec<Vec<Cut>> = cuts.iter().map(|&cut| vec![cut]).collect();
    if width >= VERY_WIDE * height {
        let middle = (shape.extent.top + shape.extent.bottom) / 2.0;
        for (i, &one) in cuts.iter().enumerate() {
            for &two in
                cuts.iter().skip(i + 1).filter(|two| (two.at(middle) - one.at(middle)).abs() >= 2.0 * APART * height)
            {
                ways.push(if one.at(middle) < two.at(middle) { vec![one, two] } else { vec![two, one] });
            }
        }
    }
    ways
}

/// The cuts that go through the least ink, apart from each other.
fn best_cuts(shape: &Shape) -> Vec<Cut> {
    let height = shape.extent.height();
    let middle = (shape.extent.top + shape.extent.bottom) / 2.0;
    let mut all: Vec<Cut> = SLANTS.iter().flat_map(|&slant| cuts(shape, slant)).collect();
    sort_by_number(&mut all, |cut| cut.ink as f64);
    let mut best: Vec<Cut> = Vec::new();
    for cut in all {
        if best.len() < CUTS && best.iter().all(|b| (b.at(middle) - cut.at(middle)).abs() >= APART * height) {
            best.push(cut);
        }
    }
    best
}

/// The cuts of one slant that leave a digit's height and width on both sides.
fn cuts(shape: &Shape, slant: f32) -> Vec<Cut> {
    let (extent, height) = (shape.extent, shape.extent.height());
    let place = |x: f32, y: f32| x + slant * y;
    let first = place(extent.left, if slant > 0.0 { extent.top } else { extent.bottom }).floor();
    let count = (extent.width() + slant.abs() * height) as usize + 2;
    let mut columns = vec![EMPTY; count];
    for y in extent.top as usize..extent.bottom as usize {
        for x in extent.left as usize..extent.right as usize {
            let label = shape.found.labels.of_pixel.get(y * shape.width + x).copied().unwrap_or(0) as usize;
            if label > 0
                && shape.own.contains(&(label - 1))
                && let Some(v) = columns.get_mut((place(x as f32, y as f32) - first + 0.5).max(0.0) as usize)
            {
                *v = v.with(y);
            }
        }
    }
    let is_part = |part: &[Column]| {
        let wide = part.iter().filter(|v| v.ink > 0).count() as f32;
        Column::extent_of(part) as f32 >= PART * height && wide >= NARROWEST * height
    };
    let may_cut = |&at: &usize| {
        let is_joint = columns
            .get(at)
            .is_some_and(|v| v.ink as f32 <= JOINT * height && v.extent() as f32 <= JOINT_EXTENT * height);
        let parts = columns.split_at_checked(at);
        is_joint && parts.is_some_and(|(left, right)| is_part(left) && is_part(right))
    };
    let cut = |at: usize| Cut { middle: first + at as f32, slant, ink: columns.get(at).map_or(0, |v| v.ink) };
    (0..count).filter(may_cut).map(cut).collect()
}

#[cfg(test)]
mod tests {
    use crate::preprocess::{Input, Page, preprocess};

    /// Dark where it says so, on 180 x 100 pixels of paper.
    fn picture(is_ink: impl Fn(usize, usize) -> bool) -> Page {
        let value = |i: usize| if is_ink(i % 180, i / 180) { 30 } else { 230 };
        let pixels: Vec<u8> = (0..180 * 100).flat_map(|i| [value(i); 3].into_iter().chain([255])).collect();
        preprocess(Input::Rgba { pixels: &pixels, width: 180, height: 100 }).unwrap()
    }

    #[test]
    fn three_strokes_joined_by_bars_are_three_two_or_one() {
        let is_stroke = |x: usize, y: usize| {
            [30, 85, 140].iter().any(|left| (*left..left + 8).contains(&x)) && (20..80).contains(&y)
        };
        let page = picture(|x, y| is_stroke(x, y) || ((30..148).contains(&x) && (48..52).contains(&y)));
        assert_eq!(page.digits.len(), 3);
        let spans: Vec<_> = page.alternatives.iter().map(|other| (other.span.clone(), other.digits.len())).collect();
        assert_eq!(spans[0], (0..3, 1));
        assert!(spans.contains(&(0..2, 1)) && spans.contains(&(1..3, 1)), "{spans:?}");
        assert!(page.alternatives.iter().all(|other| other.is_one_piece));
    }

    #[test]
    fn a_ring_is_not_cut_through_both_sides() {
        let is_ring = |x: usize, y: usize| {
            let squared = x.abs_diff(90).pow(2) + y.abs_diff(50).pow(2);
            (28 * 28..34 * 34).contains(&squared)
        };
        let ring = picture(is_ring);
        assert_eq!((ring.digits.len(), ring.alternatives.len()), (1, 0));
    }
}
