//! What the preprocessing makes of images that have been drawn or photographed.

use super::{SALT, photo, strokes};
use crate::preprocess::{Input, PIXELS, Page, PreprocessError, digits, preprocess};
use crate::rng::Rng;
use crate::synth::dataset::{check_count, only};
use crate::synth::{Dataset, SynthError};

/// How an image goes out into the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As strokes of a pen on a drawing surface.
    Strokes,
    /// Written on paper and photographed.
    Photo,
}

impl core::str::FromStr for Way {
    type Err = SynthError;

    fn from_str(name: &str) -> Result<Self, SynthError> {
        match name {
            "strokes" => Ok(Self::Strokes),
            "photo" => Ok(Self::Photo),
            _ => Err(SynthError::Way { found: name.into() }),
        }
    }
}

/// The share of [`wild`] images that are photographed; the others are drawn.
const PHOTOS: f64 = 0.7;

/// Images are tried this many times as often as they are wanted before a set stays smaller.
const TRIES: u64 = 4;

/// The page that the preprocessing makes of `image`, sent out `way` as `(seed, index)` decides.
///
/// # Errors
/// As [`preprocess`]; an image of MNIST gives none.
pub fn read_back(image: &[u8; PIXELS], way: Way, seed: u64, index: u64) -> Result<Page, PreprocessError> {
    match way {
        Way::Strokes => preprocess(Input::Strokes(&strokes(image))),
        Way::Photo => {
            let taken = photo(image, seed, index);
            preprocess(Input::Rgba { pixels: &taken.pixels, width: taken.width, height: taken.height })
        }
    }
}

/// `count` of the labelled `images`, chosen, drawn or photographed, and read back as `seed` decides. An image that does not come
/// back as one digit is passed over; a set of which hardly any does stays smaller than `count`.
///
/// # Errors
/// [`SynthError::Images`] when there are not 784 bytes for each label, [`SynthError::Count`] above [`MAX_COUNT`](crate::synth::MAX_COUNT).
pub fn wild(images: &[u8], labels: &[u8], seed: u64, count: usize) -> Result<Dataset, SynthError> {
    check_count(count)?;
    let images = whole(images)?;
    if images.len() != labels.len() {
        return Err(SynthError::Images { found: images.len() * PIXELS });
    }
    let mut dataset = Dataset::default();
    for index in 0..TRIES.saturating_mul(count as u64) {
        if dataset.labels.len() == count {
            break;
        }
        let mut rng = Rng::new(seed ^ SALT.rotate_left(32), index);
        let chosen = rng.below(images.len() as u32) as usize;
        let way = if rng.uniform() < PHOTOS { Way::Photo } else { Way::Strokes };
        let (Some(image), Some(&label)) = (images.get(chosen), labels.get(chosen)) else { break };
        if let Some(seen) = seen(image, way, seed, index) {
            dataset.images.extend_from_slice(&seen);
            dataset.labels.push(label);
        }
    }
    Ok(dataset)
}

fn whole(images: &[u8]) -> Result<&[[u8; PIXELS]], SynthError> {
    match images.as_chunks() {
        (images, []) => Ok(images),
        _ => Err(SynthError::Images { found: images.len() }),
    }
}

/// The one digit that the preprocessing finds.
fn seen(image: &[u8; PIXELS], way: Way, seed: u64, index: u64) -> Option<[u8; PIXELS]> {
    match way {
        // Without the pictures of the stages.
        Way::Strokes => only(&digits(&strokes(image)).ok()?),
        Way::Photo => only(&read_back(image, way, seed, index).ok()?.digits),
    }
}
