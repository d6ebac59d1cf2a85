//! Other ways of writing the same digit: small distortions of normalised images, for training.
//!
//! Each image's distortion depends on the seed, the epoch, the image's number and its own pixels alone, so workers can share
//! the images of an epoch in any way. `warp` draws where each pixel comes from, `elastic` its bending; the outcome is centred as
//! stage 8 of [`crate::preprocess`] centres, so that it looks like what a network is given to read.

mod elastic;
mod params;
mod warp;

pub use params::AugmentParams;

use self::warp::Warp;
use crate::estimator::EstimatorError;
use crate::image::Plane;
use crate::preprocess::{PIXELS, SIDE, offset_strokes, recentre};
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
        let params = &self.params;
        let mut rng = Rng::new(self.seed, (u64::from(epoch) << 32) | u64::from(index));
        if rng.uniform() >= params.probability {
            return *image;
        }
        let warp = Warp::draw(params, &mut rng);
        let radius = symmetric(&mut rng, params.stroke_width.into()) as f32;
        let shift = [(); 2].map(|()| f64::from(rng.below(2 * params.shift + 1)) - f64::from(params.shift));
        let ink = Plane::from_fn(SIDE, SIDE, |x, y| f32::from(image[y * SIDE + x]));
        recentre(&warp.apply(&offset_strokes(ink, radius)), shift)
    }
}

/// Uniform from `-most` to `most`.
fn symmetric(rng: &mut Rng, most: f64) -> f64 {
    rng.between(-most, most)
}
