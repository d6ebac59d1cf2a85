//! From an image back to the strokes of a pen: what a drawing surface would have seen.

use super::ink::ink;
use super::skeleton::Bitmap;
use crate::preprocess::PIXELS;
use crate::strokes::{Point, Stroke};

/// A branch that is no longer than this many half widths of the ink is a thickening, not a stroke.
const SPUR: f32 = 1.5;
/// Points on each side that a point is averaged with, against the staircase of pixels.
const SMOOTH: usize = 3;

/// The strokes of `image`, in pixels of [`SCALE`](super::ink::SCALE) times its size; pressure is the ink's width over its mean.
pub(super) fn trace(image: &[u8; PIXELS]) -> Vec<Stroke> {
    let ink = ink(image);
    let depths = ink.depths();
    let line = ink.thinned();
    let strokes = Graph { line: &line, depths: &depths }.strokes();
    let mean = mean_depth(&line, &depths);
    let point = |&i: &usize| Point {
        x: (i % line.width) as f32,
        y: (i / line.width) as f32,
        pressure: (depths[i] / mean).clamp(0.5, 2.0),
    };
    strokes.iter().map(|path| smooth(&path.iter().map(point).collect::<Vec<_>>())).collect()
}

fn mean_depth(line: &Bitmap, depths: &[f32]) -> f32 {
    let (sum, count) = line.pixels().fold((0.0, 0.0), |(sum, count), i| (sum + depths[i], count + 1.0f32));
    (sum / count.max(1.0)).max(1.0)
}

/// Each point the mean of those around it; the ends stay, so that what touched still touches.
fn smooth(path: &[Point]) -> Stroke {
    let mean = |i: usize| {
        let reach = SMOOTH.min(i).min(path.len() - 1 - i);
        let near = &path[i - reach..=i + reach];
        let of = |get: fn(&Point) -> f32| near.iter().map(get).sum::<f32>() / near.len() as f32;
        Point { x: of(|p| p.x), y: of(|p| p.y), pressure: of(|p| p.pressure) }
    };
    (0..path.len()).map(mean).collect()
}

/// The middle line as a graph: its pixels, joined to their neighbours.
struct Graph<'a> {
    line: &'a Bitmap,
    depths: &'a [f32],
}

impl Graph<'_> {
    /// Neighbours on the line; a diagonal one only where there is no way round by a corner.
    fn next(&self, i: usize) -> Vec<usize> {
        let around = self.line.around(i);
        let on = |k: usize| self.line.at(around[k % 8]);
        (0..8).filter(|&k| on(k) && (k % 2 == 0 || !(on(k + 7) || on(k + 1)))).map(|k| around[k]).collect()
    }

    /// The lines between ends and junctions, and the rings that have neither.
    fn strokes(&self) -> Vec<Vec<usize>> {
        let mut passed = vec![false; self.depths.len()];
        let (nodes, rest): (Vec<usize>, Vec<usize>) = self.line.pixels().partition(|&i| self.next(i).len() != 2);
        let mut paths = Vec::new();
        for &node in &nodes {
            passed[node] = true;
        }
        for &node in &nodes {
            for first in self.next(node) {
                // An edge is walked from one of its ends: a step from node to node from the first of them.
                if !passed[first] || (first > node && self.next(first).len() != 2) {
                    paths.push(self.walk(node, first, &mut passed));
                }
            }
        }
        for start in rest {
            if let (false, Some(&first)) = (passed[start], self.next(start).first()) {
                passed[start] = true;
                paths.push(self.walk(start, first, &mut passed));
            }
        }
        paths.extend(nodes.iter().filter(|&&node| self.next(node).is_empty()).map(|&dot| vec![dot]));
        if paths.len() > 1 {
            paths.retain(|path| !self.is_spur(path))
        }
        paths
    }

    /// From `start` over `first` to the next end, junction, or back to the start.
    fn walk(&self, start: usize, first: usize, passed: &mut [bool]) -> Vec<usize> {
        let (mut path, mut at) = (vec![start, first], first);
        while self.next(at).len() == 2 {
            passed[at] = true;
            let before = path[path.len() - 2];
            let Some(&onward) = self.next(at).iter().find(|&&n| n != before) else { break };
            path.push(onward);
            if onward == start {
                break;
            }
            at = onward;
        }
        path
    }

    /// A short branch with one loose end.
    fn is_spur(&self, path: &[usize]) -> bool {
        let (Some(&first), Some(&last)) = (path.first(), path.last()) else { return true };
        let ends = [first, last].map(|end| self.next(end).len());
        let deepest = self.depths[first].max(self.depths[last]);
        ends.iter().filter(|&&n| n == 1).count() == 1 && (path.len() as f32) <= SPUR * deepest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preprocess::{Input, SIDE, preprocess};

    fn image(is_ink: impl Fn(f32, f32) -> bool) -> [u8; PIXELS] {
        core::array::from_fn(|i| if is_ink((i % SIDE) as f32 - 13.5, (i / SIDE) as f32 - 13.5) { 255 } else { 0 })
    }

    #[test]
    fn a_ring_is_one_closed_stroke() {
        let strokes = trace(&image(|x, y| (6.5..9.5).contains(&(x * x + y * y).sqrt())));
        assert_eq!(strokes.len(), 1, "{strokes:?}");
        let (first, last) = (strokes[0].first().unwrap(), strokes[0].last().unwrap());
        assert!((first.x - last.x).abs() < 3.0 && (first.y - last.y).abs() < 3.0);
        assert!(strokes[0].len() > 150);
    }

    #[test]
    fn a_cross_is_four_arms_that_meet_and_read_as_one_drawing() {
        let strokes = trace(&image(|x, y| x.abs() < 1.5 && y.abs() < 9.0 || y.abs() < 1.5 && x.abs() < 9.0));
        assert!(strokes.iter().filter(|stroke| stroke.len() > 20).count() == 4, "{strokes:?}");
        assert_eq!(preprocess(Input::Strokes(&strokes)).unwrap().digits.len(), 1);
    }

    #[test]
    fn nothing_is_no_strokes() {
        assert_eq!(trace(&[0; PIXELS]), Vec::<Stroke>::new());
    }
}
