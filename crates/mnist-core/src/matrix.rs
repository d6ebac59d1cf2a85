//! A dense row-major matrix of samples: the one container that passes between transforms and classifiers.

use std::sync::OnceLock;

use crate::estimator::EstimatorError;

/// Values that [`in_blocks`] takes at a time.
const BLOCK: usize = 1 << 14;

/// `rows` samples of `cols` finite `f32` features each, row-major.
///
/// Pixels stay bytes until somebody asks for their values: 60,000 images are 47 MB, and four times as much as `f32`, whose memory
/// takes longer to get than most of what is then computed with it. What can read bytes asks for [`Matrix::pixels`] first.
#[derive(Clone, Debug)]
pub struct Matrix {
    rows: usize,
    cols: usize,
    pixels: Option<Vec<u8>>,
    /// The values; empty as long as they are only in `pixels`.
    data: OnceLock<Vec<f32>>,
}

impl PartialEq for Matrix {
    fn eq(&self, other: &Self) -> bool {
        (self.rows, self.cols) == (other.rows, other.cols) && self.data() == other.data()
    }
}

impl Matrix {
    /// Takes ownership of `data`, which must have `rows * cols` values, all of them finite.
    ///
    /// # Errors
    /// [`EstimatorError::Shape`] when the length does not fit, [`EstimatorError::NonFinite`] on NaN or infinity.
    pub fn new(rows: usize, cols: usize, data: Vec<f32>) -> Result<Self, EstimatorError> {
        check_length(rows, cols, data.len())?;
        match data.iter().position(|v| !v.is_finite()) {
            Some(at) => Err(EstimatorError::NonFinite { row: at / cols, col: at % cols }),
            None => Ok(Self::of_finite(rows, cols, data)),
        }
    }

    /// [`Matrix::new`] of as many values as it must have, all of them known to be finite.
    pub(crate) fn of_finite(rows: usize, cols: usize, data: Vec<f32>) -> Self {
        Self { rows, cols, pixels: None, data: OnceLock::from(data) }
    }

    /// Pixels 0..=255 as features, unscaled.
    ///
    /// # Errors
    /// [`EstimatorError::Shape`] when `pixels` has not `rows * cols` values.
    pub fn from_u8(rows: usize, cols: usize, pixels: Vec<u8>) -> Result<Self, EstimatorError> {
        check_length(rows, cols, pixels.len())?;
        Ok(Self { rows, cols, pixels: Some(pixels), data: OnceLock::new() })
    }

    /// A matrix of zeros.
    pub fn zeros(rows: usize, cols: usize) -> Self {
        Self::of_finite(rows, cols, vec![0.0; rows * cols])
    }

    /// Number of samples.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of features.
    pub fn cols(&self) -> usize {
        self.cols
    }

    /// Sample `i`.
    pub fn row(&self, i: usize) -> &[f32] {
        &self.data()[i * self.cols..(i + 1) * self.cols]
    }

    /// Sample `i`, to be written. What is written must stay finite.
    pub fn row_mut(&mut self, i: usize) -> &mut [f32] {
        self.data();
        self.pixels = None; // they would tell something else than the values
        let row = i * self.cols..(i + 1) * self.cols;
        self.data.get_mut().map_or(&mut [], |data| &mut data[row])
    }

    /// All values, row-major.
    pub fn data(&self) -> &[f32] {
        self.data.get_or_init(|| self.pixels.as_deref().map(|pixels| in_blocks(pixels, widen)).unwrap_or_default())
    }

    /// All values as bytes, row-major, where the matrix was made of bytes.
    pub fn pixels(&self) -> Option<&[u8]> {
        self.pixels.as_deref()
    }

    /// The rows named by `indices`, in that order.
    ///
    /// # Errors
    /// [`EstimatorError::Shape`] when an index is not below [`Matrix::rows`].
    pub fn select_rows(&self, indices: &[u32]) -> Result<Self, EstimatorError> {
        if let Some(index) = indices.iter().find(|index| **index as usize >= self.rows) {
            return Err(EstimatorError::Shape {
                what: "row index",
                expected: format!("below {}", self.rows),
                found: index.to_string(),
            });
        }
        let (rows, cols) = (indices.len(), self.cols);
        match &self.pixels {
            Some(pixels) => Self::from_u8(rows, cols, select(pixels, cols, indices)),
            None => Ok(Self::of_finite(rows, cols, select(self.data(), cols, indices))),
        }
    }
}

fn check_length(rows: usize, cols: usize, found: usize) -> Result<(), EstimatorError> {
    if rows.checked_mul(cols) == Some(found) {
        return Ok(());
    }
    Err(EstimatorError::Shape {
        what: "matrix data",
        expected: format!("{rows} x {cols} values"),
        found: format!("{found} values"),
    })
}

/// The rows of `values` that `indices` names.
fn select<T: Copy>(values: &[T], cols: usize, indices: &[u32]) -> Vec<T> {
    let mut selected = Vec::with_capacity(indices.len() * cols);
    indices.iter().for_each(|&i| selected.extend_from_slice(&values[i as usize * cols..][..cols]));
    selected
}

/// The nearest finite number, 0 for NaN: huge input may overflow, and a matrix is always finite.
pub(crate) fn finite(value: f32) -> f32 {
    if value.is_nan() { 0.0 } else { value.clamp(f32::MIN, f32::MAX) }
}

/// What `convert` makes of the values, block by block. Its own function must not be inlined: V8 runs a function's optimised
/// code only when it is called anew.
pub(crate) fn in_blocks<T>(values: &[T], convert: impl Fn(&[T], &mut [f32])) -> Vec<f32> {
    let mut data = vec![0.0; values.len()];
    data.chunks_mut(BLOCK).zip(values.chunks(BLOCK)).for_each(|(out, values)| convert(values, out));
    data
}

/// Pixels as `f32`.
#[inline(never)]
fn widen(pixels: &[u8], out: &mut [f32]) {
    out.iter_mut().zip(pixels).for_each(|(out, &pixel)| *out = f32::from(pixel));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::error::Coded;

    proptest! {
        #[test]
        fn pixels_are_the_matrix_of_their_values(
            pixels in proptest::collection::vec(any::<u8>(), 12),
            indices in proptest::collection::vec(0u32..4, 0..6),
            at in 0usize..4,
        ) {
            let values = pixels.iter().copied().map(f32::from).collect();
            let (mut bytes, mut floats) = (Matrix::from_u8(4, 3, pixels).unwrap(), Matrix::new(4, 3, values).unwrap());
            prop_assert_eq!(&bytes, &floats);
            prop_assert_eq!(bytes.row(at), floats.row(at));
            let selected = bytes.select_rows(&indices).unwrap();
            prop_assert!(selected.pixels().is_some());
            prop_assert_eq!(selected, floats.select_rows(&indices).unwrap());
            for matrix in [&mut bytes, &mut floats] {
                matrix.row_mut(at)[1] = 0.5;
            }
            prop_assert!(bytes.pixels().is_none());
            prop_assert_eq!(bytes, floats);
        }
    }

    #[test]
    fn lengths_and_rows_are_checked() {
        assert_eq!(Matrix::from_u8(2, 3, vec![0; 5]).unwrap_err().code(), "estimator-shape");
        assert_eq!(Matrix::from_u8(usize::MAX, 3, vec![0; 5]).unwrap_err().code(), "estimator-shape");
        assert_eq!(Matrix::from_u8(1, 1, vec![9]).unwrap().select_rows(&[1]).unwrap_err().code(), "estimator-shape");
    }
}
