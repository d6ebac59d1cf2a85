//! Preprocessing for JavaScript.

use wasm_bindgen::prelude::*;

use super::page::Page;
use crate::error::to_js;
use crate::preprocess::{Input, preprocess};
use crate::strokes::from_triplets;

/// Finds the digits in `width * height * 4` bytes of RGBA.
#[wasm_bindgen(js_name = preprocessRgba)]
pub fn preprocess_rgba(pixels: &[u8], width: u32, height: u32) -> Result<Page, JsValue> {
    preprocess(Input::Rgba { pixels, width, height }).map(Page).map_err(to_js)
}

/// Finds the digits in a drawing: x, y and pressure for each point, and how many points each stroke has.
#[wasm_bindgen(js_name = preprocessStrokes)]
pub fn preprocess_strokes(points: &[f32], lengths: &[u32]) -> Result<Page, JsValue> {
    let strokes = from_triplets(points, lengths).map_err(to_js)?;
    preprocess(Input::Strokes(&strokes)).map(Page).map_err(to_js)
}
