//! Synthetic handwriting for JavaScript.

use wasm_bindgen::prelude::*;

use super::page::Page;
use crate::error::to_js;
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

/// Images `start` to `start + count`, 784 bytes each, of what is no digit: of the named family, or of all mixed.
#[wasm_bindgen(js_name = synthNonDigits)]
pub fn synth_non_digits(family: Option<String>, seed: u32, start: u32, count: u32) -> Result<Vec<u8>, JsValue> {
    let family = family.map(|name| name.parse()).transpose().map_err(to_js)?;
    synth::non_digits(family, seed.into(), start.into(), count as usize).map_err(to_js)
}

/// The families of what is no digit.
#[wasm_bindgen(js_name = nonDigitFamilies)]
pub fn non_digit_families() -> Vec<String> {
    synth::NonDigit::ALL.iter().map(|family| family.name().to_owned()).collect()
}

/// `count` of the labelled images (784 bytes each), drawn or photographed as `seed` decides and read back by the preprocessing;
/// fewer where hardly any comes back as one digit.
#[wasm_bindgen(js_name = synthWild)]
pub fn synth_wild(images: &[u8], labels: &[u8], seed: u32, count: u32) -> Result<SynthDataset, JsValue> {
    let inner = synth::wild::wild(images, labels, seed.into(), count as usize).map_err(to_js)?;
    Ok(SynthDataset { inner })
}

/// What the preprocessing makes of an image (784 bytes), sent out as `"strokes"` or as a `"photo"` as `seed` and `index` decide.
#[wasm_bindgen(js_name = readBack)]
pub fn read_back(image: &[u8], way: &str, seed: u32, index: u32) -> Result<Page, JsValue> {
    let way = way.parse().map_err(to_js)?;
    let image = image.try_into().map_err(|_| to_js(synth::SynthError::Images { found: image.len() }))?;
    synth::wild::read_back(image, way, seed.into(), index.into()).map(Page).map_err(to_js)
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
