//! A dense row-major matrix of samples: the one container that passes between transforms and classifiers.

use crate::estimator::EstimatorError;

/// Pixels that [`widen`] takes at a time.
const BLOCK: usize = 1 << 14;

/// `rows` samples of `cols` finite `f32` features each, row-major.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    rows: usize,
    cols: usize,
    data: Vec<f32>,
}

impl Matrix {
    /// Takes ownership of `data`, which must have `rows * cols` values, all of them finite.
    ///
    /// # Errors
    /// [`EstimatorError::Shape`] when the length does not fit, [`EstimatorError::NonFinite`] on NaN or infinity.
    pub fn new(rows: usize, cols: usize, data: Vec<f32>) -> Result<Self, EstimatorError> {
        let matrix = Self::of_finite(rows, cols, data)?;
        match matrix.data.iter().position(|v| !v.is_finite()) {
            Some(at) => Err(EstimatorError::NonFinite { row: at / cols, col: at % cols }),
            None => Ok(matrix),
        }
    }

    /// [`Matrix::new`] of values that are known to be finite.
    fn of_finite(rows: usize, cols: usize, data: Vec<f32>) -> Result<Self, EstimatorError> {
        let expected = rows.checked_mul(cols);
        if expected != Some(data.len()) {
            return Err(EstimatorError::Shape {
                what: "matrix data",
                expected: format!("{rows} x {cols} values"),
                found: format!("{} values", data.len()),
            });
        }
        Ok(Self { rows, cols, data })
    }

    /// Pixels 0..=255 as `f32`, unscaled.
    ///
    /// # Errors
    /// [`EstimatorError::Shape`] when `pixels` has not `rows * cols` values.
    pub fn from_u8(rows: usize, cols: usize, pixels: &[u8]) -> Result<Self, EstimatorError> {
        let mut data = vec![0.0; pixels.len()];
        data.chunks_mut(BLOCK).zip(pixels.chunks(BLOCK)).for_each(|(out, pixels)| widen(pixels, out));
        Self::of_finite(rows, cols, data)
    }

    /// A matrix of zeros.
    pub fn zeros(rows: usize, cols: usize) -> Self {
        Self { rows, cols, data: vec![0.0; rows * cols] }
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
        &self.data[i * self.cols..(i + 1) * self.cols]
    }

    /// Sample `i`, to be written. What is written must stay finite.
    pub fn row_mut(&mut self, i: usize) -> &mut [f32] {
        &mut self.data[i * self.cols..(i + 1) * self.cols]
    }

    /// All values, row-major.
    pub fn data(&self) -> &[f32] {
        &self.data
    }

    /// The rows named by `indices`, in that order.
    ///
    /// # Errors
    /// [`EstimatorError::Shape`] when an index is not below [`Matrix::rows`].
    pub fn select_rows(&self, indices: &[u32]) -> Result<Self, EstimatorError> {
        let mut data = Vec::with_capacity(indices.len() * self.cols);
        for &index in indices {
            if index as usize >= self.rows {
                return Err(EstimatorError::Shape {
                    what: "row index",
                    expected: format!("below {}", self.rows),
                    found: index.to_string(),
                });
            }
            data.extend_from_slice(self.row(index as usize));
        }
        Ok(Self { rows: indices.len(), cols: self.cols, data })
    }
}

/// The nearest finite number, 0 for NaN: huge input may overflow, and a matrix is always finite.
pub(crate) fn finite(value: f32) -> f32 {
    if value.is_nan() { 0.0 } else { value.clamp(f32::MIN, f32::MAX) }
}

/// Pixels as `f32`. Not inlined: V8 runs a function's optimised code only when it is called anew.
#[inline(never)]
fn widen(pixels: &[u8], out: &mut [f32]) {
    out.iter_mut().zip(pixels).for_each(|(out, &pixel)| *out = f32::from(pixel));
}
