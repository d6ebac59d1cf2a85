//! What people draw that is no digit, for a reader that has to say no: letters that no digit looks like, signs, doodles,
//! words, scribbles and textures. Written by the same hands and seen through the same preprocessing as digits.

mod doodles;
mod faces;
mod greek;
mod letters;
mod outlines;
mod scribbles;
mod shapes;
mod signs;
mod textures;
mod words;

use super::dataset::{check_count, only};
use super::hand::Hand;
use super::spline::{self, Knot};
use super::wild::{Way, read_back};
use super::{Style, SynthError, pen};
use crate::preprocess::{Input, PIXELS, digits, preprocess};
use crate::rng::Rng;
use crate::strokes::Stroke;

/// Drawings that are tried until preprocessing sees something in one.
const ATTEMPTS: u64 = 20;

/// The share of doodles that are made by dice, not from the table.
const OUTLINES: f64 = 0.45;

/// The share of drawings that are written on paper and photographed, as people show them to a reader.
const PHOTOGRAPHED: f64 = 0.25;

/// Tells these drawings from those of digits with the same seed.
const SALT: u64 = 0x6e6f_2d64_6967_6974;

/// A family of what is no digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NonDigit {
    /// Latin letters, å, ä and ö among them.
    Letter,
    /// Greek letters.
    Greek,
    /// Arrows, ticks, question marks and the like.
    Sign,
    /// Houses, hearts, trees.
    Doodle,
    /// Faces and suns.
    Face,
    /// Joined letters.
    Word,
    /// Tangles and hatching.
    Scribble,
    /// Cloth, stone, stripes, tiles: pictures, not drawings.
    Texture,
}

impl NonDigit {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Letter, Self::Greek, Self::Sign, Self::Doodle, Self::Face, Self::Word, Self::Scribble, Self::Texture];

    /// The name by which it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Greek => "greek",
            Self::Sign => "sign",
            Self::Doodle => "doodle",
            Self::Face => "face",
            Self::Word => "word",
            Self::Scribble => "scribble",
            Self::Texture => "texture",
        }
    }

    /// The more ways a family has of looking like a digit, the more of it is learnt from.
    fn sample(rng: &mut Rng) -> Self {
        match rng.below(20) {
            0..=4 => Self::Letter,
            5..=8 => Self::Greek,
            9..=11 => Self::Sign,
            12..=15 => Self::Doodle,
            16 => Self::Face,
            17 => Self::Word,
            18 => Self::Scribble,
            _ => Self::Texture,
        }
    }

    /// The strokes' control points; a texture has none.
    fn draw(self, rng: &mut Rng) -> Vec<Vec<Knot>> {
        match self {
            Self::Letter => shapes::choose(letters::LETTERS, rng),
            Self::Greek => shapes::choose(greek::GREEK, rng),
            Self::Sign => shapes::choose(signs::SIGNS, rng),
            Self::Doodle if rng.uniform() < OUTLINES => outlines::outline(rng),
            Self::Doodle => shapes::choose(doodles::DOODLES, rng),
            Self::Face if rng.uniform() < 0.7 => faces::face(rng),
            Self::Face => faces::sun(rng),
            Self::Word => words::word(rng),
            Self::Scribble if rng.uniform() < 0.5 => scribbles::tangle(rng),
            Self::Scribble => scribbles::hatching(rng),
            Self::Texture => Vec::new(),
        }
    }
}

impl core::str::FromStr for NonDigit {
    type Err = SynthError;

    fn from_str(name: &str) -> Result<Self, SynthError> {
        let found = Self::ALL.into_iter().find(|family| family.name() == name);
        found.ok_or_else(|| SynthError::NonDigit { found: name.into() })
    }
}

/// Images `start..start + count`, 784 bytes each, of the endless set of this seed; of one family, or of all mixed. An image
/// depends on its number only.
///
/// # Errors
/// [`SynthError::Count`] when `count` is above [`MAX_COUNT`](super::MAX_COUNT).
pub fn non_digits(family: Option<NonDigit>, seed: u64, start: u64, count: usize) -> Result<Vec<u8>, SynthError> {
    check_count(count)?;
    Ok((0..count as u64).flat_map(|offset| image(family, seed, start.wrapping_add(offset))).collect())
}

/// A drawing that is no digit, in pixels of a canvas as digits are drawn on; no strokes for a texture.
pub fn non_digit(family: NonDigit, seed: u64, index: u64) -> Vec<Stroke> {
    let mut rng = Rng::new(seed ^ SALT, index);
    let hand = Hand::sample(Style::Varied, &mut rng);
    let mut knots = family.draw(&mut rng);
    hand.shape(&mut knots, &mut rng);
    knots.iter().map(|stroke| pen::trace(&spline::path(stroke), &hand, &mut rng)).collect()
}

/// What a reader would see of it.
fn image(family: Option<NonDigit>, seed: u64, index: u64) -> [u8; PIXELS] {
    let family = family.unwrap_or_else(|| NonDigit::sample(&mut Rng::new(seed ^ SALT.rotate_left(32), index)));
    let seen = (0..ATTEMPTS).find_map(|attempt| {
        let seed = seed.wrapping_add(attempt.wrapping_mul(SALT));
        if family == NonDigit::Texture { patch(seed, index) } else { drawn(family, seed, index) }
    });
    let seen = seen.unwrap_or([0; PIXELS]);
    let is_photographed = Rng::new(seed ^ SALT.rotate_left(16), index).uniform() < PHOTOGRAPHED;
    if is_photographed && family != NonDigit::Texture { photographed(&seen, seed, index) } else { seen }
}

/// As a photograph of it is seen; as it was where that falls apart.
fn photographed(image: &[u8; PIXELS], seed: u64, index: u64) -> [u8; PIXELS] {
    let page = read_back(image, Way::Photo, seed ^ SALT, index);
    page.ok().and_then(|page| only(&page.digits)).unwrap_or(*image)
}

/// None where the drawing falls apart: the bars and rings of some are digits.
fn drawn(family: NonDigit, seed: u64, index: u64) -> Option<[u8; PIXELS]> {
    only(&digits(&non_digit(family, seed, index)).ok()?)
}

/// The first piece of a texture that is too wide to be a 1.
fn patch(seed: u64, index: u64) -> Option<[u8; PIXELS]> {
    let pixels = textures::texture(&mut Rng::new(seed ^ SALT, index));
    let page = preprocess(Input::Rgba { pixels: &pixels, width: textures::SIDE, height: textures::SIDE }).ok()?;
    page.digits.iter().find(|digit| digit.bounds.w > 0.5 * digit.bounds.h).map(|digit| digit.pixels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synth::MAX_COUNT;

    #[test]
    fn an_image_depends_on_its_number_only_and_is_never_empty() {
        for family in NonDigit::ALL.map(Some).into_iter().chain([None]) {
            let whole = non_digits(family, 5, 0, 100).unwrap();
            assert_eq!(non_digits(family, 5, 60, 40).unwrap(), whole[60 * PIXELS..]);
            assert_ne!(non_digits(family, 6, 0, 100).unwrap(), whole);
            for (i, image) in whole.chunks(PIXELS).enumerate() {
                let ink = image.iter().filter(|&&pixel| pixel > 128).count();
                assert!(ink > 10, "{family:?} {i} is nearly empty");
            }
        }
    }

    #[test]
    fn families_have_their_names() {
        for family in NonDigit::ALL {
            assert_eq!(family.name().parse(), Ok(family));
        }
        assert_eq!("digit".parse::<NonDigit>(), Err(SynthError::NonDigit { found: "digit".into() }));
    }

    #[test]
    fn more_than_memory_holds_is_refused() {
        let error = SynthError::Count { found: MAX_COUNT + 1, limit: MAX_COUNT };
        assert_eq!(non_digits(None, 1, 0, MAX_COUNT + 1), Err(error));
    }
}
