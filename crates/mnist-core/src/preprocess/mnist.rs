//! MNIST's own images through the last two stages.

use super::PreprocessError;
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

/// [`normalise_mnist`] for `n` images one after another, `n * 784` bytes.
///
/// # Errors
/// [`PreprocessError::Images`] when the length is no multiple of 784.
pub fn normalise_mnist_images(pixels: &[u8]) -> Result<Vec<u8>, PreprocessError> {
    let (images, rest) = pixels.as_chunks::<784>();
    if !rest.is_empty() {
        return Err(PreprocessError::Images { found: pixels.len() });
    }
    Ok(images.iter().flat_map(normalise_mnist).collect())
}
