//! The fitted classifier against the plain network.

use mnist_core::classifier::{Classifier as _, argmax};
use mnist_core::error::Coded as _;
use mnist_core::matrix::Matrix;
use mnist_core::nn::{Architecture, Layer, Network, NetworkParams, Padding, Precision};
use mnist_core::rng::Rng;
use proptest::prelude::*;

use super::{SMALL, cnn, normal, reference, small};

fn images(n: usize, seed: u64) -> Matrix {
    let mut rng = Rng::new(seed, 5);
    Matrix::new(n, 784, (0..n * 784).map(|_| rng.uniform() as f32).collect()).unwrap()
}

/// Weights that keep the signal's size, biases too.
fn weights(params: &NetworkParams, seed: u64) -> Vec<f32> {
    let architecture = Architecture::new(params).unwrap();
    let per_tensor = architecture.tensors().iter().enumerate().flat_map(|(i, tensor)| {
        let inputs: usize = tensor.shape[..tensor.shape.len() - 1].iter().product();
        normal(tensor.size, (1.5 / inputs as f64).sqrt().min(0.3), seed + i as u64)
    });
    per_tensor.collect()
}

fn agrees_with_the_definition(params: &NetworkParams, seed: u64) {
    let weights = weights(params, seed);
    let x = images(2, seed);
    let network = Network::new(params, weights.clone()).unwrap();
    let (logits, proba) = (network.logits(&x).unwrap().unwrap(), network.predict_proba(&x).unwrap());
    for i in 0..x.rows() {
        let expected = reference::logits(params, &weights, x.row(i));
        let largest = expected.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = expected.iter().map(|&z| mnist_core::math::exp(z - largest)).sum();
        for (k, &z) in expected.iter().enumerate() {
            assert!((f64::from(logits.row(i)[k]) - z).abs() < 1e-4, "logit {k}: {}, expected {z}", logits.row(i)[k]);
            let p = mnist_core::math::exp(z - largest) / total;
            assert!((f64::from(proba.row(i)[k]) - p).abs() < 1e-5, "{k}: {}, expected {p}", proba.row(i)[k]);
        }
    }
}

#[test]
fn every_kind_of_layer_gives_what_its_definition_gives() {
    agrees_with_the_definition(&small(Precision::Float32), 1);
    for layers in ["", r#"{"kind": "dense", "units": 30}, {"kind": "dense", "units": 7}"#] {
        agrees_with_the_definition(
            &cnn(&format!(r#"{{"kind": "cnn", "weights": "float32", "layers": [{layers}]}}"#)),
            3,
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_layers_give_what_their_definition_gives(
        convs in proptest::collection::vec((1usize..=17, 1usize..=5, any::<bool>(), any::<bool>()), 0..3),
        units in proptest::collection::vec(1usize..=33, 0..3),
        seed in 0u64..1_000,
    ) {
        let mut layers = Vec::new();
        for (filters, size, same, pool) in convs {
            let padding = if same { Padding::Same } else { Padding::Valid };
            layers.push(Layer::Conv { filters, size, padding });
            if pool {
                layers.push(Layer::MaxPool {});
            }
        }
        layers.extend(units.into_iter().map(|units| Layer::Dense { units }));
        let params = NetworkParams { layers, weights: Precision::Float32, ..NetworkParams::default() };
                agrees_with_the_definition(&params, seed);
    }
}

#[test]
fn an_image_has_the_same_answer_alone_and_among_others() {
    for weight_type in [Precision::Int8, Precision::Float32] {
        let params = small(weight_type);
        let network = Network::new(&params, weights(&params, 4)).unwrap();
        let x = images(75, 4);
        let proba = network.predict_proba(&x).unwrap();
        for i in 0..x.rows() {
            let alone = network.predict_proba(&Matrix::new(1, 784, x.row(i).to_vec()).unwrap()).unwrap();
            assert_eq!(alone.row(0), proba.row(i));
        }
    }
}

#[test]
fn int8_is_the_network_of_the_rounded_weights() {
    let params = small(Precision::Int8);
    let weights = weights(&params, 5);
    let mut rounded = weights.clone();
    for tensor in Architecture::new(&params).unwrap().tensors().iter().filter(|t| t.is_kernel) {
        let outputs = *tensor.shape.last().unwrap();
        let values = &mut rounded[tensor.offset..][..tensor.size];
        for out in 0..outputs {
            let largest = values.iter().skip(out).step_by(outputs).fold(0.0f32, |largest, w| largest.max(w.abs()));
            let scale = largest / 127.0;
            for w in values.iter_mut().skip(out).step_by(outputs) {
                let before = *w;
                *w = (*w / scale).round() * scale;
                assert!((*w - before).abs() <= scale * 0.51);
            }
        }
    }
    let x = images(20, 5);
    let int8 = Network::new(&params, weights.clone()).unwrap().predict_proba(&x).unwrap();
    let float = Network::new(&small(Precision::Float32), rounded).unwrap().predict_proba(&x).unwrap();
    assert!(int8.data().iter().zip(float.data()).all(|(a, b)| (a - b).abs() < 1e-6));
}

#[test]
fn a_kernel_without_weights_rounds_to_nothing() {
    let params = small(Precision::Int8);
    let n = Architecture::new(&params).unwrap().n_weights();
    let proba = Network::new(&params, vec![0.0; n]).unwrap().predict_proba(&images(1, 1)).unwrap();
    assert_eq!(proba.row(0), [0.1; 10]);
}

#[test]
fn gives_probabilities_whatever_the_input() {
    for weight_type in [Precision::Int8, Precision::Float32] {
        let params = small(weight_type);
        let network = Network::new(&params, weights(&params, 6)).unwrap();
        let huge = [f32::MAX, f32::MIN].into_iter().cycle().take(784).collect();
        for x in [images(20, 6), Matrix::zeros(2, 784), Matrix::new(1, 784, huge).unwrap()] {
            let (proba, labels) = (network.predict_proba(&x).unwrap(), network.predict(&x).unwrap());
            for (i, &label) in labels.iter().enumerate() {
                assert!(proba.row(i).iter().all(|p| p.is_finite() && *p >= 0.0));
                assert!((proba.row(i).iter().sum::<f32>() - 1.0).abs() < 1e-5);
                assert_eq!(argmax(proba.row(i)), label);
            }
        }
    }
}

#[test]
fn refuses_shapes_and_weights_that_do_not_fit() {
    let params = cnn(SMALL);
    let good = weights(&params, 7);
    let network = Network::new(&params, good.clone()).unwrap();
    assert_eq!(network.n_features_in(), 784);
    for cols in [0, 1, 783, 785] {
        assert_eq!(network.predict_proba(&Matrix::zeros(3, cols)).unwrap_err().code(), "estimator-shape");
        assert_eq!(network.logits(&Matrix::zeros(3, cols)).unwrap_err().code(), "estimator-shape");
    }
    assert_eq!(network.predict_proba(&Matrix::zeros(0, 784)).unwrap().rows(), 0);
    assert_eq!(Network::new(&params, good[1..].to_vec()).unwrap_err().code(), "estimator-shape");
    for bad in [f32::NAN, f32::INFINITY] {
        let mut weights = good.clone();
        weights[9] = bad;
        assert_eq!(Network::new(&params, weights.clone()).unwrap_err().code(), "estimator-parameter");
    }
}
