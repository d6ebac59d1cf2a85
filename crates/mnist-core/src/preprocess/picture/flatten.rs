//! Stage 3: illumination. Shadows, vignettes and uneven light are taken out, clean pictures stay untouched.

use super::histogram::Histogram;
use super::mask::Mask;
use crate::image::Plane;
use crate::preprocess::resample::{Region, resample};

/// The longer side of the coarse picture on which the paper is looked for.
const COARSE: usize = 48;
/// Half the window of the median, in coarse pixels: a window of 21 sees paper around any stroke that a digit has.
const REACH: usize = 10;
/// Pictures smaller than this are drawings or samples, not photographs.
pub(super) const SMALLEST: usize = 64;
/// A picture is clean when its paper varies by less than this share of the contrast between paper and ink.
const CLEAN: f32 = 0.07;
/// Paper at least this light reflects: its shadows multiply. Darker surfaces are corrected by the difference.
const REFLECTING: f32 = 100.0;

/// The picture with its paper brought to one level, `None` when it is clean as it came.
///
/// The paper at each place is the median of a window around it, a fifth of the picture to each side, as no stroke fills
/// half of such a window. What `surfaces` has is not looked at and becomes paper.
pub(super) fn flatten(luminance: &Plane, surfaces: Option<&Mask>) -> Option<Plane> {
    let is_small = luminance.width().max(luminance.height()) < SMALLEST;
    if surfaces.is_none() && (is_small || is_clean(luminance)) {
        return None;
    }
    let paper = paper(luminance, surfaces);
    let level = Histogram::of(paper.data().iter().copied()).quantile(0.5).max(1.0);
    let mut flat = luminance.clone();
    let pairs = flat.data_mut().iter_mut().zip(paper.data());
    if level >= REFLECTING {
        pairs.for_each(|(v, &p)| *v = (*v * level / p.max(8.0)).min(255.0));
    } else {
        pairs.for_each(|(v, &p)| *v = (*v + level - p).clamp(0.0, 255.0));
    }
    if let Some(mask) = surfaces {
        flat.data_mut().iter_mut().zip(&mask.data).filter(|(_, hidden)| **hidden).for_each(|(v, _)| *v = level);
    }
    Some(flat)
}

/// Whether paper and ink are two narrow groups of values: most of the paper within a few levels.
fn is_clean(luminance: &Plane) -> bool {
    let split = Histogram::of(luminance.data().iter().copied()).otsu();
    let paper_is_light = split.high_share >= 0.5;
    let is_paper = |v: &f32| (*v > split.threshold) == paper_is_light;
    let paper = Histogram::of(luminance.data().iter().copied().filter(is_paper));
    paper.quantile(0.95) - paper.quantile(0.05) < CLEAN * (split.high - split.low)
}

/// The level of the paper at each pixel.
fn paper(luminance: &Plane, surfaces: Option<&Mask>) -> Plane {
    let (width, height) = (luminance.width(), luminance.height());
    let longer = width.max(height);
    let side = |size: usize| if longer <= COARSE { size } else { (size * COARSE / longer).max(1) };
    let (wide, high) = (side(width), side(height));
    let whole = Region { left: 0.0, top: 0.0, width: width as f32, height: height as f32 };
    let coarse = resample(luminance, whole, wide, high);
    let hidden = surfaces.map(|mask| resample(&mask.to_plane(), whole, wide, high));
    let is_seen = |x: usize, y: usize| hidden.as_ref().is_none_or(|h| h.get(x, y) < 1.0);
    let seen = Plane::from_fn(wide, high, |x, y| if is_seen(x, y) { coarse.get(x, y) } else { UNSEEN });
    let overall = Histogram::of(seen.data().iter().copied().filter(|&v| v >= 0.0)).quantile(0.5);
    let medians = Plane::from_fn(wide, high, |x, y| median_around(&seen, x, y).unwrap_or(overall));
    enlarge(&medians, width, height)
}

/// Marks a coarse pixel that lies on a surface.
const UNSEEN: f32 = -1.0;

/// The median of the window around `(x, y)`, cut at the edges; `None` where all is unseen.
fn median_around(plane: &Plane, x: usize, y: usize) -> Option<f32> {
    let rows = y.saturating_sub(REACH)..(y + REACH + 1).min(plane.height());
    let columns = x.saturating_sub(REACH)..(x + REACH + 1).min(plane.width());
    let values = rows.flat_map(|row| plane.row(row).get(columns.clone()).unwrap_or(&[]));
    let seen = values.copied().filter(|&v| v >= 0.0);
    let histogram = Histogram::of(seen);
    (histogram.total() > 0).then(|| histogram.quantile(0.5))
}

/// Linear interpolation between the coarse cells, constant beyond their outermost centres.
fn enlarge(coarse: &Plane, width: usize, height: usize) -> Plane {
    let at = |i: usize, size: usize, cells: usize| {
        let place = ((i as f32 + 0.5) * cells as f32 / size as f32 - 0.5).clamp(0.0, (cells - 1) as f32);
        let first = place.floor();
        (first as usize, (first as usize + 1).min(cells - 1), place - first)
    };
    Plane::from_fn(width, height, |x, y| {
        let (left, right, across) = at(x, width, coarse.width());
        let (top, bottom, down) = at(y, height, coarse.height());
        let mix = |row: usize| coarse.get(left, row) * (1.0 - across) + coarse.get(right, row) * across;
        mix(top) * (1.0 - down) + mix(bottom) * down
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stroke(x: usize, y: usize) -> bool {
        (90..98).contains(&x) && (40..160).contains(&y)
    }

    #[test]
    fn a_clean_picture_stays_untouched() {
        let clean = Plane::from_fn(200, 200, |x, y| if stroke(x, y) { 30.0 } else { 250.0 - ((x + y) % 3) as f32 });
        assert_eq!(flatten(&clean, None), None);
    }

    #[test]
    fn a_shadow_is_taken_out() {
        let light = |x: usize| 240.0 - 0.7 * x as f32;
        let shaded = Plane::from_fn(200, 200, |x, y| light(x) * if stroke(x, y) { 0.4 } else { 1.0 });
        let flat = flatten(&shaded, None).unwrap();
        let row = flat.row(100);
        let paper: Vec<f32> = row.iter().enumerate().filter(|(x, _)| !stroke(*x, 100)).map(|(_, &v)| v).collect();
        let (low, high) = paper.iter().fold((255f32, 0f32), |(l, h), &v| (l.min(v), h.max(v)));
        assert!(high - low < 45.0, "the light differs by 140 before, {low} to {high} after");
        assert!(row[94] < 0.6 * low);
    }
}
