//! Which strokes make one digit.
//!
//! Digits stand side by side, the strokes of one digit above or across each other: strokes whose horizontal extents
//! overlap belong together. The bar of a 5 may begin to the right of its body, so a short stroke also joins what it
//! touches.

use super::{Point, Stroke};
use crate::order::sort_by_number;

/// A rectangle by its edges, in the drawing's unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Right edge, at least `left`.
    pub right: f32,
    /// Bottom edge, at least `top`.
    pub bottom: f32,
}

impl Extent {
    /// The smallest rectangle around all points, `None` when there are none.
    pub fn of<'a>(strokes: impl IntoIterator<Item = &'a Stroke>) -> Option<Self> {
        let mut points = strokes.into_iter().flatten();
        let first = points.next()?;
        let start = Self { left: first.x, top: first.y, right: first.x, bottom: first.y };
        Some(points.fold(start, |e, p| Self {
            left: e.left.min(p.x),
            top: e.top.min(p.y),
            right: e.right.max(p.x),
            bottom: e.bottom.max(p.y),
        }))
    }

    /// Horizontal size.
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// Vertical size.
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// The larger of the two sizes.
    pub fn longer(&self) -> f32 {
        self.width().max(self.height())
    }

    /// This much wider on each side.
    pub fn widened(&self, margin: f32) -> Self {
        Self {
            left: self.left - margin,
            top: self.top - margin,
            right: self.right + margin,
            bottom: self.bottom + margin,
        }
    }

    /// The smallest rectangle around both.
    pub(crate) fn union(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// How far the horizontal extents overlap, negative for a gap.
    pub(crate) fn overlap_x(&self, other: &Self) -> f32 {
        self.right.min(other.right) - self.left.max(other.left)
    }

    /// How far the vertical extents overlap, negative for a gap.
    pub(crate) fn overlap_y(&self, other: &Self) -> f32 {
        self.bottom.min(other.bottom) - self.top.max(other.top)
    }
}

/// Overlap of the narrower extent from which two pieces stand above each other rather than side by side.
const SAME_COLUMN: f32 = 0.4;
/// Vertical gap, relative to the taller, from which two pieces are of two rows.
const ROW_GAP: f32 = 0.3;
/// Pieces join across a gap that is small beside the taller, the smaller the more alike their heights are: the bar of a
/// 5 or the flag of a 1, the open angle of a 4, two strokes that touch. `(height of the shorter, gap)`.
const JOINS: [(f32, f32); 3] = [(0.4, 0.14), (0.8, 0.06), (1.0, 0.02)];
/// Pieces that stand one above the other, overlapping in height by at most this share of the shorter, join when they are
/// nearer than this share of the taller: a slanted 1 whose stroke is broken.
const STACKED: (f32, f32) = (0.1, 0.12);
/// The width of the ink around a stroke's points, relative to the drawing's longest stroke.
pub const SCREEN_PEN: f32 = 0.06;
/// Below this size relative to the largest group, a group is a slip of the pen.
const SLIP: f32 = 0.12;
/// Points kept of each piece for distances: no digit needs more, and a scribble must not take minutes.
const OUTLINE: usize = 128;
/// Rounds of joining; two settle what people write.
const ROUNDS: usize = 8;
/// More pieces than this are no writing; they come back ungrouped.
pub const MAX_PIECES: usize = 256;

/// A piece of ink: a stroke of the pen or a connected component of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// The smallest rectangle around it, the pen's width included.
    pub extent: Extent,
    /// Points of it, dense enough that its distance to another piece is that of its points.
    pub points: Vec<(f32, f32)>,
}

/// Groups the strokes into digits, in reading order; each group has the indices of its strokes in drawing order.
/// Strokes without points and slips of the pen (dots beside digits) are left out. More than [`MAX_PIECES`] strokes are
/// not looked at: each is its own group.
pub fn group(strokes: &[Stroke]) -> Vec<Vec<usize>> {
    let longest = strokes.iter().filter_map(|s| Extent::of([s])).fold(0.0, |m: f32, e| m.max(e.longer()));
    let pen = longest * SCREEN_PEN;
    let piece = |stroke: &Stroke| {
        Some(Piece { extent: Extent::of([stroke])?.widened(pen / 2.0), points: along(stroke, pen / 2.0) })
    };
    let (indices, pieces): (Vec<usize>, Vec<Piece>) =
        strokes.iter().enumerate().filter_map(|(i, stroke)| Some((i, piece(stroke)?))).unzip();
    let groups = group_pieces(pieces, pen).into_iter();
    groups.map(|members| members.into_iter().filter_map(|i| indices.get(i).copied()).collect()).collect()
}

/// The stroke's points and, on long segments, points between them at most `step` apart (16 a segment).
fn along(stroke: &Stroke, step: f32) -> Vec<(f32, f32)> {
    let segment = |pair: &[Point]| -> Vec<(f32, f32)> {
        let [from, to] = pair else { return Vec::new() };
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let count = if step > 0.0 { ((dx * dx + dy * dy).sqrt() / step).floor().min(16.0) } else { 0.0 };
        (1..=count as usize).map(|i| i as f32 / (count + 1.0)).map(|t| (from.x + t * dx, from.y + t * dy)).collect()
    };
    let own = stroke.iter().map(|p| (p.x, p.y));
    own.chain(stroke.windows(2).flat_map(segment)).collect()
}

/// Groups pieces of ink into digits, in reading order; each group has the indices of its pieces in rising order.
/// Gaps are measured between points less the `pen`'s width. Groups far smaller than the largest are left out.
pub fn group_pieces(pieces: Vec<Piece>, pen: f32) -> Vec<Vec<usize>> {
    let mut groups: Vec<Group> = pieces.into_iter().enumerate().map(|(i, piece)| Group::new(i, piece)).collect();
    if groups.len() <= MAX_PIECES {
        let mut rounds = 0..ROUNDS;
        while rounds.next().is_some() && join_round(&mut groups, pen) {}
    }
    let largest = groups.iter().fold(0.0, |m: f32, g| m.max(g.piece.extent.longer()));
    groups.retain(|g| g.piece.extent.longer() >= SLIP * largest);
    reading_order(&mut groups);
    groups.into_iter().map(|g| g.members).collect()
}

/// Joins every pair that belongs together, the later into the earlier; whether there was one.
fn join_round(groups: &mut Vec<Group>, pen: f32) -> bool {
    let before = groups.len();
    let mut joined: Vec<Group> = Vec::with_capacity(before);
    for group in groups.drain(..) {
        match joined.iter_mut().find(|earlier| belong_together(&earlier.piece, &group.piece, pen)) {
            Some(earlier) => earlier.absorb(group),
            None => joined.push(group),
        }
    }
    *groups = joined;
    groups.len() < before
}

#[derive(Clone, Debug)]
struct Group {
    piece: Piece,
    members: Vec<usize>,
}

impl Group {
    fn new(index: usize, mut piece: Piece) -> Self {
        thin(&mut piece.points);
        Self { piece, members: vec![index] }
    }

    fn absorb(&mut self, other: Self) {
        self.piece.extent = self.piece.extent.union(&other.piece.extent);
        self.piece.points.extend(other.piece.points);
        thin(&mut self.piece.points);
        self.members.extend(other.members);
        self.members.sort_unstable();
    }
}

/// Leaves every k-th point, at most [`OUTLINE`].
fn thin(points: &mut Vec<(f32, f32)>) {
    let every = points.len().div_ceil(OUTLINE).max(1);
    let mut at = 0..points.len();
    points.retain(|_| at.next().is_some_and(|i| i % every == 0));
}

fn belong_together(a: &Piece, b: &Piece, pen: f32) -> bool {
    let (one, two) = (&a.extent, &b.extent);
    let taller = one.height().max(two.height());
    let shorter = one.height().min(two.height());
    if -one.overlap_y(two) > ROW_GAP * taller {
        return false;
    }
    let overlap = one.overlap_x(two);
    if overlap >= SAME_COLUMN * one.width().min(two.width()) {
        return true;
    }
    let is_stacked = one.overlap_y(two) <= STACKED.0 * shorter;
    if is_stacked && distance(&a.points, &b.points) < STACKED.1 * taller {
        return true;
    }
    let join = JOINS.iter().find(|(height, _)| shorter <= height * taller);
    let near = join.map_or(0.0, |(_, gap)| gap * taller) + pen;
    -overlap < near && -one.overlap_y(two) < near && distance(&a.points, &b.points) < near
}

/// The smallest distance between points of the two.
fn distance(a: &[(f32, f32)], b: &[(f32, f32)]) -> f32 {
    let squared = |p: &(f32, f32), q: &(f32, f32)| (p.0 - q.0) * (p.0 - q.0) + (p.1 - q.1) * (p.1 - q.1);
    a.iter().flat_map(|p| b.iter().map(move |q| squared(p, q))).fold(f32::INFINITY, f32::min).sqrt()
}

/// Rows from the top, each from the left: a group begins a new row when its middle lies below the row's bottom.
fn reading_order(groups: &mut Vec<Group>) {
    sort_by_number(groups, |group| group.piece.extent.top.into());
    let mut rows: Vec<(f32, Vec<Group>)> = Vec::new();
    for group in groups.drain(..) {
        let middle = (group.piece.extent.top + group.piece.extent.bottom) / 2.0;
        match rows.iter_mut().find(|(bottom, _)| middle < *bottom) {
            Some((bottom, row)) => {
                *bottom = bottom.max(group.piece.extent.bottom);
                row.push(group);
            }
            None => rows.push((group.piece.extent.bottom, vec![group])),
        }
    }
    for (_, mut row) in rows {
        sort_by_number(&mut row, |group| group.piece.extent.left.into());
        groups.extend(row);
    }
}
