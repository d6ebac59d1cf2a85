//! What MNIST and its relatives (EMNIST Digits, KMNIST, QMNIST) put into IDX files.

use super::{ElementType, Found, IdxArray, IdxError, Limits, parse};
use crate::classifier::N_CLASSES;

/// Rows, and columns, of an image.
pub const IMAGE_SIDE: usize = 28;

/// Pixels of an image.
pub const IMAGE_PIXELS: usize = IMAGE_SIDE * IMAGE_SIDE;

/// Images of 28x28 pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MnistImages {
    /// How many.
    pub count: usize,
    /// `count * 784` pixels, row-major, 0 (paper) to 255 (ink).
    pub pixels: Vec<u8>,
}

impl MnistImages {
    /// Reads a file of images (`*-images-idx3-ubyte`), under the default [`Limits`].
    ///
    /// # Errors
    /// [`IdxError::NotImages`] for labels or another data set, [`IdxError::ImageSize`], and all errors of [`parse`].
    pub fn parse(bytes: &[u8]) -> Result<Self, IdxError> {
        let array = parse(bytes, Limits::default())?;
        match (&array, array.dims.as_slice()) {
            (IdxArray { element_type: ElementType::U8, .. }, &[count, rows, cols]) => {
                if (rows as usize, cols as usize) != (IMAGE_SIDE, IMAGE_SIDE) {
                    return Err(IdxError::ImageSize { rows, cols });
                }
                Ok(Self { count: count as usize, pixels: array.data })
            }
            _ => Err(IdxError::NotImages { found: Found::of(&array) }),
        }
    }
}

/// Reads a file of labels (`*-labels-idx1-ubyte`), under the default [`Limits`]: one a digit, 0 to 9.
///
/// # Errors
/// [`IdxError::NotLabels`] for images or another data set, [`IdxError::LabelRange`], and all errors of [`parse`].
pub fn parse_labels(bytes: &[u8]) -> Result<Vec<u8>, IdxError> {
    let array = parse(bytes, Limits::default())?;
    if array.element_type != ElementType::U8 || array.dims.len() != 1 {
        return Err(IdxError::NotLabels { found: Found::of(&array) });
    }
    match array.data.iter().enumerate().find(|&(_, &label)| usize::from(label) >= N_CLASSES) {
        Some((index, &label)) => Err(IdxError::LabelRange { index, label }),
        None => Ok(array.data),
    }
}
