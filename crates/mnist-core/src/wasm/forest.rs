//! What a forest knows about its features, for JavaScript.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::estimators::reporter;
use super::matrix::Matrix;
use super::tensors::TensorFile;
use crate::error::to_js;
use crate::forest::RandomForest;

/// The importances of a saved forest's features, one number a feature.
#[wasm_bindgen]
pub struct ForestImportances(RandomForest);

#[wasm_bindgen]
impl ForestImportances {
    /// Reads the forest that a classifier's `save` put under `prefix`.
    pub fn load(file: &TensorFile, prefix: &str) -> Result<Self, JsValue> {
        RandomForest::load(&file.0, prefix).map(Self).map_err(to_js)
    }

    /// What each feature's splits took off the Gini impurity, sum 1.
    pub fn impurity(&self) -> Vec<f32> {
        self.0.feature_importances().to_vec()
    }

    /// How much accuracy is lost when a feature's values change places among the samples, mean over `nRepeats` orders.
    pub fn permutation(
        &self,
        x: &Matrix,
        labels: &[u8],
        #[wasm_bindgen(js_name = nRepeats)] n_repeats: u32,
        seed: u32,
        #[wasm_bindgen(js_name = onProgress)] on_progress: &Function,
    ) -> Result<Vec<f32>, JsValue> {
        let progress = &mut reporter(on_progress);
        self.0.permutation_importances(&x.0, labels, n_repeats, u64::from(seed), progress).map_err(to_js)
    }
}
