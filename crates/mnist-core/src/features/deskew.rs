//! Upright digits by a shear, from the second moments of the ink (LeCun et al., "Gradient-Based Learning Applied to
//! Document Recognition", 1998, call it deslanting).

use super::{PIXELS, SIDE};
use crate::classifier::{Transform, check_features};
use crate::estimator::EstimatorError;
use crate::matrix::{Matrix, finite};
use crate::tensors::TensorFile;

/// Shears each 28 x 28 image along x about its centre of mass, which stays where it is; ink sheared out of the image is
/// lost, blank and one-row images stay as they are.
pub(super) struct Deskew;

impl Deskew {
    pub(super) fn fit(x: &Matrix) -> Result<Self, EstimatorError> {
        check_features(x, PIXELS)?;
        Ok(Self)
    }
}

impl Transform for Deskew {
    fn n_features_in(&self) -> usize {
        PIXELS
    }

    fn n_features_out(&self) -> usize {
        PIXELS
    }

    fn transform(&self, x: &Matrix) -> Result<Matrix, EstimatorError> {
        check_features(x, PIXELS)?;
        let mut out = Matrix::zeros(x.rows(), PIXELS);
        for i in 0..x.rows() {
            deskew(x.row(i), out.row_mut(i));
        }
        Ok(out)
    }

    /// Nothing is fitted.
    fn save(&self, _: &mut TensorFile, _: &str) {}
}

#[inline(never)]
fn deskew(from: &[f32], to: &mut [f32]) {
    let (slant, centre) = slant(from);
    for (y, (from, to)) in (0u8..).zip(from.chunks_exact(SIDE).zip(to.chunks_exact_mut(SIDE))) {
        shift(from, slant * (f32::from(y) - centre), to);
    }
}

/// How far the ink moves to the right from one row to the next, and the row of its centre of mass.
fn slant(image: &[f32]) -> (f32, f32) {
    let (mut mass, mut sum_x, mut sum_y, mut sum_xy, mut sum_yy) = (0.0f64, 0.0, 0.0, 0.0, 0.0);
    for (y, row) in (0u8..).zip(image.chunks_exact(SIDE)) {
        let (mut row_mass, mut row_x) = (0.0f32, 0.0f32);
        for (x, &v) in (0u8..).zip(row) {
            row_mass += v;
            row_x += v * f32::from(x);
        }
        let (y, row_mass, row_x) = (f64::from(y), f64::from(row_mass), f64::from(row_x));
        mass += row_mass;
        sum_x += row_x;
        sum_y += y * row_mass;
        sum_xy += y * row_x;
        sum_yy += y * y * row_mass;
    }
    let centre = sum_y / mass;
    let slant = (sum_xy - centre * sum_x) / (sum_yy - centre * sum_y);
    // Blank or one row: no slant. Steeper than the image is wide: not ink, but noise around zero mass.
    if slant.abs() < SIDE as f64 { (slant as f32, centre as f32) } else { (0.0, 0.0) }
}

/// `to[x] = from[x + offset]`, linear between pixels, 0 outside.
fn shift(from: &[f32], offset: f32, to: &mut [f32]) {
    let whole = offset.floor();
    let fraction = offset - whole;
    // One pixel beyond the border on each side; an offset further out shifts everything out.
    let mut padded = [0.0; 3 * SIDE + 1];
    padded[SIDE..2 * SIDE].copy_from_slice(from);
    let start = (whole.clamp(-(SIDE as f32), SIDE as f32) + SIDE as f32) as usize;
    for (to, pair) in to.iter_mut().zip(padded[start..].windows(2)) {
        *to = finite((1.0 - fraction) * pair[0] + fraction * pair[1]);
    }
}
