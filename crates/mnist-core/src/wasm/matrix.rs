//! Samples for JavaScript: a handle on a matrix that stays in the core's memory.

use std::rc::Rc;

use js_sys::Float32Array;
use wasm_bindgen::prelude::*;

use crate::error::to_js;
use crate::estimator::EstimatorError;
use crate::matrix;

/// `rows` samples of `cols` features, row-major.
#[wasm_bindgen]
pub struct Matrix(pub(crate) Rc<matrix::Matrix>);

impl From<matrix::Matrix> for Matrix {
    fn from(matrix: matrix::Matrix) -> Self {
        Self(Rc::new(matrix))
    }
}

#[wasm_bindgen]
impl Matrix {
    /// Pixels 0..=255 as features, unscaled.
    #[wasm_bindgen(js_name = fromU8)]
    pub fn from_u8(rows: usize, cols: usize, data: Vec<u8>) -> Result<Self, JsValue> {
        matrix::Matrix::from_u8(rows, cols, data).map(Self::from).map_err(to_js)
    }

    /// Features, all of them finite.
    #[wasm_bindgen(js_name = fromF32)]
    pub fn from_f32(rows: usize, cols: usize, data: Vec<f32>) -> Result<Self, JsValue> {
        matrix::Matrix::new(rows, cols, data).map(Self::from).map_err(to_js)
    }

    /// A copy of all values, row-major.
    #[wasm_bindgen(js_name = toF32)]
    pub fn to_f32(&self) -> Vec<f32> {
        self.0.data().to_vec()
    }

    /// Writes all values, row-major, to an array of the caller's, shared memory for instance.
    #[wasm_bindgen(js_name = copyTo)]
    pub fn copy_to(&self, out: &Float32Array) -> Result<(), JsValue> {
        if out.length() as usize == self.0.data().len() {
            out.copy_from(self.0.data());
            return Ok(());
        }
        Err(to_js(EstimatorError::Shape {
            what: "array for a matrix",
            expected: format!("{} values", self.0.data().len()),
            found: format!("{} values", out.length()),
        }))
    }

    /// Number of samples.
    #[wasm_bindgen(getter)]
    pub fn rows(&self) -> usize {
        self.0.rows()
    }

    /// Number of features.
    #[wasm_bindgen(getter)]
    pub fn cols(&self) -> usize {
        self.0.cols()
    }

    /// The rows named by `indices`, in that order.
    #[wasm_bindgen(js_name = selectRows)]
    pub fn select_rows(&self, indices: &[u32]) -> Result<Self, JsValue> {
        self.0.select_rows(indices).map(Self::from).map_err(to_js)
    }
}
