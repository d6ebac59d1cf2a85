//! Ruled and squared paper: thin parallel lines across the whole picture leave the mask, strokes across them stay.

use core::ops::Range;

use super::components::label;
use super::mask::Mask;
use crate::order::sort_by_number;

/// Lines are at most this share of the longer side thick, and never less than three pixels.
const THICK: usize = 80;
/// A line is seen along this share of the way across, or hidden by strokes.
const COVERED: f32 = 0.85;
/// It is seen along this share at least.
const SEEN: f32 = 0.4;
/// Slopes that are tried to either side, in steps of one in eighty: up to nine degrees.
const SLOPES: i32 = 12;
const SLOPE_STEP: f32 = 1.0 / 80.0;
/// One line alone is a ruled one when other ink stands over at most this share of it: the crossbar of a 4 cut tightly and
/// the foot of a 2 have more of their digit above them.
const ROOM: f32 = 0.6;
/// A line may waver by this many pixels.
const WAVER: usize = 2;
/// Smaller pictures are samples, no paper.
const SMALLEST: usize = 64;

/// The mask without its ruled lines, `None` when there are none.
pub(super) fn without_lines(mask: &Mask) -> Option<Mask> {
    if mask.width.max(mask.height) < SMALLEST {
        return None;
    }
    let ruled = ruled(mask);
    let squared = self::ruled(&transposed(mask)).map(|found| found.transposed());
    let found: Vec<&Found> = ruled.iter().chain(&squared).collect();
    let is_line = |at: usize| found.iter().any(|f| f.lines.data.get(at) == Some(&true));
    let data = mask.data.iter().enumerate().map(|(at, &set)| set && !is_line(at)).collect();
    match (ruled, squared) {
        (None, None) => None,
        (Some(rows), Some(columns)) => Some(without_crossings(Mask { data, ..*mask }, &rows, &columns)),
        _ => Some(Mask { data, ..*mask }),
    }
}

/// Where two lines cross, neither is thin: what is left there goes with them, unless a stroke goes through it.
fn without_crossings(mut mask: Mask, rows: &Found, columns: &Found) -> Mask {
    let labels = label(&mask);
    let mut is_crossing = vec![true; labels.components.len() + 1];
    let beside = rows.near.data.iter().zip(&columns.near.data).map(|(row, column)| !(row & column));
    for (&label, _) in labels.of_pixel.iter().zip(beside).filter(|(_, beside)| *beside) {
        is_crossing.iter_mut().skip(label as usize).take(1).for_each(|flag| *flag = false);
    }
    let pairs = mask.data.iter_mut().zip(&labels.of_pixel);
    pairs.for_each(|(set, &label)| *set &= is_crossing.get(label as usize) != Some(&true));
    mask
}

/// Lines that were found.
struct Found {
    /// Their pixels.
    lines: Mask,
    /// These, and what lies so near that it may belong to them.
    near: Mask,
}

impl Found {
    fn transposed(&self) -> Self {
        Self { lines: transposed(&self.lines), near: transposed(&self.near) }
    }
}

fn transposed(mask: &Mask) -> Mask {
    let (width, height) = (mask.height, mask.width);
    let data = (0..width * height).map(|at| mask.get(at / width, at % width)).collect();
    Mask { width, height, data }
}

/// The lines that go across from left to right, `None` when there are none, or one that may be a stroke.
fn ruled(mask: &Mask) -> Option<Found> {
    let thick = (mask.width.max(mask.height) / THICK).max(3);
    let thin = thin_pixels(mask, thick);
    let lines = apart(lines(mask, &thin, thick), thick);
    if lines.is_empty() {
        return None;
    }
    let blank = || Mask { data: vec![false; mask.data.len()], ..*mask };
    let mut found = Found { lines: blank(), near: blank() };
    for line in &lines {
        let runs = line.runs(mask, &thin);
        let mut sizes: Vec<usize> = runs.iter().map(|(_, run)| run.len()).collect();
        sizes.sort_unstable();
        // A stroke that crosses is seen with the line, and longer.
        let usual = sizes.get(sizes.len() / 2).copied().unwrap_or(0);
        for (x, run) in runs.into_iter().filter(|(_, run)| run.len() <= usual + usual.div_ceil(2)) {
            run.for_each(|y| found.lines.set(x, y));
        }
        for x in 0..mask.width {
            let Some(middle) = line.at(x, mask) else { continue };
            let reach = usual + WAVER;
            (middle.saturating_sub(reach)..middle + reach + 1).for_each(|y| found.near.set(x, y));
        }
    }
    let is_ruling = lines.len() > 1;
    (is_ruling || leaves_room(mask, &found.lines)).then_some(found)
}

/// Of the lines that run nearer to each other than two of a ruling do, the one that most is seen of.
fn apart(mut lines: Vec<Line>, thick: usize) -> Vec<Line> {
    sort_by_number(&mut lines, |line| -(line.seen as f64));
    let mut kept: Vec<Line> = Vec::new();
    for line in lines {
        if kept.iter().all(|k| k.row.abs_diff(line.row) > 2 * thick) {
            kept.push(line);
        }
    }
    kept
}

/// Whether what is not of the line takes so little of its length that the line is no stroke of a digit cut tightly.
fn leaves_room(mask: &Mask, line: &Mask) -> bool {
    let is_other = |x: usize| (0..mask.height).any(|y| mask.get(x, y) && !line.get(x, y));
    let taken = (0..mask.width).filter(|&x| is_other(x)).count();
    taken as f32 <= ROOM * mask.width as f32
}

/// A line by its row in the middle column and its slope.
struct Line {
    row: usize,
    slope: f32,
    /// Thin pixels along it.
    seen: usize,
}

impl Line {
    /// Its row at column `x`, `None` outside.
    fn at(&self, x: usize, mask: &Mask) -> Option<usize> {
        let row = self.row as f32 + self.slope * (x as f32 - mask.width as f32 / 2.0) + 0.5;
        (row >= 0.0 && row < mask.height as f32).then_some(row as usize)
    }

    /// The thin run of each column that is the line's: the nearest that it wavers to.
    fn runs(&self, mask: &Mask, thin: &Mask) -> Vec<(usize, Range<usize>)> {
        let of_column = |x: usize| {
            let middle = self.at(x, mask)?;
            let near = (0..=WAVER).flat_map(|d| [middle.saturating_sub(d), middle + d]).find(|&y| thin.get(x, y))?;
            let top = (0..near).rev().take_while(|&y| thin.get(x, y)).last().unwrap_or(near);
            let bottom = (near..mask.height).take_while(|&y| thin.get(x, y)).last().unwrap_or(near);
            Some((x, top..bottom + 1))
        };
        (0..mask.width).filter_map(of_column).collect()
    }
}

/// Ink whose vertical run is at most `thick` long.
fn thin_pixels(mask: &Mask, thick: usize) -> Mask {
    let mut thin = Mask { data: vec![false; mask.data.len()], ..*mask };
    for x in 0..mask.width {
        let mut start = 0;
        for y in 0..=mask.height {
            if y < mask.height && mask.get(x, y) {
                continue;
            }
            if y - start <= thick {
                (start..y)
                    .for_each(|row| thin.data.iter_mut().skip(row * mask.width + x).take(1).for_each(|f| *f = true));
            }
            start = y + 1;
        }
    }
    thin
}

/// The lines of thin ink, by counting what lies along every line of every slope (a Hough transform of few angles).
fn lines(mask: &Mask, thin: &Mask, thick: usize) -> Vec<Line> {
    let wanted = |share: f32| (share * thin.width as f32) as usize;
    if thin.count() < 2 * wanted(SEEN) {
        return Vec::new();
    }
    let set =
        |mask: &Mask| -> Vec<usize> { (0..mask.data.len()).filter(|&i| mask.data.get(i) == Some(&true)).collect() };
    let is_stroke = mask.data.iter().zip(&thin.data).map(|(&ink, &thin)| ink && !thin).collect();
    let strokes = Mask { data: is_stroke, ..*mask };
    let mut near = thin.widened_vertically(WAVER);
    near.data.iter_mut().zip(&strokes.data).for_each(|(near, &stroke)| *near &= !stroke);
    let (near, strokes) = (set(&near), set(&strokes));
    let mut lines = Vec::new();
    let mut is_line_row = vec![false; thin.height];
    for slope in (-SLOPES..=SLOPES).map(|step| step as f32 * SLOPE_STEP) {
        let (seen, hidden) = (hits(thin, &near, slope), hits(thin, &strokes, slope));
        for (row, (seen, hidden)) in seen.into_iter().zip(hidden).enumerate() {
            if seen >= wanted(SEEN) && seen + hidden >= wanted(COVERED) {
                lines.push(Line { row, slope, seen });
                is_line_row.iter_mut().skip(row).take(1).for_each(|f| *f = true);
            }
        }
    }
    // Noise and textures have lines everywhere; paper has one in several thicknesses.
    let rows = is_line_row.iter().filter(|&&f| f).count();
    if rows * 2 > thin.height.max(8 * thick) { Vec::new() } else { lines }
}

/// For each row of the middle column, how many of the pixels lie on the line of this slope through it.
fn hits(size: &Mask, pixels: &[usize], slope: f32) -> Vec<usize> {
    let mut hits = vec![0; size.height];
    let middle = size.width as f32 / 2.0;
    for &at in pixels {
        let row = (at / size.width) as f32 - slope * ((at % size.width) as f32 - middle) + 0.5;
        if row >= 0.0 {
            hits.iter_mut().skip(row as usize).take(1).for_each(|h| *h += 1);
        }
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask(is_ink: impl Fn(usize, usize) -> bool) -> Mask {
        let data = (0..120 * 120).map(|at| is_ink(at % 120, at / 120)).collect();
        Mask { width: 120, height: 120, data }
    }

    #[test]
    fn squared_paper_goes_and_the_stroke_across_it_stays() {
        let stroke = |x: usize, y: usize| (55..65).contains(&x) && (20..100).contains(&y);
        let line = |x: usize, y: usize| (x + 12) % 30 < 2 || (y + 10 + x / 40) % 30 < 2;
        let clean = without_lines(&mask(|x, y| stroke(x, y) || line(x, y))).unwrap();
        assert_eq!(clean.data.iter().zip(&mask(stroke).data).filter(|(a, b)| **b && !**a).count(), 0);
        let left = clean.data.iter().zip(&mask(stroke).data).filter(|(a, b)| **a && !**b).count();
        assert!(left < 120, "{left} pixels of the lines are left, specks where they cross");
    }

    #[test]
    fn one_line_that_leaves_room_is_ruled_and_the_crossbar_of_a_four_is_not() {
        let stem = |x: usize, y: usize| (55..65).contains(&x) && (20..100).contains(&y);
        let line = |y: usize| (80..83).contains(&y);
        assert_eq!(without_lines(&mask(|x, y| stem(x, y) || line(y))), Some(mask(stem)));
        let angle = |x: usize, y: usize| y < 83 && (x + y).abs_diff(83) < 6;
        assert_eq!(without_lines(&mask(|x, y| stem(x, y) || angle(x, y) || line(y))), None);
    }
}
