//! Stage 3: illumination. Shadows, vignettes and uneven light are taken out, clean pictures stay untouched.

use super::guess::{Guess, guesses, shrunk};
use super::histogram::Histogram;
use super::mask::Mask;
use crate::image::Plane;

/// The longer side at which guesses at the paper are compared.
const COMPARED: usize = 256;
/// Pictures smaller than this are drawings or samples, not photographs.
pub(super) const SMALLEST: usize = 64;
/// A picture is clean when its paper varies by less than this share of the contrast between paper and ink.
const CLEAN: f32 = 0.07;
/// A later guess must be truer than the best so far by this factor: they come in the order of caution.
const BETTER: f32 = 1.1;
/// No sharper than this, relative to the light, is a slope of light by itself: 200 grey levels over a picture's side.
const SLOPE: f32 = 0.02;

/// The picture with its paper brought to one level, `None` when it is clean as it came.
///
/// Several guesses at the paper are made, and the one whose ink ends at the sharpest edges is right: see `contour`.
/// What `surfaces` has is not looked at and becomes paper.
pub(super) fn flatten(luminance: &Plane, surfaces: Option<&Mask>) -> Option<Plane> {
    let is_small = luminance.width().max(luminance.height()) < SMALLEST;
    if surfaces.is_none() && (is_small || is_clean(luminance)) {
        return None;
    }
    let mut best: Option<(f32, Guess)> = None;
    let small = shrunk(luminance, COMPARED);
    for guess in guesses(luminance, surfaces) {
        let truth = guess.truth(&small);
        if best.as_ref().is_none_or(|(most, _)| truth > BETTER * most.max(SLOPE)) {
            best = Some((truth, guess));
        }
    }
    best.and_then(|(_, guess)| guess.apply(luminance))
}

/// Whether paper and ink are two narrow groups of values: most of the paper within a few levels.
fn is_clean(luminance: &Plane) -> bool {
    let split = Histogram::of(luminance.data().iter().copied()).otsu();
    let paper_is_light = split.high_share >= 0.5;
    let is_paper = |v: &f32| (*v > split.threshold) == paper_is_light;
    let paper = Histogram::of(luminance.data().iter().copied().filter(is_paper));
    paper.quantile(0.95) - paper.quantile(0.05) < CLEAN * (split.high - split.low)
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
