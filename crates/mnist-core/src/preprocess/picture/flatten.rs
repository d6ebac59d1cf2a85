//! Stage 3: illumination. Shadows, vignettes and uneven light are taken out, clean pictures stay untouched.

use super::contour::sharpness;
use super::envelope::by_envelope;
use super::histogram::Histogram;
use super::mask::{Mask, binarise, levels};
use super::polarity::{ink, light_class_is_paper};
use super::window::{UNSEEN, by_windows};
use crate::image::Plane;
use crate::preprocess::resample::{Region, resample};

/// The longer side of the coarse picture on which the paper is looked for.
const COARSE: usize = 48;
/// The longer side at which guesses at the paper are compared.
const COMPARED: usize = 256;
/// Pictures smaller than this are drawings or samples, not photographs.
pub(super) const SMALLEST: usize = 64;
/// A picture is clean when its paper varies by less than this share of the contrast between paper and ink.
const CLEAN: f32 = 0.07;
/// Paper at least this light reflects: its shadows multiply. Darker surfaces are corrected by the difference.
const REFLECTING: f32 = 100.0;
/// A later guess must be truer than the best so far by this factor: the first are the more cautious.
const BETTER: f32 = 1.1;

/// The picture with its paper brought to one level, `None` when it is clean as it came.
///
/// Several guesses at the paper are made, and the one whose ink ends at the sharpest edges is right: see [`sharpness`].
/// What `surfaces` has is not looked at and becomes paper.
pub(super) fn flatten(luminance: &Plane, surfaces: Option<&Mask>) -> Option<Plane> {
    let is_small = luminance.width().max(luminance.height()) < SMALLEST;
    if surfaces.is_none() && (is_small || is_clean(luminance)) {
        return None;
    }
    let mut best: Option<(f32, Option<Plane>)> = None;
    let small = reduced(luminance);
    for guess in guesses(luminance, surfaces) {
        let truth = guess.truth(&small);
        if best.as_ref().is_none_or(|(least, _)| truth > BETTER * least) {
            best = Some((truth, guess.apply(luminance)));
        }
    }
    best.and_then(|(_, flat)| flat)
}

/// Where the paper may lie, and what of the picture is none of it.
struct Guess<'a> {
    /// Coarse levels of the paper; `None` for one level throughout.
    paper: Option<Plane>,
    surfaces: Option<&'a Mask>,
    /// What has to come out as paper for the guess to agree with itself.
    paper_is_light: Option<bool>,
}

fn guesses<'a>(luminance: &Plane, surfaces: Option<&'a Mask>) -> Vec<Guess<'a>> {
    let seen = coarse(luminance, None);
    let windows = |surfaces: Option<&'a Mask>| Guess {
        paper: Some(by_windows(&coarse(luminance, surfaces))),
        surfaces,
        paper_is_light: None,
    };
    let envelope = |is_light: bool| {
        by_envelope(&seen, is_light).map(|p| Guess { paper: Some(p), surfaces: None, paper_is_light: Some(is_light) })
    };
    let mut all: Vec<Guess<'a>> = surfaces.map(|mask| windows(Some(mask))).into_iter().collect();
    all.push(windows(None));
    all.extend([true, false].into_iter().filter_map(envelope));
    all.push(Guess { paper: None, surfaces: None, paper_is_light: None });
    all
}

impl Guess<'_> {
    /// How true the ink is that the guess leaves: 0 for none, or when light and dark have changed places.
    fn truth(&self, luminance: &Plane) -> f32 {
        let flat = self.apply(luminance);
        let flat = flat.as_ref().unwrap_or(luminance);
        if self.paper_is_light.is_some_and(|is_light| is_light != light_class_is_paper(flat)) {
            return 0.0;
        }
        let ink = ink(flat, self.paper.is_some());
        let Some(found) = levels(&ink, |_| true) else { return 0.0 };
        sharpness(luminance, &binarise(&ink, &found))
    }

    /// The picture with this paper brought to one level.
    fn apply(&self, luminance: &Plane) -> Option<Plane> {
        let paper = self.paper.as_ref()?;
        let level = Histogram::of(paper.data().iter().copied()).quantile(0.5).max(1.0);
        let paper = enlarge(paper, luminance.width(), luminance.height());
        let mut flat = luminance.clone();
        let pairs = flat.data_mut().iter_mut().zip(paper.data());
        if level >= REFLECTING {
            pairs.for_each(|(v, &p)| *v = (*v * level / p.max(8.0)).min(255.0));
        } else {
            pairs.for_each(|(v, &p)| *v = (*v + level - p).clamp(0.0, 255.0));
        }
        if let Some(mask) = self.surfaces {
            let hidden = resample(&mask.to_plane(), whole(mask.width, mask.height), flat.width(), flat.height());
            let pairs = flat.data_mut().iter_mut().zip(hidden.data());
            pairs.filter(|(_, hidden)| **hidden > 0.0).for_each(|(v, _)| *v = level);
        }
        Some(flat)
    }
}

/// Whether paper and ink are two narrow groups of values: most of the paper within a few levels.
fn is_clean(luminance: &Plane) -> bool {
    let split = Histogram::of(luminance.data().iter().copied()).otsu();
    let paper_is_light = split.high_share >= 0.5;
    let is_paper = |v: &f32| (*v > split.threshold) == paper_is_light;
    let paper = Histogram::of(luminance.data().iter().copied().filter(is_paper));
    paper.quantile(0.95) - paper.quantile(0.05) < CLEAN * (split.high - split.low)
}

fn whole(width: usize, height: usize) -> Region {
    Region { left: 0.0, top: 0.0, width: width as f32, height: height as f32 }
}

/// The picture with its longer side at most `longest`.
fn shrunk(plane: &Plane, longest: usize) -> Plane {
    let longer = plane.width().max(plane.height());
    let side = |size: usize| if longer <= longest { size } else { (size * longest / longer).max(1) };
    resample(plane, whole(plane.width(), plane.height()), side(plane.width()), side(plane.height()))
}

fn reduced(luminance: &Plane) -> Plane {
    shrunk(luminance, COMPARED)
}

/// The coarse picture, [`UNSEEN`] where it lies on a surface.
fn coarse(luminance: &Plane, surfaces: Option<&Mask>) -> Plane {
    let seen = shrunk(luminance, COARSE);
    let Some(mask) = surfaces else { return seen };
    let hidden = shrunk(&mask.to_plane(), COARSE);
    let value = |x: usize, y: usize| if hidden.get(x, y) < 1.0 { seen.get(x, y) } else { UNSEEN };
    Plane::from_fn(seen.width(), seen.height(), value)
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
