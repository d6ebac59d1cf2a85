//! safetensors files for JavaScript.

use wasm_bindgen::prelude::*;

use crate::error::to_js;
use crate::tensors;

/// Named tensors; estimators save into it and load from it.
#[wasm_bindgen]
#[derive(Default)]
pub struct TensorFile(pub(crate) tensors::TensorFile);

#[wasm_bindgen]
impl TensorFile {
    /// No tensors yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the bytes of a safetensors file.
    pub fn parse(bytes: &[u8]) -> Result<Self, JsValue> {
        tensors::TensorFile::parse(bytes).map(Self).map_err(to_js)
    }

    /// The bytes of the file; the same tensors give the same bytes.
    pub fn serialize(&self) -> Result<Vec<u8>, JsValue> {
        self.0.serialize().map_err(to_js)
    }

    /// Names in their order in the file.
    pub fn names(&self) -> Vec<String> {
        self.0.names().map(str::to_owned).collect()
    }
}
