//! Other ways of writing the same digit: small distortions of normalised images, for training.
//!
//! Each image's distortion depends on the seed, the epoch and the image's number alone, so workers can share the images of
//! an epoch in any way.

mod distort;
mod params;
mod thicken;

pub use params::AugmentParams;

use crate::estimator::EstimatorError;
use crate::preprocess::PIXELS;
use crate::rng::Rng;

/// Distorts images, 784 bytes each, as preprocessing delivers them.
#[derive(Clone, Debug)]
pub struct Augmenter {
    params: AugmentParams,
    seed: u64,
}

impl Augmenter {
    /// Checks `params`.
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`].
    pub fn new(params: AugmentParams, seed: u64) -> Result<Self, EstimatorError> {
        params.check()?;
        Ok(Self { params, seed })
    }

    /// Distorts every image of `images`, `[n, 784]`; `indices`, `[n]`, are the numbers that tell images apart.
    ///
    /// # Errors
    /// [`EstimatorError::Shape`] when there are not 784 bytes for each index.
    pub fn apply(&self, images: &[u8], indices: &[u32], epoch: u32) -> Result<Vec<u8>, EstimatorError> {
        if images.len() != indices.len() * PIXELS {
            return Err(EstimatorError::Shape {
                what: "images",
                expected: format!("{} bytes for {} indices", indices.len() * PIXELS, indices.len()),
                found: images.len().to_string(),
            });
        }
        let (images, _) = images.as_chunks::<PIXELS>();
        Ok(images.iter().zip(indices).flat_map(|(image, &index)| self.distort(image, index, epoch)).collect())
    }

    fn distort(&self, image: &[u8; PIXELS], index: u32, epoch: u32) -> [u8; PIXELS] {
        let mut rng = Rng::new(self.seed, (u64::from(epoch) << 32) | u64::from(index));
        if rng.uniform() >= self.params.probability {
            return *image;
        }
        let bent = distort::distort(image, &self.params, &mut rng);
        let thick = thicken::thicken(&bent, rng.between(-1.0, 1.0) as f32 * self.params.stroke_width);
        distort::centre(&brighten(thick), self.params.shift, &mut rng)
    }
}

/// Makes the inside of strokes white again where resampling made them grey, as preprocessing does with what it shrinks: a
/// tenth of the ink is at least that bright.
fn brighten(image: [f32; PIXELS]) -> [f32; PIXELS] {
    let mut ink: Vec<f32> = image.iter().copied().filter(|&value| value >= 1.0).collect();
    let (tenth, last) = (ink.len() / 10, ink.len().saturating_sub(1));
    if ink.is_empty() {
        return image;
    }
    let (_, &mut inside, _) = ink.select_nth_unstable_by(last - tenth, f32::total_cmp);
    image.map(|value| (value * (255.0 / inside).max(1.0)).min(255.0))
}
