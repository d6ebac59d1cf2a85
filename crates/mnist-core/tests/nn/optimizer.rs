//! The optimizer against its definition.

use mnist_core::error::Coded as _;
use mnist_core::nn::{Architecture, NetworkParams, Optimizer};
use mnist_core::tensors::TensorFile;

use super::{cnn, normal};

/// 7,850 weights: ten logits of 784 pixels.
fn params(rest: &str) -> NetworkParams {
    cnn(&format!(r#"{{"kind": "cnn", "layers": []{rest}}}"#))
}

const N: usize = 7_850;
const RATE: f64 = 0.01;

/// AdamW as its paper writes it, and the average, in f64.
#[derive(Default)]
struct Plain {
    steps: i32,
    mean: Vec<f64>,
    square: Vec<f64>,
    average: Vec<f64>,
}

impl Plain {
    fn step(&mut self, p: &NetworkParams, weights: &mut [f64], gradient: &[f64]) {
        for state in [&mut self.mean, &mut self.square, &mut self.average] {
            state.resize(weights.len(), 0.0);
        }
        self.steps += 1;
        let norm = gradient.iter().map(|g| g * g).sum::<f64>().sqrt();
        let clip = f64::min(1.0, p.max_gradient_norm / norm);
        let power = |beta: f64| (0..self.steps).map(|_| beta).product::<f64>();
        for (i, w) in weights.iter_mut().enumerate() {
            let g = gradient[i] * clip;
            self.mean[i] = p.beta1 * self.mean[i] + (1.0 - p.beta1) * g;
            self.square[i] = p.beta2 * self.square[i] + (1.0 - p.beta2) * g * g;
            let (m, v) = (self.mean[i] / (1.0 - power(p.beta1)), self.square[i] / (1.0 - power(p.beta2)));
            let decay = if i < 7_840 { p.weight_decay } else { 0.0 };
            *w -= RATE * (m / (v.sqrt() + 1e-8) + decay * *w);
            // The plain mean of the steps until the exponential average forgets more slowly.
            let keep = f64::min(p.average_decay, 1.0 - 1.0 / f64::from(self.steps));
            self.average[i] = keep * self.average[i] + (1.0 - keep) * *w;
        }
    }
}

#[test]
fn steps_are_those_of_the_definition() {
    for rest in ["", r#", "max_gradient_norm": 0.5, "weight_decay": 0.3, "beta1": 0.5, "average_decay": 0.9"#] {
        let params = params(rest);
        let start = normal(N, 0.1, 1);
        let mut adamw = Optimizer::new(&params, start.clone()).unwrap();
        let (mut plain, mut weights) = (Plain::default(), start.iter().map(|&w| f64::from(w)).collect::<Vec<_>>());
        for step in 0..30 {
            let gradients = normal(2 * N, 0.05, 2 + step);
            let (a, b) = gradients.split_at(N);
            let mean: Vec<f64> = a.iter().zip(b).map(|(&a, &b)| (f64::from(a) + f64::from(b)) / 2.0).collect();
            let norm = adamw.step(&gradients, 2, RATE).unwrap();
            assert!((norm - mean.iter().map(|g| g * g).sum::<f64>().sqrt()).abs() < 1e-5);
            plain.step(&params, &mut weights, &mean);
            close(adamw.weights(), &weights);
            close(adamw.averaged_weights(), &plain.average);
        }
    }
}

fn close(found: &[f32], expected: &[f64]) {
    for (i, (&f, e)) in found.iter().zip(expected).enumerate() {
        assert!((f64::from(f) - e).abs() < 1e-5, "{i}: {f}, expected {e}");
    }
}

#[test]
fn only_kernels_decay() {
    let params = params(r#", "weight_decay": 1"#);
    let mut adamw = Optimizer::new(&params, vec![1.0; N]).unwrap();
    adamw.step(&[0.0; N], 1, 0.1).unwrap();
    for tensor in Architecture::new(&params).unwrap().tensors() {
        let expected = if tensor.is_kernel { 0.9 } else { 1.0 };
        assert!(adamw.weights()[tensor.offset..][..tensor.size].iter().all(|w| (w - expected).abs() < 1e-6));
    }
}

#[test]
fn without_an_average_the_averaged_weights_are_the_weights() {
    let mut adamw = Optimizer::new(&params(r#", "average_decay": 0"#), normal(N, 1.0, 1)).unwrap();
    assert_eq!(adamw.averaged_weights(), adamw.weights());
    for step in 0..3 {
        adamw.step(&normal(N, 1.0, step), 1, RATE).unwrap();
        close(adamw.averaged_weights(), &adamw.weights().iter().map(|&w| f64::from(w)).collect::<Vec<_>>());
    }
}

#[test]
fn what_it_refuses_leaves_it_as_it_was() {
    let mut adamw = Optimizer::new(&params(""), normal(N, 1.0, 1)).unwrap();
    adamw.step(&normal(N, 1.0, 2), 1, RATE).unwrap();
    let before = adamw.clone();
    let good = normal(2 * N, 1.0, 3);
    for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        let mut gradients = good.clone();
        gradients[N + 5] = bad;
        let error = adamw.step(&gradients, 2, RATE).unwrap_err();
        assert_eq!(error.code(), "training-diverged");
        assert!(error.to_string().contains("step 2"), "{error}");
    }
    for (gradients, shards, rate, code) in [
        (&good[..], 1, RATE, "estimator-shape"),
        (&good[1..], 2, RATE, "estimator-shape"),
        (&[][..], 0, RATE, "estimator-shape"),
        (&good[..], 2, f64::NAN, "estimator-parameter"),
        (&good[..], 2, -0.1, "estimator-parameter"),
        (&good[..], 2, f64::INFINITY, "estimator-parameter"),
        (&good[..N], 0, RATE, "estimator-shape"),
    ] {
        assert_eq!(adamw.step(gradients, shards, rate).unwrap_err().code(), code);
    }
    assert_eq!(adamw, before);
}

#[test]
fn a_huge_gradient_is_clipped_not_refused() {
    let mut adamw = Optimizer::new(&params(""), vec![0.0; N]).unwrap();
    let norm = adamw.step(&[1e30; N], 1, RATE).unwrap();
    assert!((norm / 1e30 - (N as f64).sqrt()).abs() < 1e-3);
    assert!(adamw.weights().iter().all(|w| (w + RATE as f32).abs() < 1e-4));
}

#[test]
fn refuses_weights_that_do_not_fit() {
    let refused = |weights| Optimizer::new(&params(""), weights).unwrap_err().code();
    assert_eq!(refused(vec![0.0; N - 1]), "estimator-shape");
    let mut weights = vec![0.0; N];
    weights[3] = f32::NAN;
    assert_eq!(refused(weights), "estimator-parameter");
}

#[test]
fn a_saved_optimizer_goes_on_with_the_same_bytes() {
    let params = params("");
    let mut unbroken = Optimizer::new(&params, normal(N, 0.1, 1)).unwrap();
    for step in 0..3 {
        unbroken.step(&normal(N, 0.1, 10 + step), 1, RATE).unwrap();
    }
    let mut resumed = Optimizer::load(&params, &saved(&unbroken)).unwrap();
    assert_eq!(resumed, unbroken);
    for step in 3..6 {
        let gradients = normal(N, 0.1, 10 + step);
        assert_eq!(unbroken.step(&gradients, 1, RATE).unwrap(), resumed.step(&gradients, 1, RATE).unwrap());
    }
    assert_eq!(saved(&resumed), saved(&unbroken));
}

fn saved(adamw: &Optimizer) -> TensorFile {
    let mut file = TensorFile::default();
    adamw.save(&mut file);
    TensorFile::parse(&file.serialize().unwrap()).unwrap()
}

#[test]
fn muon_steps_hidden_kernels_only() {
    let layers =
        r#"{"kind": "cnn", "layers": [{"kind": "conv", "filters": 4, "size": 3}, {"kind": "dense", "units": 6}]"#;
    let [adamw, muon] = ["adamw", "muon"].map(|name| cnn(&format!(r#"{layers}, "optimizer": "{name}"}}"#)));
    let architecture = Architecture::new(&muon).unwrap();
    let n = architecture.n_weights();
    let after = |params: &NetworkParams| {
        let mut optimizer = Optimizer::new(params, vec![0.0; n]).unwrap();
        optimizer.step(&normal(n, 1.0, 1), 1, RATE).unwrap();
        optimizer.weights().to_vec()
    };
    let (adamw, muon) = (after(&adamw), after(&muon));
    for tensor in architecture.tensors() {
        let [adamw, muon] = [&adamw, &muon].map(|weights| &weights[tensor.offset..][..tensor.size]);
        if ["layers.0.kernel", "layers.1.kernel"].contains(&tensor.name.as_str()) {
            let rms = (muon.iter().map(|w| w * w).sum::<f32>() / muon.len() as f32).sqrt() / RATE as f32;
            assert!((0.1..0.3).contains(&rms), "{}: {rms}", tensor.name);
        } else {
            assert_eq!(adamw, muon, "{}", tensor.name);
        }
    }
}

#[test]
fn what_muon_saved_goes_on_with_the_same_bytes() {
    let params = cnn(r#"{"kind": "cnn", "layers": [{"kind": "dense", "units": 6}], "optimizer": "muon"}"#);
    let n = Architecture::new(&params).unwrap().n_weights();
    let mut unbroken = Optimizer::new(&params, normal(n, 0.1, 1)).unwrap();
    unbroken.step(&normal(n, 0.1, 2), 1, RATE).unwrap();
    let mut resumed = Optimizer::load(&params, &saved(&unbroken)).unwrap();
    for optimizer in [&mut unbroken, &mut resumed] {
        optimizer.step(&normal(n, 0.1, 3), 1, RATE).unwrap();
    }
    assert_eq!(saved(&resumed), saved(&unbroken));
}
