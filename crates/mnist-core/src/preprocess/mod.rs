//! From strokes or pixels to 28x28 digits like MNIST's: the one preprocessing that training and reading share.
//!
//! [`preprocess`] reads as the list of its stages; each has a file of its own.

mod again;
mod blot;
mod error;
mod finish;
mod fit;
mod looks;
mod mnist;
mod others;
mod page;
mod picture;
mod resample;
mod settle;
mod stray;
mod strokes_page;
mod width;

pub use error::PreprocessError;
pub(crate) use fit::recentre;
pub use fit::{PIXELS, SIDE};
pub use looks::Looks;
pub use mnist::{normalise_mnist, normalise_mnist_images};
pub use page::{Alternative, Digit, Page, Rect, Refusal, Stage, StageName};
pub(crate) use width::offset_strokes;

use crate::strokes::Stroke;

/// The version of everything that decides the 784 bytes. It goes up with every change that changes one of them.
pub const PREPROCESS_VERSION: u32 = 3;

/// More digits than a person writes on one sheet for this.
const MAX_DIGITS: usize = 64;

/// What a person gives.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    /// A drawing, any unit.
    Strokes(&'a [Stroke]),
    /// A picture: `width * height * 4` bytes, row-major, straight (not premultiplied) alpha.
    Rgba {
        /// The bytes.
        pixels: &'a [u8],
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
}

/// Finds the digits in `input` and brings each into MNIST's form.
///
/// A picture without a digit is no error but a [`Page`] with [`Page::refused`] set.
///
/// # Errors
/// [`PreprocessError`] for what only the caller can have got wrong: a length that does not fit, an absurd size,
/// points that are not finite.
pub fn preprocess(input: Input<'_>) -> Result<Page, PreprocessError> {
    match input {
        Input::Strokes(strokes) => strokes_page::read(strokes),
        Input::Rgba { pixels, width, height } => picture::read(pixels, width, height),
    }
}

/// The digits that [`preprocess`] finds in a drawing, without the pictures of the stages: for many drawings that nobody
/// looks at. Empty where it would refuse.
///
/// # Errors
/// As [`preprocess`].
pub fn digits(strokes: &[Stroke]) -> Result<Vec<Digit>, PreprocessError> {
    strokes_page::digits(strokes)
}
