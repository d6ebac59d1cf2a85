//! One contract for all estimators. A new one gets one line here.

#![allow(clippy::unwrap_used)] // Everything here runs inside tests.

use mnist_core::error::Coded as _;
use mnist_core::estimator::EstimatorError;
use mnist_core::features::{Gradient, HogParams, TransformParams};
use mnist_core::forest::{ForestParams, RandomForest, Splitter};
use mnist_core::linear::{LogisticRegression, Ridge, RidgeParams};
use mnist_core::matrix::Matrix;
use mnist_core::models::ClassifierParams;
use mnist_core::nn::{Architecture, Network, initial_weights};
use mnist_core::svm::{LinearSvc, Svc, SvcParams};

mod contract;

classifier_contract!(
    logistic_regression,
    |x, labels, progress| LogisticRegression::fit(&Default::default(), x, labels, progress),
    LogisticRegression::load,
);

classifier_contract!(
    ridge,
    |x, labels, progress| {
        Ridge::fit(&RidgeParams { n_components: 100, ..Default::default() }, x, labels, 1, progress)
    },
    Ridge::load,
);

classifier_contract!(
    svc,
    |x, labels, progress| Svc::fit(&SvcParams { c: 10.0, ..Default::default() }, x, labels, progress),
    |file, prefix| Svc::load(&SvcParams::default(), file, prefix),
);

classifier_contract!(
    svc_break_ties,
    |x, labels, progress| Svc::fit(&SvcParams { break_ties: true, ..Default::default() }, x, labels, progress),
    |file, prefix| Svc::load(&SvcParams { break_ties: true, ..Default::default() }, file, prefix),
);

classifier_contract!(
    svc_linear_kernel,
    |x, labels, progress| {
        let params = SvcParams { kernel: mnist_core::svm::Kernel::Linear, ..Default::default() };
        Svc::fit(&params, x, labels, progress)
    },
    |file, prefix| Svc::load(&SvcParams::default(), file, prefix),
);

classifier_contract!(
    linear_svc,
    |x, labels, progress| LinearSvc::fit(&Default::default(), x, labels, 1, progress),
    LinearSvc::load,
);

classifier_contract!(
    random_forest,
    |x, labels, progress| {
        RandomForest::fit(&ForestParams { n_estimators: 40, ..Default::default() }, x, labels, 1, progress)
    },
    RandomForest::load,
);

classifier_contract!(
    extra_trees,
    |x, labels, progress| {
        let params =
            ForestParams { n_estimators: 60, bootstrap: false, splitter: Splitter::Random, ..Default::default() };
        RandomForest::fit(&params, x, labels, 1, progress)
    },
    RandomForest::load,
);

trained_classifier_contract!(
    network_int8,
    r#"{"kind": "cnn", "weights": "int8", "layers": [{"kind": "conv", "filters": 3, "size": 3}, {"kind": "max_pool"}, {"kind": "dense", "units": 5}]}"#,
    untrained,
    784,
);

trained_classifier_contract!(
    network_float32,
    r#"{"kind": "cnn", "weights": "float32", "layers": [{"kind": "dense", "units": 5}]}"#,
    untrained,
    784,
);

trained_classifier_contract!(
    network_committee,
    r#"{"kind": "cnn", "weights": "int8", "members": 3, "views": 5, "layers": [{"kind": "conv", "filters": 3, "size": 3}, {"kind": "max_pool"}]}"#,
    untrained,
    784,
);

fn untrained(params: ClassifierParams) -> Network {
    let ClassifierParams::Cnn(params) = params else { unreachable!("the contract above names networks") };
    let architecture = Architecture::new(&params).unwrap();
    let weights = (1..=u64::from(params.members)).flat_map(|seed| initial_weights(&architecture, seed));
    Network::new(&params, weights.collect()).unwrap()
}

transform_contract!(scale, TransformParams::Scale {});
transform_contract!(standardize, TransformParams::Standardize {});
transform_contract!(deskew, TransformParams::Deskew {});
transform_contract!(hog, TransformParams::Hog(HogParams::default()));
transform_contract!(
    hog_of_signed_orientations,
    TransformParams::Hog(HogParams {
        signed: true,
        gradient: Gradient::Sobel,
        interpolate: true,
        ..Default::default()
    })
);
transform_contract!(pca, TransformParams::Pca { n_components: 6, seed: 1 });
transform_contract!(quantize, TransformParams::Quantize { bits: 12 });

plan_contract!(plan_logistic_regression, r#"{"kind": "logistic_regression"}"#);
plan_contract!(plan_ridge, r#"{"kind": "random_features_ridge", "n_components": 100}"#);
plan_contract!(plan_svc, r#"{"kind": "svc", "C": 10}"#);
plan_contract!(plan_linear_svc, r#"{"kind": "linear_svc"}"#);
plan_contract!(plan_random_forest, r#"{"kind": "random_forest", "n_estimators": 20}"#);
plan_contract!(plan_random_forest_packed, r#"{"kind": "random_forest", "n_estimators": 20, "n_bins": 4}"#);
plan_contract!(
    plan_extra_trees,
    r#"{"kind": "random_forest", "n_estimators": 20, "bootstrap": false, "splitter": "random"}"#,
);

#[test]
fn samples_that_are_not_finite_are_refused_where_they_are() {
    for value in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        let error = Matrix::new(2, 3, vec![0.0, 1.0, 2.0, 3.0, value, f32::NAN]).unwrap_err();
        assert!(matches!(error, EstimatorError::NonFinite { row: 1, col: 1 }), "{error}");
        assert_eq!(error.code(), "estimator-non-finite");
    }
    assert!(Matrix::new(1, 2, vec![f32::MAX, f32::MIN]).is_ok());
}
