//! Digits that touch: a wide piece is cut where little ink joins two parts that are both nearly as tall as the whole. The
//! cut may slant, as writing does.

use core::ops::Range;

use super::components::{Component, Labels};
use super::mask::Mask;

/// Wider than this beside its height, a piece may be two digits: two narrow ones are no wider than a wide 0.
const WIDE: f32 = 0.85;
/// A cut lies within this part of the width.
const MIDDLE: (f32, f32) = (0.2, 0.8);
/// Both halves are this tall beside the whole: the tail of a 2 is not.
const TALL: f32 = 0.75;
/// The ink of the joint is at most this share of the height: two round sides that touch are long.
const JOINT: f32 = 0.35;
/// From its first to its last ink a joint is at most this share of the height: the middle of a wide 0 has the whole.
pub(super) const JOINT_EXTENT: f32 = 0.6;
/// The ends of a joint stay this share of the height away from those of the piece, where a digit's own strokes turn.
const JOINT_INSIDE: f32 = 0.04;
/// How far cuts slant to the right, in columns a row.
const SLANTS: [f32; 5] = [0.0, 0.15, -0.15, 0.3, -0.3];
/// Pieces smaller than this have no room for a valley.
const SMALLEST: usize = 16;

/// Cuts the touching digits among the `candidates` apart in `mask`; whether there were any.
pub(super) fn split(mask: &mut Mask, labels: &Labels, candidates: &[usize]) -> bool {
    let cuts: Vec<Cut> = candidates.iter().filter_map(|&i| best_cut(mask.width, labels, i)).collect();
    for cut in &cuts {
        for y in cut.rows.clone() {
            let start = cut.middle - cut.slant * y as f32;
            let columns =
                (start - cut.half).max(0.0) as usize..((start + cut.half + 1.0).max(0.0) as usize).min(mask.width);
            for at in columns.map(|x| y * mask.width + x) {
                let is_own = labels.of_pixel.get(at) == Some(&cut.label);
                mask.data.iter_mut().skip(at).take(1).for_each(|set| *set &= !is_own);
            }
        }
    }
    !cuts.is_empty()
}

/// Columns `middle - slant * y` and `half` of them to each side.
struct Cut {
    label: u32,
    rows: Range<usize>,
    middle: f32,
    half: f32,
    slant: f32,
    /// Pixels that it takes away.
    ink: usize,
}

/// What a piece has in one slanted column.
#[derive(Clone, Copy)]
pub(super) struct Column {
    top: usize,
    bottom: usize,
    pub(super) ink: usize,
}

pub(super) const EMPTY: Column = Column { top: usize::MAX, bottom: 0, ink: 0 };

/// The cut that takes the least ink, the more upright of equals.
fn best_cut(width: usize, labels: &Labels, index: usize) -> Option<Cut> {
    let c = labels.components.get(index)?;
    if c.height() < SMALLEST || (c.width() as f32) < WIDE * c.height() as f32 {
        return None;
    }
    SLANTS.iter().filter_map(|&slant| cut(width, labels, index, c, slant)).min_by_key(|cut| cut.ink)
}

fn cut(width: usize, labels: &Labels, index: usize, c: &Component, slant: f32) -> Option<Cut> {
    let (first, columns) = columns(width, labels, index as u32 + 1, c, slant);
    let bound = |share: f32| (share * columns.len() as f32) as usize;
    let is_joint = |at: usize| columns.get(at).is_some_and(|v| v.is_joint(c) && is_tall(&columns, at, c));
    let joints = (bound(MIDDLE.0)..bound(MIDDLE.1)).filter(|&at| is_joint(at));
    // Wide enough that the halves are not joined again as one digit's parts.
    let half = c.height() / 80 + 1;
    let lost = |at: usize| {
        columns.get(at.saturating_sub(half)..=at + half).unwrap_or(&[]).iter().map(|v| v.ink).sum::<usize>()
    };
    let best = joints.min_by_key(|&at| lost(at))?;
    Some(Cut {
        label: index as u32 + 1,
        rows: c.top..c.bottom + 1,
        middle: first + best as f32,
        half: half as f32,
        slant,
        ink: lost(best),
    })
}

impl Column {
    /// With one more pixel of ink, in row `y`.
    pub(super) fn with(self, y: usize) -> Self {
        Self { top: self.top.min(y), bottom: self.bottom.max(y), ink: self.ink + 1 }
    }

    /// Rows from the first to the last ink, 0 where there is none.
    pub(super) fn extent(self) -> usize {
        (self.bottom + 1).saturating_sub(self.top)
    }

    /// Rows from the first to the last ink of all these columns.
    pub(super) fn extent_of(columns: &[Self]) -> usize {
        let top = columns.iter().map(|v| v.top).min().unwrap_or(0);
        let bottom = columns.iter().map(|v| v.bottom).max().unwrap_or(0);
        Self { top, bottom, ink: 0 }.extent()
    }

    fn is_joint(self, c: &Component) -> bool {
        let height = c.height() as f32;
        let inside = (JOINT_INSIDE * height) as usize;
        self.ink > 0
            && self.ink as f32 <= JOINT * height
            && self.extent() as f32 <= JOINT_EXTENT * height
            && self.top >= c.top + inside
            && self.bottom + inside <= c.bottom
    }
}

/// The component's columns slanted by `slant`, and where the first of them meets row 0.
fn columns(width: usize, labels: &Labels, label: u32, c: &Component, slant: f32) -> (f32, Vec<Column>) {
    let place = |x: usize, y: usize| x as f32 + slant * y as f32;
    let corners =
        [(c.left, c.top), (c.left, c.bottom), (c.right, c.top), (c.right, c.bottom)].map(|(x, y)| place(x, y));
    let (first, last) = corners.iter().fold((f32::MAX, f32::MIN), |(a, b), &v| (a.min(v), b.max(v)));
    let mut columns = vec![EMPTY; (last - first) as usize + 2];
    for y in c.top..=c.bottom {
        for x in (c.left..=c.right).filter(|x| labels.of_pixel.get(y * width + x) == Some(&label)) {
            if let Some(v) = columns.get_mut((place(x, y) - first + 0.5) as usize) {
                *v = v.with(y);
            }
        }
    }
    (first, columns)
}

/// Whether the ink on both sides of column `at` is nearly as tall as the component.
fn is_tall(columns: &[Column], at: usize, c: &Component) -> bool {
    let tall = |part: &[Column]| Column::extent_of(part) as f32 >= TALL * c.height() as f32;
    columns.split_at_checked(at).is_some_and(|(left, right)| tall(left) && tall(right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preprocess::picture::components::label;

    /// Two rings of radius 20, `gap` apart, joined by a bar of 3 pixels.
    fn rings(gap: usize) -> Mask {
        let (width, height) = (100 + gap, 60);
        let ring = |x: usize, y: usize, cx: usize| {
            let squared = x.abs_diff(cx) * x.abs_diff(cx) + y.abs_diff(30) * y.abs_diff(30);
            (17 * 17..=20 * 20).contains(&squared)
        };
        let bar = |x: usize, y: usize| (45..60 + gap).contains(&x) && (29..32).contains(&y);
        let is_ink = |x, y| ring(x, y, 26) || ring(x, y, 66 + gap) || (bar(x, y) && gap > 0);
        Mask { width, height, data: (0..width * height).map(|at| is_ink(at % width, at / width)).collect() }
    }

    #[test]
    fn two_joined_rings_are_cut_and_one_wide_ring_is_not() {
        let mut joined = rings(3);
        let labels = label(&joined);
        assert_eq!(labels.components.len(), 1);
        assert!(split(&mut joined, &labels, &[0]));
        assert_eq!(label(&joined).components.len(), 2);

        // Nor is a wide 0.
        let wide = |x: usize, y: usize| x < 2 || y < 2 || x >= 58 || y >= 28;
        let mut ring = Mask { width: 60, height: 30, data: (0..1800).map(|at| wide(at % 60, at / 60)).collect() };
        let labels = label(&ring);
        assert!(!split(&mut ring, &labels, &[0]));
    }

    #[test]
    fn a_cut_slants_with_the_writing_and_goes_through_no_stroke() {
        let stroke = |x: usize, y: usize, left: f32| (x as f32 + 0.3 * y as f32 - left).abs() < 2.5;
        let bar = |x: usize, y: usize| (25..28).contains(&y) && (22..58).contains(&x);
        let is_ink = |x, y| [30.0, 42.0, 54.0, 66.0].iter().any(|&left| stroke(x, y, left)) || bar(x, y);
        let mut mask = Mask { width: 80, height: 50, data: (0..4000).map(|at| is_ink(at % 80, at / 80)).collect() };
        let (labels, whole) = (label(&mask), mask.count());
        assert_eq!(labels.components.len(), 1);
        assert!(split(&mut mask, &labels, &[0]));
        assert_eq!(label(&mask).components.len(), 2);
        assert!(whole - mask.count() < 30, "{} pixels of ink were cut away", whole - mask.count());
    }
}
