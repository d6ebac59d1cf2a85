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

    /// What the network sees in a page, where that may be one or two as it is surer: digits in reading order, and how certain.
    fn see(&self, page: &mut Page) -> (Vec<u8>, Vec<f32>) {
        if page.digits.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let count = page.candidates().count();
        let pixels = page.candidates().flat_map(|d| d.pixels).map(|p| f32::from(p) / 255.0).collect();
        let candidates = Matrix::new(count, 784, pixels).unwrap();
        let labels = self.classifier.predict(&candidates).unwrap();
        let proba = apply_temperature(&self.classifier.predict_proba(&candidates).unwrap(), self.temperature).unwrap();
        let certainties = certainties(&proba);
        let chosen = page.settle(&labels, &certainties).unwrap().into_iter().enumerate();
        chosen.map(|(at, i)| (labels[i], if page.is_stray(at) { 0.0 } else { certainties[i] })).unzip()
    }

    pub(crate) fn read(&self, picture: &Picture) -> Vec<u8> {
        let input = Input::Rgba { pixels: &picture.pixels, width: picture.width, height: picture.height };
        let mut page = preprocess(input).unwrap();
        let (first, certainties) = self.see(&mut page);
        let mut looks = page.looks(&first, &certainties);
        while let Some(mut again) = looks.again(&page) {
            let (labels, certainties) = self.see(&mut again);
            if looks.add(&labels, &certainties) {
                return labels;
            }
        }
        first
    }
}
