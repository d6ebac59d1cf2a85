//! Augmentation for JavaScript.

use wasm_bindgen::prelude::*;

use super::estimators::parse;
use crate::augment;
use crate::error::to_js;

/// Distorts normalised images, each by the seed, the epoch and its own number.
#[wasm_bindgen]
pub struct Augmenter(augment::Augmenter);

#[wasm_bindgen]
impl Augmenter {
    /// `params` as JSON: `{"rotation": 12, "elastic": 0.9}`; what is left out has its default.
    #[wasm_bindgen(constructor)]
    pub fn new(params: &str, seed: u32) -> Result<Self, JsValue> {
        augment::Augmenter::new(parse(params)?, u64::from(seed)).map(Self).map_err(to_js)
    }

    /// `n * 784` bytes out of as many; `indices` are the numbers of the `n` images.
    pub fn apply(&self, images: &[u8], indices: &[u32], epoch: u32) -> Result<Vec<u8>, JsValue> {
        self.0.apply(images, indices, epoch).map_err(to_js)
    }
}
