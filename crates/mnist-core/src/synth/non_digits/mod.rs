//! What people draw that is no digit, for a reader that has to say no: letters that no digit looks like, signs and doodles,
//! scribbles and hatching. Written by the same hands and seen through the same preprocessing as digits.

mod greek;
mod scribbles;
mod shapes;

use super::hand::Hand;
use super::spline::{self, Knot};
use super::{MAX_COUNT, Style, SynthError, pen};
use crate::preprocess::{PIXELS, digits};
use crate::rng::Rng;
use crate::strokes::Stroke;

/// Drawings that are tried until preprocessing sees something in one.
const ATTEMPTS: u64 = 20;

/// Tells these drawings from those of digits with the same seed.
const SALT: u64 = 0x6e6f_2d64_6967_6974;

/// Images `start..start + count`, 784 bytes each, of the endless set of this seed. An image depends on its number only.
///
/// # Errors
/// [`SynthError::Count`] when `count` is above [`MAX_COUNT`].
pub fn non_digits(seed: u64, start: u64, count: usize) -> Result<Vec<u8>, SynthError> {
    if count > MAX_COUNT {
        return Err(SynthError::Count { found: count, limit: MAX_COUNT });
    }
    Ok((0..count as u64).flat_map(|offset| image(seed, start.wrapping_add(offset))).collect())
}

/// A drawing that is no digit, in pixels of a canvas as digits are drawn on.
pub fn non_digit(seed: u64, index: u64) -> Vec<Stroke> {
    let mut rng = Rng::new(seed ^ SALT, index);
    let hand = Hand::sample(Style::Varied, &mut rng);
    let mut knots = draw(&mut rng);
    hand.shape(&mut knots, &mut rng);
    knots.iter().map(|stroke| pen::trace(&spline::path(stroke), &hand, &mut rng)).collect()
}

fn draw(rng: &mut Rng) -> Vec<Vec<Knot>> {
    match rng.below(13) {
        0..=4 => shapes::choose(shapes::LETTERS, rng),
        5..=7 => shapes::choose(greek::GREEK, rng),
        8..=10 => shapes::choose(shapes::SIGNS, rng),
        11 => scribbles::tangle(rng),
        _ => scribbles::hatching(rng),
    }
}

/// What a reader would see of the drawing: one of the pieces that preprocessing finds in it.
fn image(seed: u64, index: u64) -> [u8; PIXELS] {
    let seen = (0..ATTEMPTS).find_map(|attempt| {
        let found = digits(&non_digit(seed.wrapping_add(attempt.wrapping_mul(SALT)), index)).ok()?;
        let piece = Rng::new(seed, index).below(found.len() as u32) as usize;
        found.get(piece).map(|digit| digit.pixels)
    });
    seen.unwrap_or([0; PIXELS])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_depends_on_its_number_only_and_is_never_empty() {
        let whole = non_digits(5, 0, 200).unwrap();
        assert_eq!(non_digits(5, 120, 80).unwrap(), whole[120 * PIXELS..]);
        assert_ne!(non_digits(6, 0, 200).unwrap(), whole);
        for (i, image) in whole.chunks(PIXELS).enumerate() {
            assert!(image.iter().filter(|&&pixel| pixel > 128).count() > 10, "image {i} is nearly empty");
        }
    }

    #[test]
    fn more_than_memory_holds_is_refused() {
        assert_eq!(non_digits(1, 0, MAX_COUNT + 1), Err(SynthError::Count { found: MAX_COUNT + 1, limit: MAX_COUNT }));
    }
}
