//! IDX files for JavaScript.

use wasm_bindgen::prelude::*;

use crate::error::to_js;
use crate::idx::{self, ElementType, Limits, MnistImages};

/// An array as its IDX file has it.
#[wasm_bindgen]
pub struct IdxArray {
    inner: idx::IdxArray,
}

#[wasm_bindgen]
impl IdxArray {
    /// Sizes, the slowest first.
    #[wasm_bindgen(getter)]
    pub fn dims(&self) -> Vec<u32> {
        self.inner.dims.clone()
    }

    /// `"u8"`, `"i8"`, `"i16"`, `"i32"`, `"f32"` or `"f64"`.
    #[wasm_bindgen(getter, js_name = elementType)]
    pub fn element_type(&self) -> String {
        self.inner.element_type.name().into()
    }

    /// The elements' bytes, big-endian, copied.
    #[wasm_bindgen(getter)]
    pub fn data(&self) -> Vec<u8> {
        self.inner.data.clone()
    }

    /// The elements as numbers.
    #[wasm_bindgen(js_name = toFloat64Array)]
    pub fn to_f64(&self) -> Vec<f64> {
        self.inner.to_f64()
    }
}

/// Reads an IDX file, unpacked.
#[wasm_bindgen(js_name = parseIdx)]
pub fn parse_idx(bytes: &[u8]) -> Result<IdxArray, JsValue> {
    idx::parse(bytes, Limits::default()).map(|inner| IdxArray { inner }).map_err(to_js)
}

/// The `n * 784` pixels of a file of MNIST images.
#[wasm_bindgen(js_name = parseMnistImages)]
pub fn parse_mnist_images(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    MnistImages::parse(bytes).map(|images| images.pixels).map_err(to_js)
}

/// The labels of a file of MNIST labels, each 0 to 9.
#[wasm_bindgen(js_name = parseMnistLabels)]
pub fn parse_mnist_labels(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    idx::parse_labels(bytes).map_err(to_js)
}

/// An IDX file of bytes (`u8`).
#[wasm_bindgen(js_name = writeIdx)]
pub fn write_idx(dims: Vec<u32>, data: Vec<u8>) -> Result<Vec<u8>, JsValue> {
    let array = idx::IdxArray { element_type: ElementType::U8, dims, data };
    idx::write(&array).map_err(to_js)
}
