//! Digits that touch: a wide piece is cut where a single run of ink joins two halves that are both as tall as the whole.

use super::components::{Component, Labels};
use super::mask::Mask;

/// Wider than this beside its height, a piece may be two digits.
const WIDE: f32 = 1.2;
/// A cut lies within this part of the width.
const MIDDLE: (f32, f32) = (0.2, 0.8);
/// Both halves are this tall beside the whole: the tail of a 2 is not.
const TALL: f32 = 0.75;
/// The joint is one run of ink and at most this share of the height: two round sides that touch are long.
const JOINT: f32 = 0.45;
/// Pieces smaller than this have no room for a valley.
const SMALLEST: usize = 16;

/// Cuts the touching digits among the `candidates` apart in `mask`; whether there were any.
pub(super) fn split(mask: &mut Mask, labels: &Labels, candidates: &[usize]) -> bool {
    let cuts: Vec<Cut> = candidates.iter().filter_map(|&i| cut(mask.width, labels, i)).collect();
    for cut in &cuts {
        let row = |y: usize| y * mask.width + cut.columns.start..y * mask.width + cut.columns.end;
        for at in (cut.rows.clone()).flat_map(row) {
            let is_own = labels.of_pixel.get(at) == Some(&cut.label);
            mask.data.iter_mut().skip(at).take(1).for_each(|set| *set &= !is_own);
        }
    }
    !cuts.is_empty()
}

struct Cut {
    label: u32,
    rows: core::ops::Range<usize>,
    columns: core::ops::Range<usize>,
}

/// What the component has in one column: the extent of its ink and whether that is one run.
#[derive(Clone, Copy)]
struct Column {
    top: usize,
    bottom: usize,
    ink: usize,
}

fn cut(width: usize, labels: &Labels, index: usize) -> Option<Cut> {
    let c = labels.components.get(index)?;
    if c.height() < SMALLEST || (c.width() as f32) < WIDE * c.height() as f32 {
        return None;
    }
    let label = index as u32 + 1;
    let columns: Vec<Column> = (c.left..=c.right).map(|x| column(width, labels, label, c, x)).collect();
    let bound = |share: f32| (share * columns.len() as f32) as usize;
    let is_joint = |at: usize| columns.get(at).is_some_and(|v| v.is_joint(c.height()) && is_tall(&columns, at, c));
    let joints = (bound(MIDDLE.0)..bound(MIDDLE.1)).filter(|&at| is_joint(at));
    let best = joints.min_by_key(|&at| columns.get(at).map(|v| v.ink))?;
    // Wide enough that the halves are not joined again as one digit's parts.
    let half = c.height() / 80 + 1;
    let middle = c.left + best;
    Some(Cut {
        label,
        rows: c.top..c.bottom + 1,
        columns: middle.saturating_sub(half).max(c.left)..(middle + half + 1).min(c.right),
    })
}

impl Column {
    fn is_joint(self, height: usize) -> bool {
        self.ink as f32 <= JOINT * height as f32 && self.ink > 0 && self.bottom + 1 - self.top == self.ink
    }
}

fn column(width: usize, labels: &Labels, label: u32, c: &Component, x: usize) -> Column {
    let is_ink = |y: &usize| labels.of_pixel.get(y * width + x) == Some(&label);
    let ink = (c.top..=c.bottom).filter(is_ink);
    let start = Column { top: usize::MAX, bottom: 0, ink: 0 };
    ink.fold(start, |v, y| Column { top: v.top.min(y), bottom: v.bottom.max(y), ink: v.ink + 1 })
}

/// Whether the ink on both sides of column `at` is nearly as tall as the component.
fn is_tall(columns: &[Column], at: usize, c: &Component) -> bool {
    let tall = |part: &[Column]| {
        let top = part.iter().map(|v| v.top).min().unwrap_or(0);
        let bottom = part.iter().map(|v| v.bottom).max().unwrap_or(0);
        (bottom + 1).saturating_sub(top) as f32 >= TALL * c.height() as f32
    };
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

        let wide = |x: usize, y: usize| x < 2 || y < 2 || x >= 58 || y >= 28;
        let mut ring = Mask { width: 60, height: 30, data: (0..1800).map(|at| wide(at % 60, at / 60)).collect() };
        let labels = label(&ring);
        assert!(!split(&mut ring, &labels, &[0]));
    }
}
