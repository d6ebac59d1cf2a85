//! The network that ships, as the app reads with it.

use std::path::Path;

use mnist_core::classifier::Classifier;
use mnist_core::matrix::Matrix;
use mnist_core::models::{ClassifierParams, load};
use mnist_core::preprocess::{Input, Page, preprocess};
use mnist_core::tensors::TensorFile;

use crate::scenes::Picture;

const BUNDLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packages/app/public/models/default");

pub(crate) struct Reader(Box<dyn Classifier>);

impl Reader {
    pub(crate) fn shipped() -> Self {
        let bundle = Path::new(BUNDLE);
        let manifest = std::fs::read_to_string(bundle.join("manifest.json")).unwrap();
        let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
        let params: ClassifierParams = serde_json::from_value(manifest["pipeline"]["classifier"].clone()).unwrap();
        let tensors = TensorFile::parse(&std::fs::read(bundle.join("model.safetensors")).unwrap()).unwrap();
        Self(load(&params, &tensors, "classifier").unwrap())
    }

    /// The digits of a page, from left to right.
    pub(crate) fn labels(&self, page: &Page) -> Vec<u8> {
        let pixels = page.digits.iter().flat_map(|d| d.pixels).map(|p| f32::from(p) / 255.0).collect();
        self.0.predict(&Matrix::new(page.digits.len(), 784, pixels).unwrap()).unwrap()
    }

    pub(crate) fn read(&self, picture: &Picture) -> Vec<u8> {
        let input = Input::Rgba { pixels: &picture.pixels, width: picture.width, height: picture.height };
        let page = preprocess(input).unwrap();
        if page.digits.is_empty() { Vec::new() } else { self.labels(&page) }
    }
}
