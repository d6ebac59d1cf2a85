//! Networks: description, weights, optimizer, classifier.
#![allow(clippy::panic, clippy::unwrap_used)] // Everything here runs inside tests.

mod classifier;
mod committee;
mod kernels;
mod optimizer;
mod params;
mod reference;
mod saved;
mod winograd;

use mnist_core::models::ClassifierParams;
use mnist_core::nn::{NetworkParams, Precision};
use mnist_core::rng::Rng;

/// Every kind of layer, small.
pub(crate) const SMALL: &str = r#"{"kind": "cnn", "layers": [{"kind": "conv", "filters": 4, "size": 3, "padding": "same"},
    {"kind": "max_pool"}, {"kind": "conv", "filters": 6, "size": 5, "padding": "valid"}, {"kind": "max_pool"}, {"kind": "dense", "units": 12}]}"#;

pub(crate) fn cnn(json: &str) -> NetworkParams {
    match serde_json::from_str(json).unwrap() {
        ClassifierParams::Cnn(params) => params,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn small(weights: Precision) -> NetworkParams {
    NetworkParams { weights, ..cnn(SMALL) }
}

/// `n` normal numbers.
pub(crate) fn normal(n: usize, deviation: f64, seed: u64) -> Vec<f32> {
    let mut rng = Rng::new(seed, 77);
    (0..n).map(|_| (deviation * rng.normal()) as f32).collect()
}
