//! The clauses for transforms.

use mnist_core::classifier::Transform;
use mnist_core::error::Coded as _;
use mnist_core::estimator::EstimatorError;
use mnist_core::features::{TransformParams, fit, load};
use mnist_core::matrix::Matrix;
use mnist_core::tensors::TensorFile;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::corrupt::{Damage, damaged, subset};
use super::data::pixels;

const FEATURES: usize = 784;

fn images(samples: usize, seed: u64) -> Matrix {
    pixels(samples, FEATURES, &[0, 1, 2, 3], seed).0
}

fn fitted(params: &TransformParams) -> Box<dyn Transform> {
    fit(params, &images(30, 1), &mut |_| true).unwrap()
}

fn saved(transform: &dyn Transform) -> TensorFile {
    let mut file = TensorFile::default();
    transform.save(&mut file, "0");
    file
}

fn code<T>(result: Result<T, EstimatorError>) -> &'static str {
    result.err().map_or("no error", |error| error.code())
}

pub(crate) fn refuses_columns_that_do_not_fit(params: &TransformParams) {
    let transform = fitted(params);
    assert_eq!(transform.n_features_in(), FEATURES);
    for cols in [0, 1, FEATURES - 1, FEATURES + 1] {
        assert_eq!(code(transform.transform(&Matrix::zeros(3, cols))), "estimator-shape");
    }
}

pub(crate) fn refuses_no_samples(params: &TransformParams) {
    assert_eq!(code(fit(params, &Matrix::zeros(0, FEATURES), &mut |_| true)), "estimator-shape");
    assert_eq!(code(fit(params, &Matrix::zeros(3, 0), &mut |_| true)), "estimator-shape");
}

pub(crate) fn transforms_each_row_by_itself(params: &TransformParams) {
    let (transform, x) = (fitted(params), images(37, 2));
    let whole = transform.transform(&x).unwrap();
    assert_eq!((whole.rows(), whole.cols()), (37, transform.n_features_out()));
    let picked = [36, 0, 5, 5, 17];
    let part = transform.transform(&x.select_rows(&picked).unwrap()).unwrap();
    assert_eq!(part, whole.select_rows(&picked).unwrap());
    assert_eq!(transform.transform(&Matrix::zeros(0, FEATURES)).unwrap().cols(), whole.cols());
}

pub(crate) fn fits_on_one_row(params: &TransformParams) {
    let one = match params {
        TransformParams::Pca { seed, .. } => TransformParams::Pca { n_components: 1, seed: *seed },
        other => other.clone(),
    };
    for x in [images(1, 3), Matrix::zeros(1, FEATURES)] {
        let out = fit(&one, &x, &mut |_| true).unwrap().transform(&x).unwrap();
        assert!(out.data().iter().all(|v| v.is_finite()));
    }
}

pub(crate) fn gives_the_same_bytes_twice(params: &TransformParams) {
    let bytes = || saved(fitted(params).as_ref()).serialize().unwrap();
    assert!(bytes() == bytes(), "two fits differ");
}

pub(crate) fn loads_what_it_saved(params: &TransformParams) {
    let transform = fitted(params);
    let file = TensorFile::parse(&saved(transform.as_ref()).serialize().unwrap()).unwrap();
    assert!(file.names().all(|name| name.starts_with("0.")));
    let loaded = load(params, &file, "0").unwrap();
    let x = images(9, 4);
    assert_eq!(loaded.transform(&x).unwrap(), transform.transform(&x).unwrap());
    assert_eq!(loaded.n_features_in(), transform.n_features_in());
    assert_eq!(loaded.n_features_out(), transform.n_features_out());
    assert!(saved(loaded.as_ref()) == file, "saving again changes the file");
}

pub(crate) fn gives_finite_values(params: &TransformParams) {
    let transform = fitted(params);
    let checkers = (0..FEATURES).map(|i| if i % 2 == 0 { 255.0 } else { 0.0 }).collect();
    let huge = [f32::MAX, f32::MIN, 0.0].into_iter().cycle().take(FEATURES).collect();
    let special = [checkers, huge].map(|values| Matrix::new(1, FEATURES, values).unwrap());
    for x in special.into_iter().chain([Matrix::zeros(1, FEATURES), images(20, 5)]) {
        let out = transform.transform(&x).unwrap();
        assert!(Matrix::new(out.rows(), out.cols(), out.data().to_vec()).is_ok());
    }
}

pub(crate) fn cancels(params: &TransformParams) {
    let mut calls = 0;
    let result = fit(params, &images(30, 1), &mut |_| {
        calls += 1;
        false
    });
    assert_eq!(code(result), "cancelled");
    assert_eq!(calls, 1, "asked again after it was told to stop");
}

pub(crate) fn reports_progress(params: &TransformParams) {
    let mut shares = Vec::new();
    let transform = fit(params, &images(30, 1), &mut |share| {
        shares.push(share);
        true
    });
    assert!(transform.is_ok());
    assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)), "{shares:?}");
    assert!(shares.is_sorted(), "{shares:?}");
    assert_eq!(shares.last(), Some(&1.0));
}

pub(crate) fn parameters_survive_json(params: &TransformParams) {
    let json = serde_json::to_string(params).unwrap();
    assert_eq!(&serde_json::from_str::<TransformParams>(&json).unwrap(), params);
}

pub(crate) fn refuses_unknown_parameters(params: &TransformParams) {
    let mut json = serde_json::to_value(params).unwrap();
    json["n_compnents"] = 3.into();
    assert!(serde_json::from_value::<TransformParams>(json).is_err());
}

fn refuses_damage(params: &TransformParams, damage: Damage) {
    for (name, file) in damaged(&saved(fitted(params).as_ref()), damage) {
        assert!(code(load(params, &file, "0")).starts_with("tensors-"), "{name} was accepted");
    }
}

pub(crate) fn refuses_missing_tensors(params: &TransformParams) {
    refuses_damage(params, Damage::Missing);
}

pub(crate) fn refuses_misshaped_tensors(params: &TransformParams) {
    refuses_damage(params, Damage::Misshaped);
}

pub(crate) fn refuses_non_finite_tensors(params: &TransformParams) {
    refuses_damage(params, Damage::NotANumber);
}

/// Whatever happens to the bytes, there is an error or a transform that works; never a panic.
pub(crate) fn survives_corrupt_bytes(params: &TransformParams) {
    let file = saved(fitted(params).as_ref());
    let bytes = file.serialize().unwrap();
    let works = |file: &TensorFile| {
        let Ok(transform) = load(params, file, "0") else { return true };
        // A corrupt count of columns may be huge, and no such row has to be made to know that this one is refused.
        let out = transform.transform(&images(1, 6));
        out.map_or(transform.n_features_in() != FEATURES, |out| out.cols() == transform.n_features_out())
    };
    let keep = proptest::collection::vec(any::<bool>(), file.names().count());
    let flips = proptest::collection::vec((0..bytes.len(), any::<u8>()), 1..4);
    let outcome = TestRunner::deterministic().run(&(keep, flips), |(keep, flips)| {
        prop_assert!(works(&subset(&file, &keep)));
        let mut corrupt = bytes.clone();
        flips.iter().for_each(|&(at, mask)| corrupt[at] ^= mask);
        prop_assert!(TensorFile::parse(&corrupt).map_or(true, |file| works(&file)));
        Ok(())
    });
    outcome.unwrap();
}
