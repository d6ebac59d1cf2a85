//! Stage 8: fit to 20x20 keeping the aspect, by area, and move the centre of mass to the middle of 28x28.
//!
//! This is how MNIST was made from NIST's pictures (LeCun, Cortes, Burges, "The MNIST database of handwritten
//! digits"), and the same code passes over MNIST's own images, for which it is nearly the identity.

use super::resample::{Region, resample};
use crate::image::Plane;

/// The side of MNIST's pictures.
pub const SIDE: usize = 28;
/// How many pixels they have.
pub const PIXELS: usize = SIDE * SIDE;
/// The box within it that digits are fitted to.
pub(super) const BOX: usize = 20;

/// The brightest pixel after fitting a whole stroke is this in nearly all of MNIST.
const BRIGHTEST: f32 = 255.0;
/// Ink counts as such from this value on when the extent is looked for.
const FAINTEST: f32 = 1.0;

/// The 784 bytes of `ink` (0 paper, 255 ink), all zero when there is no ink.
pub(super) fn fit_and_centre(ink: &Plane) -> [u8; 784] {
    match ink_extent(ink) {
        Some(region) => centre(&brighten(&fit(ink, region)), [0.0; 2]),
        None => [0; 784],
    }
}

/// Stage 8 without the fit, for ink that has its size: brightened, its centre of mass moved to the middle, and from there by
/// `shift` whole pixels right and down, as far as the ink stays inside. All zero without ink.
pub(crate) fn recentre(ink: &Plane, shift: [f64; 2]) -> [u8; PIXELS] {
    let Some(region) = ink_extent(ink) else { return [0; PIXELS] };
    let within = |start: f32, length: f32| {
        let kept = length.min(SIDE as f32);
        ((start + ((length - kept) / 2.0).floor()) as usize, kept as usize)
    };
    let ((left, width), (top, height)) = (within(region.left, region.width), within(region.top, region.height));
    centre(&brighten(&Plane::from_fn(width, height, |x, y| ink.get(left + x, top + y))), shift)
}

/// The smallest region around everything that is not paper.
fn ink_extent(ink: &Plane) -> Option<Region> {
    let is_ink = |v: &f32| *v >= FAINTEST;
    let mut rows = (0..ink.height()).filter(|&y| ink.row(y).iter().any(is_ink));
    let top = rows.next()?;
    let bottom = rows.next_back().unwrap_or(top);
    let lefts = (top..=bottom).filter_map(|y| ink.row(y).iter().position(is_ink));
    let rights = (top..=bottom).filter_map(|y| ink.row(y).iter().rposition(is_ink));
    let (left, right) = (lefts.min()?, rights.max()?);
    Some(Region {
        left: left as f32,
        top: top as f32,
        width: (right + 1 - left) as f32,
        height: (bottom + 1 - top) as f32,
    })
}

/// The region with its longer side scaled to 20 pixels. The shorter is rounded up and the region widened to match, so
/// that the aspect is kept exactly.
fn fit(ink: &Plane, region: Region) -> Plane {
    let longer = region.width.max(region.height);
    let scale = BOX as f32 / longer;
    // Within one pixel of the size already: resampling would only blur. Three in four of MNIST's are exactly 20.
    let scale = if (longer - BOX as f32).abs() <= 1.0 { 1.0 } else { scale };
    let cells = |size: f32| ((size * scale + 0.999).floor() as usize).clamp(1, BOX + 1);
    let (width, height) = (cells(region.width), cells(region.height));
    let (wide, high) = (width as f32 / scale, height as f32 / scale);
    let widened = Region {
        left: region.left + (region.width - wide) / 2.0,
        top: region.top + (region.height - high) / 2.0,
        width: wide,
        height: high,
    };
    resample(ink, widened, width, height)
}

/// Scales the ink so that the inside of its strokes is white: a hairline fades when it is shrunk, and a model that
/// learnt from MNIST's white strokes has never seen a grey one.
fn brighten(fitted: &Plane) -> Plane {
    let mut values: Vec<f32> = fitted.data().iter().copied().filter(|&v| v >= FAINTEST).collect();
    // Not the very brightest, which may be a crossing: a tenth of the ink is at least this bright.
    let Some(place) = values.len().checked_sub(1 + values.len() / 10) else { return fitted.clone() };
    let (_, &mut inside, _) = values.select_nth_unstable_by(place, f32::total_cmp);
    let gain = if inside >= 250.0 { 1.0 } else { BRIGHTEST / inside };
    fitted.map(|v| (v * gain).min(BRIGHTEST))
}

/// Where MNIST has the centre of mass, counted from the edge: the middle of pixel 14 (mean over its images 14.50, all
/// within half a pixel).
const MIDDLE: f64 = 14.5;

/// Moves the centre of mass to the middle and then by `shift`, by whole pixels, as MNIST did, as far as the ink stays inside.
fn centre(fitted: &Plane, shift: [f64; 2]) -> [u8; 784] {
    let (mut mass, mut sum_x, mut sum_y) = (0.0f64, 0.0f64, 0.0f64);
    for y in 0..fitted.height() {
        for (x, &value) in fitted.row(y).iter().enumerate() {
            let value = f64::from(value);
            mass += value;
            sum_x += value * (x as f64 + 0.5);
            sum_y += value * (y as f64 + 0.5);
        }
    }
    let mass = mass.max(f64::MIN_POSITIVE);
    let offset = |moment: f64, size: usize, shift: f64| {
        let wanted = (MIDDLE - moment / mass + 0.5).floor() + shift;
        wanted.clamp(0.0, (SIDE - size.min(SIDE)) as f64) as usize
    };
    let (left, top) = (offset(sum_x, fitted.width(), shift[0]), offset(sum_y, fitted.height(), shift[1]));
    let bytes = fitted.to_bytes();
    let mut pixels = [0u8; 784];
    for (y, row) in bytes.chunks_exact(fitted.width()).enumerate() {
        let start = (top + y) * SIDE + left;
        if let Some(target) = pixels.get_mut(start..start + row.len()) {
            target.copy_from_slice(row);
        }
    }
    pixels
}
