//! The network that ships, as the app reads with it.

use std::path::Path;

use mnist_core::calibration::{apply_temperature, certainties};
use mnist_core::classifier::Classifier;
use mnist_core::matrix::Matrix;
use mnist_core::models::{ClassifierParams, load};
use mnist_core::preprocess::{Input, Page, preprocess};
use mnist_core::tensors::TensorFile;

use crate::scenes::Picture;

const BUNDLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packages/app/public/models/default");

pub(crate) struct Reader {
    classifier: Box<dyn Classifier>,
    temperature: f64,
}

impl Reader {
    pub(crate) fn shipped() -> Self {
        let bundle = Path::new(BUNDLE);
        let manifest = std::fs::read_to_string(bundle.join("manifest.json")).unwrap();
        let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
        let params: ClassifierParams = serde_json::from_value(manifest["pipeline"]["classifier"].clone()).unwrap();
        let tensors = TensorFile::parse(&std::fs::read(bundle.join("model.safetensors")).unwrap()).unwrap();
        let temperature = manifest["calibration"]["temperature"].as_f64().unwrap();
        Self { classifier: load(&params, &tensors, "classifier").unwrap(), temperature }
    }

    /// The digits of a page in reading order, where they may be one or two as the network is surer.
    pub(crate) fn labels(&self, page: &mut Page) -> Vec<u8> {
        let count = page.candidates().count();
        let pixels = page.candidates().flat_map(|d| d.pixels).map(|p| f32::from(p) / 255.0).collect();
        let candidates = Matrix::new(count, 784, pixels).unwrap();
        let labels = self.classifier.predict(&candidates).unwrap();
        let proba = apply_temperature(&self.classifier.predict_proba(&candidates).unwrap(), self.temperature).unwrap();
        page.settle(&certainties(&proba)).unwrap().into_iter().map(|i| labels[i]).collect()
    }

    pub(crate) fn read(&self, picture: &Picture) -> Vec<u8> {
        let input = Input::Rgba { pixels: &picture.pixels, width: picture.width, height: picture.height };
        let mut page = preprocess(input).unwrap();
        if page.digits.is_empty() { Vec::new() } else { self.labels(&mut page) }
    }
}
