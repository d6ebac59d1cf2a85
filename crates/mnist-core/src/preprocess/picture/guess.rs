//! Guesses at the paper of an unevenly lit picture, and how true each is.

use super::closing::{by_closing, dark_is_stroke};
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
/// The longer side at which it is told whether dark or light is narrow.
const CLOSED: usize = 128;
/// Paper at least this light reflects: its shadows multiply. Darker surfaces are corrected by the difference.
const REFLECTING: f32 = 100.0;

/// What is known of the paper.
enum Paper {
    /// Its levels, coarsely.
    Coarse(Plane),
    /// What is left of the picture when strokes are filled.
    Closing { is_light: bool },
    /// One level throughout.
    Even,
}

/// Where the paper may lie, and what of the picture is none of it.
pub(super) struct Guess<'a> {
    paper: Paper,
    surfaces: Option<&'a Mask>,
    /// What has to come out as paper for the guess to agree with itself.
    paper_is_light: Option<bool>,
}

/// The more cautious come first: windows follow edges of shadows, envelopes bear any pen, closings
/// any shadow, one level changes nothing.
pub(super) fn guesses<'a>(luminance: &Plane, surfaces: Option<&'a Mask>) -> Vec<Guess<'a>> {
    let seen = coarse(luminance, None);
    let windows = |seen: &Plane, surfaces: Option<&'a Mask>| Guess {
        paper: Paper::Coarse(by_windows(seen)),
        surfaces,
        paper_is_light: None,
    };
    let envelope = |is_light: bool| {
        let paper = Paper::Coarse(by_envelope(&seen, is_light)?);
        Some(Guess { paper, surfaces: None, paper_is_light: Some(is_light) })
    };
    let without = |mask: &'a Mask| windows(&coarse(luminance, Some(mask)), Some(mask));
    let mut all: Vec<Guess<'a>> = surfaces.map(without).into_iter().collect();
    all.push(windows(&seen, None));
    all.extend([true, false].into_iter().filter_map(envelope));
    all.push(Guess::closing(luminance));
    all.push(Guess { paper: Paper::Even, surfaces: None, paper_is_light: None });
    all
}

impl Guess<'_> {
    /// What is left when whatever is narrow is filled up: no edge of a shadow is.
    pub(super) fn closing(luminance: &Plane) -> Self {
        let is_light = dark_is_stroke(&shrunk(luminance, CLOSED));
        Self { paper: Paper::Closing { is_light }, surfaces: None, paper_is_light: Some(is_light) }
    }

    /// How true the ink is that the guess leaves: 0 for none, or when light and dark have changed places.
    pub(super) fn truth(&self, luminance: &Plane) -> f32 {
        let flat = self.apply(luminance);
        let flat = flat.as_ref().unwrap_or(luminance);
        if self.paper_is_light.is_some_and(|is_light| is_light != light_class_is_paper(flat)) {
            return 0.0;
        }
        let ink = ink(flat, !matches!(self.paper, Paper::Even));
        let Some(found) = levels(ink.data()) else { return 0.0 };
        sharpness(luminance, &binarise(&ink, &found))
    }

    /// The picture with this paper brought to one level.
    pub(super) fn apply(&self, luminance: &Plane) -> Option<Plane> {
        let paper = match &self.paper {
            Paper::Coarse(paper) => enlarge(paper, luminance.width(), luminance.height()),
            Paper::Closing { is_light } => by_closing(luminance, *is_light),
            Paper::Even => return None,
        };
        let level = Histogram::of(paper.data().iter().copied()).quantile(0.5).max(1.0);
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

fn whole(width: usize, height: usize) -> Region {
    Region { left: 0.0, top: 0.0, width: width as f32, height: height as f32 }
}

/// The picture with its longer side at most `longest`.
pub(super) fn shrunk(plane: &Plane, longest: usize) -> Plane {
    let longer = plane.width().max(plane.height());
    let side = |size: usize| if longer <= longest { size } else { (size * longest / longer).max(1) };
    resample(plane, whole(plane.width(), plane.height()), side(plane.width()), side(plane.height()))
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
