//! From an image back to the strokes of a pen: what a drawing surface would have seen.

use super::blot::{shading, usual_depth};
use super::ink::{SCALE, ink};
use super::skeleton::Bitmap;
use crate::preprocess::PIXELS;
use crate::strokes::{Point, Stroke};

/// A branch that comes no farther out of the ink around its junction than this share of half a line's width is a thickening,
/// not a stroke.
const SPUR: f32 = 1.0;
/// A digit's longer side, in the pixels of a trace: MNIST fits them to 20 of its own.
const DIGIT: f32 = (20 * SCALE) as f32;
/// Points on each side that a point is averaged with, against the staircase of pixels.
const SMOOTH: usize = 3;

/// The strokes of `image` by a pen of this width (over the longer side of the digit), in pixels of [`SCALE`] times the
/// image's size; pressure is the ink's width over its mean.
pub(super) fn trace(image: &[u8; PIXELS], pen: f32) -> Vec<Stroke> {
    let ink = ink(image);
    let depths = ink.depths();
    let line = ink.clone().thinned();
    let usual = usual_depth(&line, &depths);
    let line = Graph { line: &line, depths: &depths }.pruned(usual);
    let graph = Graph { line: &line, depths: &depths };
    let mean = mean_depth(&line, &depths);
    let mut strokes: Vec<Stroke> =
        graph.strokes().iter().map(|path| graph.drawn(path, mean, pen * DIGIT / 2.0)).collect();
    strokes.extend(shading(&ink, &depths, usual));
    strokes
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

/// Goes on straight for `length` from the end.
fn reach(stroke: &mut Stroke, length: f32) {
    let Some(&last) = stroke.last() else { return };
    let from = stroke[stroke.len().saturating_sub(2 * SMOOTH + 1)];
    let (dx, dy) = (last.x - from.x, last.y - from.y);
    let way = (dx * dx + dy * dy).sqrt();
    if way > 0.0 && length > 0.0 {
        stroke.push(Point { x: last.x + length * dx / way, y: last.y + length * dy / way, ..last });
    }
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

    /// The path as a stroke of a pen that is `half` as wide on each side: a loose end goes on to where the pen's own end reaches that of
    /// the ink, from which thinning took half the width of the line.
    fn drawn(&self, path: &[usize], mean: f32, half: f32) -> Stroke {
        let point = |&i: &usize| Point {
            x: (i % self.line.width) as f32,
            y: (i / self.line.width) as f32,
            pressure: (self.depths[i] / mean).clamp(0.5, 2.0),
        };
        let mut stroke = smooth(&path.iter().map(point).collect::<Vec<_>>());
        for &end in path.last().into_iter().chain(path.first()) {
            if self.next(end).len() == 1 {
                reach(&mut stroke, self.depths[end] - half);
            }
            stroke.reverse();
        }
        stroke
    }

    /// The line without its spurs.
    fn pruned(&self, usual: f32) -> Bitmap {
        let (mut line, strokes) = (self.line.clone(), self.strokes());
        let spurs = strokes.iter().filter(|path| self.is_spur(path, usual));
        spurs.flatten().filter(|&&i| self.next(i).len() <= 2).for_each(|&i| line.clear(i));
        // What was a junction has corners left.
        line.thinned()
    }

    /// A branch with one loose end that hardly leaves the round of ink about its junction.
    fn is_spur(&self, path: &[usize], usual: f32) -> bool {
        let (Some(&first), Some(&last)) = (path.first(), path.last()) else { return false };
        let (tip, junction) = match [first, last].map(|end| self.next(end).len()) {
            [1, n] if n > 1 => (first, last),
            [n, 1] if n > 1 => (last, first),
            _ => return false,
        };
        path.len() as f32 + self.depths[tip] <= self.depths[junction] + SPUR * usual
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::hypotf;
    use crate::preprocess::{Input, SIDE, preprocess};
    use crate::strokes::SCREEN_PEN;

    fn image(is_ink: impl Fn(f32, f32) -> bool) -> [u8; PIXELS] {
        core::array::from_fn(|i| if is_ink((i % SIDE) as f32 - 13.5, (i / SIDE) as f32 - 13.5) { 255 } else { 0 })
    }

    #[test]
    fn a_ring_is_one_closed_stroke() {
        let strokes = trace(&image(|x, y| (6.5..9.5).contains(&(x * x + y * y).sqrt())), SCREEN_PEN);
        assert_eq!(strokes.len(), 1, "{strokes:?}");
        let (first, last) = (strokes[0].first().unwrap(), strokes[0].last().unwrap());
        assert!((first.x - last.x).abs() < 3.0 && (first.y - last.y).abs() < 3.0);
        assert!(strokes[0].len() > 150);
    }

    #[test]
    fn a_cross_is_four_arms_that_meet_and_read_as_one_drawing() {
        let strokes =
            trace(&image(|x, y| x.abs() < 1.5 && y.abs() < 9.0 || y.abs() < 1.5 && x.abs() < 9.0), SCREEN_PEN);
        assert!(strokes.iter().filter(|stroke| stroke.len() > 20).count() == 4, "{strokes:?}");
        assert_eq!(preprocess(Input::Strokes(&strokes)).unwrap().digits.len(), 1);
    }

    #[test]
    fn a_short_foot_is_a_stroke_and_the_corners_of_a_thick_bar_are_none() {
        let bar = |x: f32, y: f32| y.abs() < 2.5 && x.abs() < 9.0;
        assert_eq!(trace(&image(bar), SCREEN_PEN).len(), 1);
        let foot = |x: f32, y: f32| (x - 3.0).abs() < 1.5 && (0.0..5.5).contains(&y);
        let lowest = |strokes: Vec<Stroke>| strokes.iter().flatten().map(|p| p.y).fold(0.0, f32::max);
        let middle = lowest(trace(&image(bar), SCREEN_PEN));
        assert!(lowest(trace(&image(|x, y| bar(x, y) || foot(x, y)), SCREEN_PEN)) > middle + 12.0);
    }

    #[test]
    fn a_finer_pen_comes_as_near_to_the_end_of_the_ink() {
        let bar = image(|x, y| x.abs() < 1.5 && y.abs() < 9.0);
        for pen in [0.02, 0.06, 0.1] {
            let strokes = trace(&bar, pen);
            let ys = strokes.iter().flatten().map(|p| p.y);
            let (top, bottom) = ys.fold((f32::MAX, 0.0f32), |(top, bottom), y| (top.min(y), bottom.max(y)));
            let length = bottom - top + pen * DIGIT;
            assert!((length - 18.0 * SCALE as f32).abs() < 4.0, "{pen}: {length}");
        }
    }

    #[test]
    fn a_loop_that_ran_together_is_drawn_as_the_blot_that_it_is() {
        let stem = |x: f32, y: f32| (x + 2.0).abs() < 1.2 && y.abs() < 9.5;
        let blot = |x: f32, y: f32| hypotf(x - 1.0, y - 5.5) < 4.2;
        let strokes = trace(&image(|x, y| stem(x, y) || blot(x, y)), SCREEN_PEN);
        let drawn = preprocess(Input::Strokes(&strokes)).unwrap().digits;
        let ink = |rows: core::ops::Range<usize>| {
            drawn[0].pixels[rows.start * SIDE..rows.end * SIDE].iter().filter(|&&v| v > 127).count()
        };
        assert!(drawn.len() == 1 && ink(16..21) > 2 * ink(6..11), "{} {}", ink(16..21), ink(6..11));
    }

    #[test]
    fn nothing_is_no_strokes() {
        assert_eq!(trace(&[0; PIXELS], SCREEN_PEN), Vec::<Stroke>::new());
    }
}
