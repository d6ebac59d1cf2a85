//! A preprocessed page for JavaScript.

use js_sys::Float32Array;
use wasm_bindgen::prelude::*;

use crate::error::to_js;
use crate::preprocess::{Looks as CoreLooks, Page as CorePage};

/// The digits of an input, or why there are none; an index out of range gives empty arrays.
#[wasm_bindgen]
pub struct Page(pub(super) CorePage);

#[wasm_bindgen]
impl Page {
    /// How many digits there are; 0 when refused.
    #[wasm_bindgen(getter, js_name = digitCount)]
    pub fn digit_count(&self) -> usize {
        self.0.digits.len()
    }

    /// `[x, y, w, h]` of digit `i` in the input's unit.
    pub fn bounds(&self, i: usize) -> Float32Array {
        let bounds = self.0.digits.get(i).map(|d| [d.bounds.x, d.bounds.y, d.bounds.w, d.bounds.h]);
        Float32Array::from(bounds.as_ref().map_or(&[][..], |b| &b[..]))
    }

    /// The 784 bytes of digit `i`.
    pub fn pixels(&self, i: usize) -> Vec<u8> {
        self.0.digits.get(i).map_or_else(Vec::new, |d| d.pixels.to_vec())
    }

    /// How many pictures a model should look at: the digits, and other ways to see them.
    #[wasm_bindgen(getter, js_name = candidateCount)]
    pub fn candidate_count(&self) -> usize {
        self.0.candidates().count()
    }

    /// The 784 bytes of candidate `i`; the digits come first.
    #[wasm_bindgen(js_name = candidatePixels)]
    pub fn candidate_pixels(&self, i: usize) -> Vec<u8> {
        self.0.candidates().nth(i).map_or_else(Vec::new, |d| d.pixels.to_vec())
    }

    /// Takes the ways to see the digits that a model is surer of, by what it takes each candidate for and its certainty of that. Returns
    /// which of the candidates the digits are now.
    pub fn settle(&mut self, labels: &[u8], certainties: &[f32]) -> Result<Vec<usize>, JsValue> {
        self.0.settle(labels, certainties).map_err(to_js)
    }

    /// Whether digit `i` of a settled page is a line that runs through the picture rather than a digit, whatever a model says of it.
    #[wasm_bindgen(js_name = isStray)]
    pub fn is_stray(&self, i: usize) -> bool {
        self.0.is_stray(i)
    }

    /// The looks at a settled page's picture, this page the first, with what a model takes each digit for and its certainty of that.
    pub fn looks(&self, labels: &[u8], certainties: &[f32]) -> Looks {
        Looks(self.0.looks(labels, certainties))
    }

    /// Why there is no digit: `no-ink`, `too-little-ink`, `too-much-ink` or `not-a-digit`.
    #[wasm_bindgen(getter, js_name = refusedCode)]
    pub fn refused_code(&self) -> Option<String> {
        self.0.refused.map(|r| r.code().to_owned())
    }

    /// The same as an English sentence that says what to do.
    #[wasm_bindgen(getter, js_name = refusedMessage)]
    pub fn refused_message(&self) -> Option<String> {
        self.0.refused.map(|r| r.message().to_owned())
    }

    /// How many stages have a picture.
    #[wasm_bindgen(getter, js_name = stageCount)]
    pub fn stage_count(&self) -> usize {
        self.0.stages.len()
    }

    /// The name of stage `i`, such as `flattened`.
    #[wasm_bindgen(js_name = stageName)]
    pub fn stage_name(&self, i: usize) -> String {
        self.0.stages.get(i).map_or_else(String::new, |s| s.name.as_str().to_owned())
    }

    /// Pixels across of stage `i`.
    #[wasm_bindgen(js_name = stageWidth)]
    pub fn stage_width(&self, i: usize) -> u32 {
        self.0.stages.get(i).map_or(0, |s| s.width)
    }

    /// Pixels down of stage `i`.
    #[wasm_bindgen(js_name = stageHeight)]
    pub fn stage_height(&self, i: usize) -> u32 {
        self.0.stages.get(i).map_or(0, |s| s.height)
    }

    /// The grey bytes of stage `i`, row by row.
    #[wasm_bindgen(js_name = stagePixels)]
    pub fn stage_pixels(&self, i: usize) -> Vec<u8> {
        self.0.stages.get(i).map_or_else(Vec::new, |s| s.pixels.clone())
    }
}

/// What a model saw in the looks at one picture.
#[wasm_bindgen]
pub struct Looks(CoreLooks);

#[wasm_bindgen]
impl Looks {
    /// What the next look at the picture of `page`, the first, sees; `undefined` when there is none that may see more.
    pub fn again(&self, page: &Page) -> Option<Page> {
        self.0.again(&page.0).map(Page)
    }

    /// Takes in what a model saw in the look that `again` gave; whether it stands for what the first look saw.
    pub fn add(&mut self, labels: &[u8], certainties: &[f32]) -> bool {
        self.0.add(labels, certainties)
    }
}
