//! Labelled images like MNIST's, made of drawings by the one preprocessing.

use super::hand::Hand;
use super::{Drawing, Style, SynthError, allographs, drawing, write};
use crate::classifier::N_CLASSES;
use crate::preprocess::{Digit, PIXELS, digits};
use crate::rng::Rng;

/// The most images that one call makes, 784 MB of them.
pub const MAX_COUNT: usize = 1_000_000;

/// Redraws before the copybook's form is taken. Hardly one drawing in a hundred needs one.
const REDRAWS: u64 = 8;

/// Tells the seed of the labels, and of each redraw, from the seed of the drawings.
const SALT: u64 = 0x9e37_79b9_7f4a_7c15;

/// Images and their labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dataset {
    /// 28x28 pixels each, row-major, 0 (paper) to 255 (ink).
    pub images: Vec<u8>,
    /// One an image, 0 to 9.
    pub labels: Vec<u8>,
}

/// Refuses more images than one call makes.
pub(super) fn check_count(count: usize) -> Result<(), SynthError> {
    if count > MAX_COUNT { Err(SynthError::Count { found: count, limit: MAX_COUNT }) } else { Ok(()) }
}

/// Items `start..start + count` of the endless data set of this style and seed. Each run of ten items from a multiple of
/// ten has each label once. An item depends on its number only, so pieces made apart join to the whole.
///
/// # Errors
/// [`SynthError::Count`] when `count` is above [`MAX_COUNT`].
pub fn dataset(style: Style, seed: u64, start: u64, count: usize) -> Result<Dataset, SynthError> {
    check_count(count)?;
    let mut dataset = Dataset::default();
    for offset in 0..count {
        let index = start.wrapping_add(offset as u64);
        let label = label_of(seed, index);
        dataset.images.extend_from_slice(&image(label, style, seed, index));
        dataset.labels.push(label);
    }
    Ok(dataset)
}

/// The label of item `index`: every ten items are a shuffle of the ten.
pub fn label_of(seed: u64, index: u64) -> u8 {
    let mut labels: [u8; N_CLASSES] = core::array::from_fn(|i| i as u8);
    Rng::new(seed ^ SALT, index / 10).shuffle(&mut labels);
    labels[(index % 10) as usize]
}

/// The drawing's image; where preprocessing does not take it for one digit, that of another drawing of the same label.
fn image(label: u8, style: Style, seed: u64, index: u64) -> [u8; PIXELS] {
    let drawn = (0..=REDRAWS).find_map(|attempt| {
        let seed = seed.wrapping_add(attempt.wrapping_mul(SALT));
        single_digit(&drawing(label, style, seed, index).ok()?)
    });
    drawn.or_else(|| single_digit(&copybook(label)?)).unwrap_or([0; PIXELS])
}

/// The first allograph of `label` exactly as it is taught.
fn copybook(label: u8) -> Option<Drawing> {
    let allograph = allographs::of_label(label).first()?;
    Some(write(label, allograph, &Hand::copybook(), &mut Rng::new(0, 0)))
}

fn single_digit(drawing: &Drawing) -> Option<[u8; PIXELS]> {
    only(&digits(&drawing.strokes).ok()?)
}

/// The pixels of what was found, when it is one digit and no more.
pub(super) fn only(found: &[Digit]) -> Option<[u8; PIXELS]> {
    match found {
        [digit] => Some(digit.pixels),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_copybook_forms_are_one_digit_each() {
        for label in 0..10 {
            assert!(single_digit(&copybook(label).unwrap()).is_some(), "{label}");
        }
    }

    #[test]
    fn hardly_any_drawing_is_redrawn() {
        for style in [Style::Tidy, Style::Varied] {
            let taken = |&i: &u64| single_digit(&drawing(label_of(3, i), style, 3, i).unwrap()).is_some();
            assert!((0..1000).filter(taken).count() >= 990, "{style:?}");
        }
    }
}
