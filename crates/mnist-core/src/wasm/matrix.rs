//! The matrix of samples.

use wasm_bindgen::prelude::*;

use super::error::to_js;
use crate::matrix;

/// `rows` samples of `cols` features in WebAssembly memory; call `free()` when done with it.
#[wasm_bindgen]
pub struct Matrix(pub(crate) matrix::Matrix);

#[wasm_bindgen]
impl Matrix {
    /// Pixels 0 to 255, row-major.
    #[wasm_bindgen(js_name = fromU8)]
    pub fn from_u8(rows: usize, cols: usize, data: &[u8]) -> Result<Matrix, JsValue> {
        matrix::Matrix::from_u8(rows, cols, data).map(Matrix).map_err(to_js)
    }

    /// Finite numbers, row-major.
    #[wasm_bindgen(js_name = fromF32)]
    pub fn from_f32(rows: usize, cols: usize, data: Vec<f32>) -> Result<Matrix, JsValue> {
        matrix::Matrix::new(rows, cols, data).map(Matrix).map_err(to_js)
    }

    /// A copy of all values, row-major.
    #[wasm_bindgen(js_name = toF32)]
    pub fn to_f32(&self) -> Vec<f32> {
        self.0.data().to_vec()
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
    pub fn select_rows(&self, indices: &[u32]) -> Result<Matrix, JsValue> {
        self.0.select_rows(indices).map(Matrix).map_err(to_js)
    }
}
