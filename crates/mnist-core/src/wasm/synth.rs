//! Synthetic handwriting for JavaScript.

use wasm_bindgen::prelude::*;

use super::error::to_js;
use crate::synth;

/// Images and their labels.
#[wasm_bindgen]
pub struct SynthDataset {
    inner: synth::Dataset,
}

#[wasm_bindgen]
impl SynthDataset {
    /// `count * 784` pixels, copied.
    #[wasm_bindgen(getter)]
    pub fn images(&self) -> Vec<u8> {
        self.inner.images.clone()
    }

    /// `count` labels, 0 to 9, copied.
    #[wasm_bindgen(getter)]
    pub fn labels(&self) -> Vec<u8> {
        self.inner.labels.clone()
    }
}

/// A digit as a pen wrote it.
#[wasm_bindgen]
pub struct StrokeSet {
    inner: synth::Drawing,
}

#[wasm_bindgen]
impl StrokeSet {
    /// x, y and pressure of each point, all strokes in one row.
    #[wasm_bindgen(getter)]
    pub fn points(&self) -> Vec<f32> {
        self.inner.strokes.iter().flatten().flat_map(|p| [p.x, p.y, p.pressure]).collect()
    }

    /// How many points each stroke has.
    #[wasm_bindgen(getter)]
    pub fn lengths(&self) -> Vec<u32> {
        self.inner.strokes.iter().map(|stroke| stroke.len() as u32).collect()
    }

    /// Which way of writing the digit.
    #[wasm_bindgen(getter)]
    pub fn allograph(&self) -> String {
        self.inner.allograph.into()
    }
}

/// Items `start` to `start + count` of the data set of this style (`"tidy"` or `"varied"`) and seed.
#[wasm_bindgen(js_name = synthDataset)]
pub fn synth_dataset(style: &str, seed: u32, start: u32, count: u32) -> Result<SynthDataset, JsValue> {
    let style = style.parse().map_err(to_js)?;
    let inner = synth::dataset(style, seed.into(), start.into(), count as usize).map_err(to_js)?;
    Ok(SynthDataset { inner })
}

/// Images `start` to `start + count`, 784 bytes each, of what people draw that is no digit.
#[wasm_bindgen(js_name = synthNonDigits)]
pub fn synth_non_digits(seed: u32, start: u32, count: u32) -> Result<Vec<u8>, JsValue> {
    synth::non_digits(seed.into(), start.into(), count as usize).map_err(to_js)
}

/// `label` as written by hand number `index` of this style and seed, on 280 x 280 pixels.
#[wasm_bindgen(js_name = synthStrokes)]
pub fn synth_strokes(label: u32, style: &str, seed: u32, index: u32) -> Result<StrokeSet, JsValue> {
    let style = style.parse().map_err(to_js)?;
    // As u8 the label would arrive modulo 256.
    let label = u8::try_from(label).map_err(|_| to_js(synth::SynthError::Label { found: label }))?;
    let inner = synth::drawing(label, style, seed.into(), index.into()).map_err(to_js)?;
    Ok(StrokeSet { inner })
}
