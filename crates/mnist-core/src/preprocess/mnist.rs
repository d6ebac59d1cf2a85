//! MNIST's own images through the last two stages.

use super::fit::{SIDE, fit_and_centre};
use super::width::adjust;
use crate::image::Plane;

/// Stages 7 and 8 (stroke width, fit, centre) for an image of MNIST: 28x28, ink 255 on 0.
///
/// The same code as [`super::preprocess`] ends with, so that a model learns from exactly the pictures it will see.
/// Nearly the identity on MNIST; an image without ink comes back all zero.
pub fn normalise_mnist(pixels: &[u8; 784]) -> [u8; 784] {
    let ink = Plane::from_fn(SIDE, SIDE, |x, y| pixels.get(y * SIDE + x).map_or(0.0, |&p| f32::from(p)));
    fit_and_centre(&adjust(&ink).unwrap_or(ink))
}
