//! What can be said of a network, and what follows of it.

use mnist_core::error::Coded as _;
use mnist_core::models::{self, ClassifierParams};
use mnist_core::nn::{CnnParams, Layout, initial_weights};

use super::{SMALL, cnn};

#[test]
fn default_network_has_at_most_sixty_thousand_weights() {
    let params = cnn(r#"{"kind": "cnn"}"#);
    assert_eq!(params, CnnParams::default());
    params.check().unwrap();
    assert_eq!(Layout::new(&params).unwrap().n_weights, 49_850);
}

#[test]
fn layout_names_every_tensor_in_one_vector_without_gaps() {
    let layout = Layout::new(&cnn(SMALL)).unwrap();
    let tensors: Vec<_> = layout.tensors.iter().map(|t| (t.name.as_str(), t.shape.as_slice(), t.decays)).collect();
    let expected: [(&str, &[usize], bool); 8] = [
        ("layers.0.kernel", &[3, 3, 1, 4], true),
        ("layers.0.bias", &[4], false),
        ("layers.2.kernel", &[5, 5, 4, 6], true),
        ("layers.2.bias", &[6], false),
        ("layers.4.kernel", &[150, 12], true), // 28, pooled 14, 10, pooled 5: 5 * 5 * 6
        ("layers.4.bias", &[12], false),
        ("layers.5.kernel", &[12, 10], true),
        ("layers.5.bias", &[10], false),
    ];
    assert_eq!(tensors, expected);
    let mut end = 0;
    for tensor in &layout.tensors {
        assert_eq!((tensor.offset, tensor.size), (end, tensor.shape.iter().product()));
        end += tensor.size;
    }
    assert_eq!(end, layout.n_weights);
}

#[test]
fn an_odd_image_is_pooled_without_its_last_row_and_column() {
    let layers = r#"{"kind": "cnn", "layers": [{"kind": "conv", "filters": 1, "size": 2}, {"kind": "max_pool"}]}"#;
    assert_eq!(Layout::new(&cnn(layers)).unwrap().tensors[2].shape, [13 * 13, 10]);
}

#[test]
fn parameters_survive_json() {
    for text in [SMALL, r#"{"kind": "cnn"}"#, r#"{"kind": "cnn", "layers": [], "epochs": 3}"#] {
        let params: ClassifierParams = serde_json::from_str(text).unwrap();
        let again = serde_json::to_string(&params).unwrap();
        assert!(again.starts_with(r#"{"kind":"cnn","layers":["#), "{again}");
        assert_eq!(cnn(&again), cnn(text));
    }
}

#[test]
fn refuses_unknown_names() {
    for text in [
        r#"{"kind": "cnn", "epoch": 3}"#,
        r#"{"kind": "cnn", "weights": "int4"}"#,
        r#"{"kind": "cnn", "layers": [{"kind": "conv"}]}"#,
        r#"{"kind": "cnn", "layers": [{"kind": "conv", "filters": 4, "stride": 2}]}"#,
        r#"{"kind": "cnn", "layers": [{"kind": "dense", "units": 4, "relu": false}]}"#,
        r#"{"kind": "cnn", "layers": [{"kind": "attention"}]}"#,
    ] {
        assert!(serde_json::from_str::<ClassifierParams>(text).is_err(), "{text}");
    }
}

#[test]
fn refuses_values_out_of_range_and_names_them() {
    let cases = [
        ("epochs", "0"),
        ("batch_size", "0"),
        ("patience", "0"),
        ("learning_rate", "0"),
        ("learning_rate", "1.1"),
        ("warmup_epochs", "-1"),
        ("weight_decay", "-0.1"),
        ("beta1", "1"),
        ("beta2", "-0.1"),
        ("label_smoothing", "1"),
        ("average_decay", "1"),
        ("max_gradient_norm", "0"),
    ];
    for (name, value) in cases {
        let error = cnn(&format!(r#"{{"kind": "cnn", "{name}": {value}}}"#)).check().unwrap_err();
        assert_eq!(error.code(), "estimator-parameter");
        assert!(error.to_string().contains(name), "{error}");
    }
    assert!(CnnParams { beta1: f64::NAN, ..CnnParams::default() }.check().is_err());
}

#[test]
fn refuses_layers_that_do_not_fit() {
    let pool = r#"{"kind": "max_pool"}"#;
    for layers in [
        r#"{"kind": "conv", "filters": 0}"#.to_owned(),
        r#"{"kind": "conv", "filters": 257}"#.to_owned(),
        r#"{"kind": "conv", "filters": 4, "size": 8}"#.to_owned(),
        r#"{"kind": "max_pool", "size": 3}"#.to_owned(),
        r#"{"kind": "dense", "units": 0}"#.to_owned(),
        r#"{"kind": "dense", "units": 4096}, {"kind": "dense", "units": 4096}"#.to_owned(),
        r#"{"kind": "dense", "units": 4}, {"kind": "conv", "filters": 4}"#.to_owned(),
        [r#"{"kind": "dense", "units": 4}"#, pool].join(","),
        [pool; 5].join(","),
        [&[pool; 4][..], &[r#"{"kind": "conv", "filters": 4}"#]].concat().join(","),
        [r#"{"kind": "dense", "units": 4}"#; 25].join(","),
    ] {
        let error = cnn(&format!(r#"{{"kind": "cnn", "layers": [{layers}]}}"#)).check().unwrap_err();
        assert!(error.to_string().contains("layers"), "{error}");
    }
}

#[test]
fn initial_kernels_are_he_normal_and_biases_zero() {
    let params = cnn(r#"{"kind": "cnn", "layers": [{"kind": "dense", "units": 400}]}"#);
    let (layout, weights) = (Layout::new(&params).unwrap(), initial_weights(&params, 3).unwrap());
    assert_eq!(weights.len(), layout.n_weights);
    for tensor in &layout.tensors {
        let values = &weights[tensor.offset..][..tensor.size];
        if tensor.decays {
            let variance = values.iter().map(|w| f64::from(w * w)).sum::<f64>() / values.len() as f64;
            let expected = 2.0 / tensor.shape[0] as f64;
            assert!((variance / expected - 1.0).abs() < 0.1, "{}: {variance}, expected {expected}", tensor.name);
        } else {
            assert!(values.iter().all(|&w| w == 0.0));
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_weights_and_another_seed_does_not() {
    let params = cnn(SMALL);
    assert_eq!(initial_weights(&params, 1).unwrap(), initial_weights(&params, 1).unwrap());
    assert_ne!(initial_weights(&params, 1).unwrap(), initial_weights(&params, 2).unwrap());
}

#[test]
fn a_network_has_no_fit_in_parts() {
    let x = std::rc::Rc::new(mnist_core::matrix::Matrix::zeros(2, 784));
    let result = models::plan(&serde_json::from_str(SMALL).unwrap(), &[], x, &[0, 1], 1);
    assert_eq!(result.err().unwrap().code(), "estimator-parameter");
}
