//! The same fits give the same bytes natively and in WebAssembly: a hash of what each of these pipelines saves, and of its
//! probabilities. packages/shared/test/core-bytes.test.ts computes the same from the same file. When an algorithm changes,
//! `SIFFRA_BLESS=1 cargo test -p mnist-core --test core_bytes` writes it anew.
#![allow(clippy::unwrap_used)] // Everything here runs inside tests.

use std::rc::Rc;

use mnist_core::augment::{AugmentParams, Augmenter};
use mnist_core::classifier::Classifier as _;
use mnist_core::features::{self, TransformParams};
use mnist_core::matrix::Matrix;
use mnist_core::models::{self, ClassifierParams};
use mnist_core::nn::{Architecture, Network, NetworkParams, Optimizer, initial_weights};
use mnist_core::plan::run_all;
use mnist_core::synth::{Style, dataset};
use mnist_core::tensors::TensorFile;
use serde::{Deserialize, Serialize};
use serde_json::Value;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/core-bytes.json");
/// Of the synthetic digits, and of the fits.
const SEED: u64 = 5;
const TRAIN: usize = 80;
const TEST: usize = 20;

#[derive(Serialize, Deserialize)]
struct Case {
    transforms: Vec<Value>,
    classifier: Value,
    /// [`fnv1a`] of the saved pipeline.
    model: String,
    /// [`fnv1a`] of the probabilities of the digits that follow those it was trained on.
    proba: String,
}

/// FNV-1a, 64 bits (Fowler, Noll and Vo): short to write in both languages.
fn fnv1a(bytes: &[u8]) -> String {
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325u64, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

/// Both hashes of a case.
fn hashes(case: &Case) -> (String, String) {
    let digits = dataset(Style::Varied, SEED, 0, TRAIN + TEST).unwrap();
    let (train, test) = digits.images.split_at(TRAIN * 784);
    let mut x = Matrix::from_u8(TRAIN, 784, train.to_vec()).unwrap();
    let mut unseen = Matrix::from_u8(TEST, 784, test.to_vec()).unwrap();
    let mut file = TensorFile::default();
    for (i, params) in case.transforms.iter().enumerate() {
        let params: TransformParams = serde_json::from_value(params.clone()).unwrap();
        let transform = features::fit(&params, &x, &mut |_| true).unwrap();
        transform.save(&mut file, &format!("transforms.{i}"));
        (x, unseen) = (transform.transform(&x).unwrap(), transform.transform(&unseen).unwrap());
    }
    let params: ClassifierParams = serde_json::from_value(case.classifier.clone()).unwrap();
    let mut plan = models::plan(&params, &[], Rc::new(x), &digits.labels[..TRAIN], SEED).unwrap();
    let models = run_all(plan.as_mut(), &mut |_| true).unwrap();
    models[0].save(&mut file, "classifier");
    let proba = models[0].predict_proba(&unseen).unwrap();
    let proba: Vec<u8> = proba.data().iter().flat_map(|p| p.to_le_bytes()).collect();
    (fnv1a(&file.serialize().unwrap()), fnv1a(&proba))
}

#[test]
fn fits_give_the_golden_bytes() {
    let mut cases: Vec<Case> = serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap();
    let bless = std::env::var_os("SIFFRA_BLESS").is_some();
    for case in &mut cases {
        let (model, proba) = hashes(case);
        if bless {
            (case.model, case.proba) = (model, proba);
        } else {
            let name = &case.classifier;
            assert_eq!(case.model, model, "the model of {name}: if that is meant, see the top of this file");
            assert_eq!(case.proba, proba, "the probabilities of {name}");
        }
    }
    if bless {
        let lines: Vec<String> = cases.iter().map(|case| serde_json::to_string(case).unwrap()).collect();
        std::fs::write(FILE, format!("[\n{}\n]\n", lines.join(",\n"))).unwrap();
    }
}

const NETWORK_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/network-bytes.json");

/// Hashes of what a network's training takes from the core.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct NetworkBytes {
    classifier: Value,
    augmented: String,
    /// Of the optimizer after some steps.
    optimizer: String,
    /// Of the network with the averaged weights, and of its logits of the augmented digits.
    model: String,
    logits: String,
    /// Of the logits of this network and an untrained one as a committee, over all views.
    committee: String,
}

fn logits_of(network: &Network, x: &Matrix) -> String {
    let logits = network.logits(x).unwrap().unwrap();
    fnv1a(&logits.data().iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<u8>>())
}

fn network_bytes(classifier: Value) -> NetworkBytes {
    let ClassifierParams::Cnn(params) = serde_json::from_value(classifier.clone()).unwrap() else { unreachable!() };
    let digits = dataset(Style::Varied, SEED, 0, TEST).unwrap();
    let indices: Vec<u32> = (0..TEST as u32).collect();
    let augmenter = Augmenter::new(AugmentParams::default(), SEED).unwrap();
    let augmented = augmenter.apply(&digits.images, &indices, 3).unwrap();

    let architecture = Architecture::new(&params).unwrap();
    let mut adamw = Optimizer::new(&params, initial_weights(&architecture, SEED)).unwrap();
    for seed in [10, 20, 30] {
        // Two shards of something that is as large as a gradient.
        let gradients = [initial_weights(&architecture, seed), initial_weights(&architecture, seed + 1)].concat();
        adamw.step(&gradients, 2, 0.01).unwrap();
    }
    let mut optimizer = TensorFile::default();
    adamw.save(&mut optimizer);

    let network = Network::new(&params, adamw.averaged_weights().to_vec()).unwrap();
    let mut model = TensorFile::default();
    network.save(&mut model, "classifier");
    let x = Matrix::new(TEST, 784, augmented.iter().map(|&v| f32::from(v) / 255.0).collect()).unwrap();
    let committee = NetworkParams { members: 2, views: 5, ..params.clone() };
    let members = [adamw.averaged_weights(), &initial_weights(&architecture, SEED)].concat();
    NetworkBytes {
        classifier,
        augmented: fnv1a(&augmented),
        optimizer: fnv1a(&optimizer.serialize().unwrap()),
        model: fnv1a(&model.serialize().unwrap()),
        logits: logits_of(&network, &x),
        committee: logits_of(&Network::new(&committee, members).unwrap(), &x),
    }
}

#[test]
fn networks_give_the_golden_bytes() {
    let golden: NetworkBytes = serde_json::from_str(&std::fs::read_to_string(NETWORK_FILE).unwrap()).unwrap();
    let found = network_bytes(golden.classifier.clone());
    if std::env::var_os("SIFFRA_BLESS").is_some() {
        std::fs::write(NETWORK_FILE, serde_json::to_string_pretty(&found).unwrap() + "\n").unwrap();
    } else {
        assert_eq!(golden, found, "if that is meant, see the top of this file");
    }
}
