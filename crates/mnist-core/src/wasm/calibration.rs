//! Calibration of probabilities.

use wasm_bindgen::prelude::*;

use super::matrix::Matrix;
use crate::calibration;
use crate::error::to_js;

/// The temperature that makes the probabilities of held-out samples fit their labels best.
#[wasm_bindgen(js_name = fitTemperature)]
pub fn fit_temperature(proba: &Matrix, labels: &[u8]) -> Result<f64, JsValue> {
    calibration::fit_temperature(&proba.0, labels).map_err(to_js)
}

/// Probabilities at another temperature; the answers stay the same.
#[wasm_bindgen(js_name = applyTemperature)]
pub fn apply_temperature(proba: &Matrix, temperature: f64) -> Result<Matrix, JsValue> {
    calibration::apply_temperature(&proba.0, temperature).map(Matrix::from).map_err(to_js)
}

/// The threshold at which the set of classes with at least this probability misses the truth at most as often as `alpha`.
#[wasm_bindgen(js_name = conformalThreshold)]
pub fn conformal_threshold(proba: &Matrix, labels: &[u8], alpha: f64) -> Result<f64, JsValue> {
    calibration::conformal_threshold(&proba.0, labels, alpha).map_err(to_js)
}

/// How far each row's answer stands out from the others: the logarithm of its probability less the mean logarithm.
#[wasm_bindgen]
pub fn certainties(proba: &Matrix) -> Vec<f32> {
    calibration::certainties(&proba.0)
}
