//! Ridge classification on random features: what its parameters mean, and data that is difficult.
use mnist_core::classifier::Classifier as _;
use mnist_core::error::Coded as _;
use mnist_core::linear::{Ridge, RidgeParams};
use mnist_core::matrix::Matrix;
use mnist_core::rng::Rng;

/// Two rings around the same centre: no linear model on the features themselves can tell them apart.
fn rings(n: usize, seed: u64) -> (Matrix, Vec<u8>) {
    let mut rng = Rng::new(seed, 0);
    let labels: Vec<u8> = (0..n).map(|i| (i % 2) as u8).collect();
    let point = |label: &u8| {
        let (radius, angle) = (1.0 + f64::from(*label) + 0.1 * rng.normal(), rng.between(0.0, core::f64::consts::TAU));
        [radius * mnist_core::math::cos(angle), radius * mnist_core::math::sin(angle)].map(|v| v as f32)
    };
    let values = labels.iter().flat_map(point).collect();
    (Matrix::new(n, 2, values).unwrap(), labels)
}

fn accuracy(params: &RidgeParams, seed: u64) -> f64 {
    let (x, labels) = rings(400, 1);
    let model = Ridge::fit(params, &x, &labels, seed, &mut |_| true).unwrap();
    let (x, labels) = rings(400, 2);
    let right = model.predict(&x).unwrap().iter().zip(&labels).filter(|(a, b)| a == b).count();
    right as f64 / 400.0
}

#[test]
fn tells_apart_what_is_not_linearly_separable() {
    let params = RidgeParams { n_components: 200, gamma: Some(1.0), ..Default::default() };
    assert!(accuracy(&params, 1) > 0.97);
    assert!(accuracy(&RidgeParams { gamma: None, ..params }, 1) > 0.97);
}

#[test]
fn a_gamma_near_0_sees_a_line_and_a_huge_alpha_nothing() {
    let params = RidgeParams { n_components: 200, ..Default::default() };
    assert!(accuracy(&RidgeParams { gamma: Some(1e-9), ..params }, 1) < 0.7);
    let (x, labels) = rings(401, 1);
    let model = Ridge::fit(&RidgeParams { alpha: 1e12, ..params }, &x, &labels, 1, &mut |_| true).unwrap();
    assert!(model.predict(&x).unwrap().iter().all(|&label| label == 0), "the larger class");
}

#[test]
fn another_seed_makes_other_features() {
    let (x, labels) = rings(50, 1);
    let params = RidgeParams { n_components: 64, ..Default::default() };
    let proba = |seed| {
        let model = Ridge::fit(&params, &x, &labels, seed, &mut |_| true).unwrap();
        model.predict_proba(&x).unwrap()
    };
    assert_ne!(proba(1), proba(2));
    assert_ne!(proba(1), proba(1 << 32 | 1));
}

#[test]
fn difficult_data_gives_numbers() {
    let contradictory = (Matrix::new(6, 2, vec![1.0; 12]).unwrap(), vec![0, 1, 0, 1, 2, 2]);
    let one_each = (Matrix::new(10, 1, (0u8..10).map(f32::from).collect()).unwrap(), (0..10).collect::<Vec<u8>>());
    let huge = (Matrix::new(4, 2, vec![1e30, -1e30, 1e-30, 0.0, -1e30, 1e30, 1e38, 1e38]).unwrap(), vec![3, 3, 4, 4]);
    for (x, labels) in [contradictory, one_each, huge] {
        for (alpha, gamma) in [(1e-9, None), (1.0, Some(1e-30)), (1e9, Some(1e30))] {
            let params = RidgeParams { alpha, gamma, n_components: 70 };
            let model = Ridge::fit(&params, &x, &labels, 1, &mut |_| true).unwrap();
            assert!(model.predict_proba(&x).unwrap().data().iter().all(|p| p.is_finite()), "{params:?}");
        }
    }
}

#[test]
fn parameters_out_of_range_are_refused() {
    let (x, labels) = rings(10, 1);
    let good = RidgeParams::default();
    for bad in [
        RidgeParams { alpha: 0.0, ..good },
        RidgeParams { alpha: f64::NAN, ..good },
        RidgeParams { gamma: Some(0.0), ..good },
        RidgeParams { gamma: Some(f64::INFINITY), ..good },
        RidgeParams { n_components: 0, ..good },
        RidgeParams { n_components: 8193, ..good },
    ] {
        let error = Ridge::fit(&bad, &x, &labels, 1, &mut |_| panic!("fitted")).err().unwrap();
        assert_eq!(error.code(), "estimator-parameter", "{bad:?}");
    }
}

#[test]
fn json_names_the_parameters_as_scikit_learn_does() {
    let parse = |json: &str| serde_json::from_str::<RidgeParams>(json);
    assert_eq!(parse("{}").unwrap(), RidgeParams::default());
    let params = parse(r#"{"alpha":0.5,"n_components":7,"gamma":2}"#).unwrap();
    assert_eq!(params, RidgeParams { alpha: 0.5, n_components: 7, gamma: Some(2.0) });
    assert!(parse(r#"{"C":0.5}"#).is_err());
}
