//! What can be said of a network, and what follows of it.

use mnist_core::error::Coded as _;
use mnist_core::models::{self, ClassifierParams};
use mnist_core::nn::{Architecture, NetworkParams, initial_weights};

use super::{SMALL, cnn};

#[test]
fn architecture_names_every_tensor_in_one_vector_without_gaps() {
    let architecture = Architecture::new(&cnn(SMALL)).unwrap();
    let tensors: Vec<_> =
        architecture.tensors().iter().map(|t| (t.name.as_str(), t.shape.as_slice(), t.is_kernel)).collect();
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
    for tensor in architecture.tensors() {
        assert_eq!((tensor.offset, tensor.size), (end, tensor.shape.iter().product()));
        end += tensor.size;
    }
    assert_eq!(end, architecture.n_weights());
}

#[test]
fn an_odd_image_is_pooled_without_its_last_row_and_column() {
    let layers = r#"{"kind": "cnn", "layers": [{"kind": "conv", "filters": 1, "size": 2, "padding": "valid"}, {"kind": "max_pool"}]}"#;
    assert_eq!(Architecture::new(&cnn(layers)).unwrap().tensors()[2].shape, [13 * 13, 10]);
}

#[test]
fn parameters_survive_json() {
    for text in [SMALL, r#"{"kind": "cnn"}"#, r#"{"kind": "cnn", "epochs": 3, "augment": {"shift": 2}}"#] {
        let again = serde_json::to_value(cnn(text)).unwrap();
        assert_eq!(serde_json::from_value::<NetworkParams>(again).unwrap(), cnn(text));
    }
}

#[test]
fn refuses_unknown_names() {
    for text in [
        r#"{"kind": "cnn", "epoch": 3}"#,
        r#"{"kind": "cnn", "weights": "int4"}"#,
        r#"{"kind": "cnn", "layers": [{"kind": "conv", "filters": 4}]}"#,
        r#"{"kind": "cnn", "layers": [{"kind": "max_pool", "size": 3}]}"#,
        r#"{"kind": "cnn", "augment": {"colour": 1}}"#,
        r#"{"kind": "cnn", "layers": [{"kind": "conv", "filters": 4, "size": 3, "stride": 2}]}"#,
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
        ("batch_size", "126"),
        ("learning_rate", "0"),
        ("warmup_epochs", "-1"),
        ("weight_decay", "-0.1"),
        ("beta1", "1"),
        ("beta2", "-0.1"),
        ("label_smoothing", "1"),
        ("average_decay", "1"),
        ("max_gradient_norm", "0"),
        ("extra", r#"[{"kind": "synthetic", "count": 0}]"#),
        ("augment", r#"{"rotation": 90}"#),
    ];
    for (name, value) in cases {
        let error = cnn(&format!(r#"{{"kind": "cnn", "{name}": {value}}}"#)).check().unwrap_err();
        assert_eq!(error.code(), "estimator-parameter");
        assert!(error.to_string().contains(name), "{error}");
    }
    assert!(NetworkParams { beta1: f64::NAN, ..NetworkParams::default() }.check().is_err());
}

#[test]
fn refuses_layers_that_do_not_fit() {
    let conv = |filters: u32, size: u32| format!(r#"{{"kind": "conv", "filters": {filters}, "size": {size}}}"#);
    let dense = |units: u64| format!(r#"{{"kind": "dense", "units": {units}}}"#);
    let pools = |n: usize| vec![r#"{"kind": "max_pool"}"#.to_owned(); n];
    for layers in [
        vec![conv(0, 3)],
        vec![conv(257, 3)],
        vec![conv(4, 0)],
        vec![conv(4, 8)],
        vec![dense(0)],
        vec![dense(1025)],
        // The same as 1 in 32 bits.
        vec![dense((1 << 32) + 1)],
        vec![conv(256, 1), dense(1024)],
        vec![dense(4), conv(4, 3)],
        [vec![dense(4)], pools(1)].concat(),
        pools(5),
        [pools(4), vec![r#"{"kind": "conv", "filters": 4, "size": 3, "padding": "valid"}"#.to_owned()]].concat(),
        vec![dense(4); 17],
    ] {
        let layers = layers.join(",");
        let error = Architecture::new(&cnn(&format!(r#"{{"kind": "cnn", "layers": [{layers}]}}"#))).unwrap_err();
        assert_eq!(error.code(), "estimator-parameter", "{layers}: {error}");
    }
}

#[test]
fn initial_kernels_keep_the_size_of_a_signal_and_biases_are_zero() {
    let architecture =
        Architecture::new(&cnn(r#"{"kind": "cnn", "layers": [{"kind": "dense", "units": 400}]}"#)).unwrap();
    let weights = initial_weights(&architecture, 3);
    assert_eq!(weights.len(), architecture.n_weights());
    // He's 2 / inputs before a ReLU, 1 / inputs before the softmax.
    for (tensor, variance) in architecture.tensors().iter().zip([2.0 / 784.0, 0.0, 1.0 / 400.0, 0.0]) {
        let values = &weights[tensor.offset..][..tensor.size];
        let found = values.iter().map(|w| f64::from(w * w)).sum::<f64>() / values.len() as f64;
        assert!((found - variance).abs() <= 0.1 * variance, "{}: {found}, expected {variance}", tensor.name);
    }
}

#[test]
fn the_same_seed_gives_the_same_weights_and_another_seed_does_not() {
    let architecture = Architecture::new(&cnn(SMALL)).unwrap();
    assert_eq!(initial_weights(&architecture, 1), initial_weights(&architecture, 1));
    assert_ne!(initial_weights(&architecture, 1), initial_weights(&architecture, 2));
}

#[test]
fn a_network_has_no_fit_in_parts() {
    let x = std::rc::Rc::new(mnist_core::matrix::Matrix::zeros(2, 784));
    let result = models::plan(&serde_json::from_str(SMALL).unwrap(), &[], x, &[0, 1], 1);
    assert_eq!(result.err().unwrap().code(), "estimator-parameter");
}
