//! Networks for JavaScript: what their training with tfjs needs of the core.

use js_sys::Float32Array;
use wasm_bindgen::prelude::*;

use super::estimators::{Classifier, parse};
use crate::error::to_js;
use crate::estimator::{EstimatorError, check_length};
use crate::models::ClassifierParams;
use crate::nn::{self, Architecture, NetworkParams};
use crate::tensors::TensorFile;

/// The parameters of a network out of a classifier's, `{"kind": "cnn", ...}`.
fn network_params(json: &str) -> Result<NetworkParams, JsValue> {
    match parse(json)? {
        ClassifierParams::Cnn(params) => Ok(params),
        _ => Err(to_js(EstimatorError::Parameter {
            name: "kind".into(),
            expected: "cnn".into(),
            found: json.chars().take(200).collect(),
        })),
    }
}

fn architecture(json: &str) -> Result<Architecture, JsValue> {
    Architecture::new(&network_params(json)?).map_err(to_js)
}

/// Where each tensor lies in the vector of all weights, as JSON: `{"n_weights", "tensors": [{"name", "shape", "offset",
/// "size", "is_kernel"}]}`.
#[wasm_bindgen(js_name = networkLayout)]
pub fn network_layout(params: &str) -> Result<String, JsValue> {
    let architecture = architecture(params)?;
    let tensors: Vec<_> = architecture
        .tensors()
        .iter()
        .map(|t| serde_json::json!({"name": t.name, "shape": t.shape, "offset": t.offset, "size": t.size, "is_kernel": t.is_kernel}))
        .collect();
    Ok(serde_json::json!({"n_weights": architecture.n_weights(), "tensors": tensors}).to_string())
}

/// The parameters of a network with every default filled in, as JSON.
#[wasm_bindgen(js_name = networkParams)]
pub fn complete_params(params: &str) -> Result<String, JsValue> {
    let params = network_params(params)?;
    Architecture::new(&params).map_err(to_js)?;
    Ok(serde_json::json!(params).to_string())
}

/// All weights before training.
#[wasm_bindgen(js_name = initialWeights)]
pub fn initial_weights(params: &str, seed: u32) -> Result<Vec<f32>, JsValue> {
    Ok(nn::initial_weights(&architecture(params)?, u64::from(seed)))
}

/// The learning rate of a step as a share of the largest.
#[wasm_bindgen(js_name = learningRateShare)]
pub fn learning_rate_share(step: u32, steps: u32, warmup: u32) -> f64 {
    nn::learning_rate_share(step, steps, warmup)
}

/// The fitted classifier out of all weights; kernels are rounded where they are to be stored as integers.
#[wasm_bindgen(js_name = networkClassifier)]
pub fn network_classifier(params: &str, weights: Vec<f32>) -> Result<Classifier, JsValue> {
    let network = nn::Network::new(&network_params(params)?, weights).map_err(to_js)?;
    Ok(Classifier(Box::new(network)))
}

/// The convolutions of a network for tfjs, in one piece: see `nn::ConvStack`.
#[wasm_bindgen]
pub struct ConvStack(nn::ConvStack);

#[wasm_bindgen]
impl ConvStack {
    #[wasm_bindgen(constructor)]
    pub fn new(params: &str) -> Result<Self, JsValue> {
        nn::ConvStack::new(&network_params(params)?).map(Self).map_err(to_js)
    }

    /// Values that an image becomes.
    #[wasm_bindgen(getter, js_name = nFeatures)]
    pub fn n_features(&self) -> usize {
        self.0.n_features()
    }

    /// Writes what the layers make of `images`, `[n, 784]`, into `features`, `[n, nFeatures]`. `weights` are those of these
    /// layers.
    pub fn forward(&mut self, weights: &[f32], images: Vec<f32>, features: &Float32Array) -> Result<(), JsValue> {
        let computed = self.0.forward(weights, images).map_err(to_js)?;
        check_length("features", computed.len(), features.length() as usize).map_err(to_js)?;
        features.copy_from(computed);
        Ok(())
    }

    /// The gradient of the weights, when that of the features of the last `forward` is `dy`.
    pub fn backward(&self, dy: Vec<f32>) -> Result<Vec<f32>, JsValue> {
        self.0.backward(dy).map_err(to_js)
    }
}

/// Steps along gradients, and an average of the weights.
#[wasm_bindgen]
pub struct Optimizer(nn::Optimizer);

#[wasm_bindgen]
impl Optimizer {
    /// Starts from `weights`.
    #[wasm_bindgen(constructor)]
    pub fn new(params: &str, weights: Vec<f32>) -> Result<Self, JsValue> {
        nn::Optimizer::new(&network_params(params)?, weights).map(Self).map_err(to_js)
    }

    /// Steps along the mean of the gradients of `shards` equal shards, one after the other in `gradients`, and returns that
    /// mean's length. An error (`training-diverged` when it is not finite) leaves everything as it was.
    pub fn step(
        &mut self,
        gradients: &[f32],
        shards: usize,
        #[wasm_bindgen(js_name = learningRate)] learning_rate: f64,
    ) -> Result<f64, JsValue> {
        self.0.step(gradients, shards, learning_rate).map_err(to_js)
    }

    /// The weights after the last step.
    pub fn weights(&self) -> Vec<f32> {
        self.0.weights().to_vec()
    }

    /// The average of the weights after each step: the model.
    #[wasm_bindgen(js_name = averagedWeights)]
    pub fn averaged_weights(&self) -> Vec<f32> {
        self.0.averaged_weights().to_vec()
    }

    /// All that further steps depend on, as safetensors.
    pub fn save(&self) -> Result<Vec<u8>, JsValue> {
        let mut file = TensorFile::default();
        self.0.save(&mut file);
        file.serialize().map_err(to_js)
    }

    /// Goes on where `save` was called.
    pub fn load(params: &str, bytes: &[u8]) -> Result<Self, JsValue> {
        let file = TensorFile::parse(bytes).map_err(to_js)?;
        nn::Optimizer::load(&network_params(params)?, &file).map(Self).map_err(to_js)
    }
}
