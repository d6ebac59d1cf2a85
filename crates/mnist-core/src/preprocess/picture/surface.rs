//! What lies beside the paper: a dark table, a phone, the edge of a scanner. Found before the light is flattened,
//! which would turn its edge into ink.

use super::clean::is_surface;
use super::components::{Component, Labels, label};
use super::flatten::SMALLEST;
use super::histogram::Histogram;
use super::mask::Mask;
use crate::image::Plane;
use crate::preprocess::width::stroke_width;

/// A surface is at most this light beside the paper; a shadow on the paper is lighter.
const DARK: f32 = 0.4;
/// The paper that remains is wider than this share of the picture, measured as a stroke's width would be: light ink on
/// a dark board is not.
const WIDE: f32 = 0.22;
/// The soft edge of a surface, in pixels.
const EDGE: usize = 3;

/// The pixels of dark surfaces that the frame cuts, with their soft edges; `None` when there are none.
pub(super) fn surfaces(luminance: &Plane) -> Option<Mask> {
    if luminance.width().max(luminance.height()) < SMALLEST {
        return None;
    }
    let split = Histogram::of(luminance.data().iter().copied()).otsu();
    if split.high_share <= 0.0 {
        return None;
    }
    let (width, height) = (luminance.width(), luminance.height());
    let dark = Mask { width, height, data: luminance.data().iter().map(|&v| v < split.threshold).collect() };
    let labels = label(&dark);
    let perimeter = (2 * (width + height)) as f32;
    let sums = sums(luminance, &labels);
    let is_dark = |c: &Component, sum: f64| sum <= f64::from(DARK * split.high) * c.area as f64;
    let pairs = labels.components.iter().zip(&sums);
    let found: Vec<bool> = pairs.map(|(c, sum)| is_surface(c, perimeter) && is_dark(c, *sum)).collect();
    let of_label = |&label: &u32| (label as usize).checked_sub(1).and_then(|i| found.get(i)) == Some(&true);
    let surface = Mask { width, height, data: labels.of_pixel.iter().map(of_label).collect() };
    let paper = surface.to_plane().map(|v| 255.0 - v);
    let is_paper = stroke_width(&paper) > WIDE * width.max(height) as f32;
    (surface.count() > 0 && is_paper).then(|| surface.widened(EDGE))
}

/// The sum of lightness over each component.
fn sums(luminance: &Plane, labels: &Labels) -> Vec<f64> {
    let mut sums = vec![0.0f64; labels.components.len()];
    for (&label, &value) in labels.of_pixel.iter().zip(luminance.data()) {
        if let Some(sum) = (label as usize).checked_sub(1).and_then(|i| sums.get_mut(i)) {
            *sum += f64::from(value);
        }
    }
    sums
}
