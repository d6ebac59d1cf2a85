//! The preprocessing of images of MNIST for JavaScript.

use wasm_bindgen::prelude::*;

use crate::error::to_js;
use crate::preprocess::{PREPROCESS_VERSION, normalise_mnist_images};

/// The version of everything that decides the 784 bytes; bundles made with another are refused.
#[wasm_bindgen(js_name = preprocessVersion)]
pub fn preprocess_version() -> u32 {
    PREPROCESS_VERSION
}

/// Stroke width, fit and centre for images of MNIST, 784 bytes each.
#[wasm_bindgen(js_name = normaliseMnist)]
pub fn normalise_mnist_js(pixels: &[u8]) -> Result<Vec<u8>, JsValue> {
    normalise_mnist_images(pixels).map_err(to_js)
}
