//! Views of an image: test-time augmentation.

use crate::augment::turned;
use crate::preprocess::PIXELS;

/// The views beside the image itself: turned by degrees, then moved by pixels to the right and down. Each pair goes to
/// opposite sides, so that odd numbers of views prefer no side.
const VIEWS: [(f64, [f64; 2]); 8] = [
    (8.0, [0.0, 0.0]),
    (-8.0, [0.0, 0.0]),
    (0.0, [1.0, 0.0]),
    (0.0, [-1.0, 0.0]),
    (0.0, [0.0, 1.0]),
    (0.0, [0.0, -1.0]),
    (4.0, [0.0, 0.0]),
    (-4.0, [0.0, 0.0]),
];

/// With the image itself.
pub(super) const MOST_VIEWS: u32 = 1 + VIEWS.len() as u32;

/// The other views of an image, 784 pixels from 0 to 1, when there are to be `count` with it.
pub(super) fn others(x: &[f32], count: usize) -> Vec<[f32; PIXELS]> {
    let mut image = [0; PIXELS];
    // A network of views has learnt from bytes: what lies outside counts as the nearest.
    image.iter_mut().zip(x).for_each(|(byte, value)| *byte = (value * 255.0 + 0.5) as u8);
    let views = VIEWS.iter().take(count.saturating_sub(1));
    views.map(|&(degrees, shift)| turned(&image, degrees, shift).map(|byte| f32::from(byte) / 255.0)).collect()
}
