//! When other ways to see the digits of a page are worth a model's look, by where the pieces lie.

use crate::strokes::Extent;

/// Neighbours nearer than this share of the taller may be one.
const NEAR: f32 = 0.25;
/// What they make is no wider than this share of its height.
const WIDEST: f32 = 1.8;
/// A digit at least this wide beside its height may be two.
pub(super) const WIDE: f32 = 0.8;
/// Each of the two is at least this tall beside the whole.
pub(super) const PART: f32 = 0.75;
/// So many ways to cut one digit are tried.
pub(super) const CUTS: usize = 4;
/// A page with more digits than this is not looked at a second time: it would take too long.
pub(super) const MOST: usize = 48;

/// Whether neighbours stand so near that they may be parts of one digit.
pub(super) fn may_be_one(left: &Extent, right: &Extent) -> bool {
    let taller = left.height().max(right.height());
    let whole = left.union(right);
    let is_one_row = left.overlap_y(right) > -NEAR * taller;
    is_one_row && -left.overlap_x(right) < NEAR * taller && whole.width() <= WIDEST * whole.height()
}
