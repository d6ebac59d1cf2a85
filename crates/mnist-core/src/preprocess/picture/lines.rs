//! Ruled and squared paper: thin parallel lines across the whole picture leave the mask, strokes across them stay.

use super::mask::Mask;

/// Lines are at most this share of the longer side thick, and never less than three pixels.
const THICK: usize = 80;
/// A line is seen along this share of the way across, or hidden by strokes.
const COVERED: f32 = 0.85;
/// It is seen along this share at least.
const SEEN: f32 = 0.4;
/// Slopes that are tried to either side, in steps of one in eighty: up to six degrees.
const SLOPES: i32 = 8;
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
    let squared = ruled_transposed(mask);
    if ruled.is_none() && squared.is_none() {
        return None;
    }
    let is_line = |at: usize| {
        let (x, y) = (at % mask.width, at / mask.width);
        ruled.as_ref().is_some_and(|m| m.get(x, y)) || squared.as_ref().is_some_and(|m| m.get(y, x))
    };
    let data = mask.data.iter().enumerate().map(|(at, &set)| set && !is_line(at)).collect();
    Some(Mask { data, ..*mask })
}

fn ruled_transposed(mask: &Mask) -> Option<Mask> {
    let (width, height) = (mask.height, mask.width);
    let data = (0..width * height).map(|at| mask.get(at / width, at % width)).collect();
    ruled(&Mask { width, height, data })
}

/// The pixels of lines that go across from left to right, `None` when there are none, or one that may be a stroke.
fn ruled(mask: &Mask) -> Option<Mask> {
    let thick = (mask.width.max(mask.height) / THICK).max(3);
    let thin = thin_pixels(mask, thick);
    let lines = lines(mask, &thin, thick);
    let is_apart = |a: &Line, b: &Line| a.row.abs_diff(b.row) > 4 * thick;
    let is_ruling = lines.iter().any(|a| lines.iter().any(|b| is_apart(a, b)));
    if lines.is_empty() {
        return None;
    }
    let mut found = Mask { data: vec![false; mask.data.len()], ..thin };
    for line in &lines {
        for x in 0..mask.width {
            let Some(middle) = line.at(x, mask) else { continue };
            for y in middle.saturating_sub(thick + WAVER)..(middle + thick + WAVER + 1).min(mask.height) {
                let is_thin = thin.get(x, y);
                found.data.iter_mut().skip(y * mask.width + x).take(1).for_each(|f| *f |= is_thin);
            }
        }
    }
    (is_ruling || leaves_room(mask, &found)).then_some(found)
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
}

impl Line {
    /// Its row at column `x`, `None` outside.
    fn at(&self, x: usize, mask: &Mask) -> Option<usize> {
        let row = self.row as f32 + self.slope * (x as f32 - mask.width as f32 / 2.0) + 0.5;
        (row >= 0.0 && row < mask.height as f32).then_some(row as usize)
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
                lines.push(Line { row, slope });
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
