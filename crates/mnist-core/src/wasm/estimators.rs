//! Transforms and classifiers for JavaScript: parameters as JSON text, samples as [`Matrix`] handles.

#[cfg(feature = "learn")]
use std::rc::Rc;

#[cfg(feature = "learn")]
use js_sys::{Function, Uint8Array};
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use super::matrix::Matrix;
use super::tensors::TensorFile;
use crate::error::to_js;
use crate::estimator::EstimatorError;
use crate::{classifier, features, models};
#[cfg(feature = "learn")]
use crate::{plan, tensors};

/// Parses parameters; serde's message says what it expected and where.
pub(super) fn parse<P: DeserializeOwned>(json: &str) -> Result<P, JsValue> {
    serde_json::from_str(json).map_err(|error| {
        to_js(EstimatorError::Parameter {
            name: "params".into(),
            expected: error.to_string(),
            found: json.chars().take(200).collect(),
        })
    })
}

#[cfg(feature = "learn")]
/// Calls `on_progress(done)`; anything but `false` goes on, an exception stops.
pub(super) fn reporter(on_progress: &Function) -> impl FnMut(f64) -> bool + '_ {
    move |done| on_progress.call1(&JsValue::NULL, &done.into()).is_ok_and(|answer| answer != JsValue::FALSE)
}

/// A fitted transform.
#[wasm_bindgen]
pub struct Transform(Box<dyn classifier::Transform>);

#[wasm_bindgen]
impl Transform {
    /// Fits the transform that `params` names.
    #[cfg(feature = "learn")]
    pub fn fit(
        params: &str,
        x: &Matrix,
        #[wasm_bindgen(js_name = onProgress)] on_progress: &Function,
    ) -> Result<Self, JsValue> {
        features::fit(&parse(params)?, &x.0, &mut reporter(on_progress)).map(Self).map_err(to_js)
    }

    /// Reads back what `save` put under `prefix`.
    pub fn load(params: &str, file: &TensorFile, prefix: &str) -> Result<Self, JsValue> {
        features::load(&parse(params)?, &file.0, prefix).map(Self).map_err(to_js)
    }

    /// Transforms samples, one row for one row.
    pub fn transform(&self, x: &Matrix) -> Result<Matrix, JsValue> {
        self.0.transform(&x.0).map(Matrix::from).map_err(to_js)
    }

    /// Puts what was fitted under `prefix`.
    pub fn save(&self, file: &mut TensorFile, prefix: &str) {
        self.0.save(&mut file.0, prefix);
    }

    /// Columns it takes.
    #[wasm_bindgen(getter, js_name = nFeaturesIn)]
    pub fn n_features_in(&self) -> usize {
        self.0.n_features_in()
    }

    /// Columns it gives.
    #[wasm_bindgen(getter, js_name = nFeaturesOut)]
    pub fn n_features_out(&self) -> usize {
        self.0.n_features_out()
    }
}

/// A fitted classifier.
#[wasm_bindgen]
pub struct Classifier(pub(super) Box<dyn classifier::Classifier>);

#[wasm_bindgen]
impl Classifier {
    /// Reads back what `save` put under `prefix`.
    pub fn load(params: &str, file: &TensorFile, prefix: &str) -> Result<Self, JsValue> {
        models::load(&parse(params)?, &file.0, prefix).map(Self).map_err(to_js)
    }

    /// Probabilities, `[n, 10]`; the class predicted is the first largest of a row.
    #[wasm_bindgen(js_name = predictProba)]
    pub fn predict_proba(&self, x: &Matrix) -> Result<Matrix, JsValue> {
        self.0.predict_proba(&x.0).map(Matrix::from).map_err(to_js)
    }

    /// The scores whose softmax the probabilities are, `[n, 10]`; `undefined` for a classifier without them.
    pub fn logits(&self, x: &Matrix) -> Result<Option<Matrix>, JsValue> {
        self.0.logits(&x.0).map(|logits| logits.map(Matrix::from)).map_err(to_js)
    }

    /// What the fit says of itself beside the model: names, and `factValues` in the same order.
    #[wasm_bindgen(js_name = factNames)]
    pub fn fact_names(&self) -> Vec<String> {
        self.0.facts().into_iter().map(|(name, _)| name.into()).collect()
    }

    /// One number for each of `factNames`.
    #[wasm_bindgen(js_name = factValues)]
    pub fn fact_values(&self) -> Vec<f64> {
        self.0.facts().into_iter().map(|(_, value)| value).collect()
    }

    /// Puts what was fitted under `prefix`.
    pub fn save(&self, file: &mut TensorFile, prefix: &str) {
        self.0.save(&mut file.0, prefix);
    }

    /// Columns it takes.
    #[wasm_bindgen(getter, js_name = nFeaturesIn)]
    pub fn n_features_in(&self) -> usize {
        self.0.n_features_in()
    }
}

#[cfg(feature = "learn")]
/// A fit in parts that several workers can share: each makes the same plan, runs some of the parts, and one of them finishes
/// with what all parts gave. The same arguments give the same bytes.
#[wasm_bindgen]
pub struct FitPlan(Box<dyn plan::FitPlan>);

#[cfg(feature = "learn")]
#[wasm_bindgen]
impl FitPlan {
    /// Plans a fit of the classifier that `params` names, or of one for each of `cs` when that is not empty. The matrix
    /// can be freed at once: the plan keeps what it needs.
    #[wasm_bindgen(constructor)]
    pub fn new(params: &str, cs: &[f64], x: &Matrix, labels: &[u8], seed: u32) -> Result<Self, JsValue> {
        models::plan(&parse(params)?, cs, Rc::clone(&x.0), labels, u64::from(seed)).map(Self).map_err(to_js)
    }

    /// Number of parts. Neighbouring ones have most in common.
    #[wasm_bindgen(getter, js_name = nParts)]
    pub fn n_parts(&self) -> usize {
        self.0.n_parts()
    }

    /// Runs a part and gives what `finish` wants of it.
    pub fn run(
        &mut self,
        part: usize,
        #[wasm_bindgen(js_name = onProgress)] on_progress: &Function,
    ) -> Result<Vec<u8>, JsValue> {
        let file = self.0.run(part, &mut reporter(on_progress)).map_err(to_js)?;
        file.serialize().map_err(to_js)
    }

    /// One classifier, or one for each of `cs`, out of what all parts gave, in their order.
    pub fn finish(&self, parts: Vec<Uint8Array>) -> Result<Vec<Classifier>, JsValue> {
        let parse = |part: &Uint8Array| tensors::TensorFile::parse(&part.to_vec());
        let parts = parts.iter().map(parse).collect::<Result<Vec<_>, _>>().map_err(to_js)?;
        Ok(self.0.finish(&parts).map_err(to_js)?.into_iter().map(Classifier).collect())
    }
}
