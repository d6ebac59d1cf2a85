//! Networks for JavaScript: parameters as JSON text, all weights as one vector.

use wasm_bindgen::prelude::*;

use super::error::to_js;
use super::estimators::{Classifier, parse};
use crate::estimator::EstimatorError;
use crate::models::ClassifierParams;
use crate::nn;

/// The parameters of a network, checked.
fn network(params: &str) -> Result<nn::CnnParams, JsValue> {
    match parse(params)? {
        ClassifierParams::Cnn(params) => params.check().map(|()| params).map_err(to_js),
        _ => Err(to_js(EstimatorError::Parameter {
            name: "kind".into(),
            expected: "cnn".into(),
            found: "another classifier".into(),
        })),
    }
}

fn to_json(value: &impl serde::Serialize) -> Result<String, JsValue> {
    serde_json::to_string(value).map_err(|error| JsValue::from_str(&error.to_string()))
}

/// Where each tensor is in the vector of all weights, as JSON: `{"n_weights", "tensors": [{"name", "shape", "offset", "size",
/// "decays"}]}`.
#[wasm_bindgen(js_name = networkLayout)]
pub fn network_layout(params: &str) -> Result<String, JsValue> {
    to_json(&nn::Layout::new(&network(params)?).map_err(to_js)?)
}

/// The parameters with every default filled in, as JSON.
#[wasm_bindgen(js_name = trainingParams)]
pub fn training_params(params: &str) -> Result<String, JsValue> {
    to_json(&ClassifierParams::Cnn(network(params)?))
}

/// The weights before training (He normal, biases 0).
#[wasm_bindgen(js_name = initialWeights)]
pub fn initial_weights(params: &str, seed: u32) -> Result<Vec<f32>, JsValue> {
    nn::initial_weights(&network(params)?, seed.into()).map_err(to_js)
}

/// The fitted classifier with these weights, rounded as `weights` of the parameters says.
#[wasm_bindgen(js_name = networkClassifier)]
pub fn network_classifier(params: &str, weights: &[f32]) -> Result<Classifier, JsValue> {
    let fitted = nn::Network::new(&network(params)?, weights).map_err(to_js)?;
    Ok(Classifier(Box::new(fitted)))
}

/// The optimizer: AdamW with gradient clipping and a running average of the weights.
#[wasm_bindgen]
pub struct AdamW(nn::AdamW);

#[wasm_bindgen]
impl AdamW {
    /// Starts at `weights`.
    #[wasm_bindgen(constructor)]
    pub fn new(params: &str, weights: Vec<f32>) -> Result<Self, JsValue> {
        nn::AdamW::new(&network(params)?, weights).map(Self).map_err(to_js)
    }

    /// One step against the mean of `shards` gradients, one after the other. Returns its length before clipping; an error
    /// (`training-diverged` when it is not finite) leaves everything as it was.
    pub fn step(
        &mut self,
        gradients: &[f32],
        shards: usize,
        #[wasm_bindgen(js_name = learningRate)] learning_rate: f64,
    ) -> Result<f64, JsValue> {
        self.0.step(gradients, shards, learning_rate).map_err(to_js)
    }

    /// A copy of the weights now.
    pub fn weights(&self) -> Vec<f32> {
        self.0.weights().to_vec()
    }

    /// A copy of the running average of the weights.
    #[wasm_bindgen(js_name = averagedWeights)]
    pub fn averaged_weights(&self) -> Vec<f32> {
        self.0.averaged_weights().to_vec()
    }

    /// Everything that a resumed training needs of the optimizer.
    pub fn save(&self) -> Result<Vec<u8>, JsValue> {
        self.0.save().map_err(to_js)
    }

    /// Reads what `save` gave.
    pub fn load(params: &str, bytes: &[u8]) -> Result<Self, JsValue> {
        nn::AdamW::load(&network(params)?, bytes).map(Self).map_err(to_js)
    }
}
