//! The clauses for fits in parts.

use std::rc::Rc;

use mnist_core::classifier::Classifier;
use mnist_core::error::Coded as _;
use mnist_core::estimator::EstimatorError;
use mnist_core::models::{self, ClassifierParams};
use mnist_core::plan::{FitPlan, run_all};
use mnist_core::tensors::TensorFile;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::data::blobs;

const DIGITS: [u8; 10] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

fn plan(params: &ClassifierParams, present: &[u8]) -> Box<dyn FitPlan> {
    let (x, labels) = blobs(120, 24, present, 1);
    models::plan(params, &[], Rc::new(x), &labels, 7).unwrap()
}

/// What a part gives, through the bytes that a worker would send.
fn run(plan: &mut dyn FitPlan, part: usize) -> TensorFile {
    let bytes = plan.run(part, &mut |_| true).unwrap().serialize().unwrap();
    TensorFile::parse(&bytes).unwrap()
}

fn saved(models: &[Box<dyn Classifier>]) -> Vec<Vec<u8>> {
    let bytes = |model: &dyn Classifier| {
        let mut file = TensorFile::default();
        model.save(&mut file, "model");
        file.serialize().unwrap()
    };
    models.iter().map(|model| bytes(model.as_ref())).collect()
}

fn code<T>(result: Result<T, EstimatorError>) -> &'static str {
    result.err().map_or("no error", |error| error.code())
}

/// Three workers that share the parts unevenly and take them backwards, and a fourth that finishes.
pub(crate) fn any_division_gives_the_same_bytes(params: &ClassifierParams) {
    for present in [&DIGITS[..], &[4, 9], &[0, 3, 8]] {
        let alone = saved(&run_all(plan(params, present).as_mut(), &mut |_| true).unwrap());
        assert_eq!(alone.len(), 1);
        let mut workers = [0, 1, 2].map(|_| plan(params, present));
        let n = workers[0].n_parts();
        let mut parts: Vec<(usize, TensorFile)> =
            (0..n).rev().map(|part| (part, run(workers[part * part % 3].as_mut(), part))).collect();
        parts.sort_by_key(|&(part, _)| part);
        let parts: Vec<TensorFile> = parts.into_iter().map(|(_, file)| file).collect();
        let together = saved(&plan(params, present).finish(&parts).unwrap());
        assert!(together == alone, "the division changed the bytes");
    }
}

pub(crate) fn refuses_parts_that_are_not_there(params: &ClassifierParams) {
    let mut one = plan(params, &DIGITS);
    let n = one.n_parts();
    assert_eq!(code(one.run(n, &mut |_| true)), "estimator-shape");
    assert_eq!(code(one.finish(&[])), "estimator-shape");
    let empty: Vec<TensorFile> = (0..n).map(|_| TensorFile::default()).collect();
    assert!(code(one.finish(&empty)).starts_with("tensors-"));
}

/// Parts come from other workers: whatever they say, there is an error or classifiers that answer.
pub(crate) fn survives_corrupt_parts(params: &ClassifierParams) {
    let mut one = plan(params, &[2, 7]);
    let bytes: Vec<Vec<u8>> =
        (0..one.n_parts()).map(|part| one.run(part, &mut |_| true).unwrap().serialize().unwrap()).collect();
    let (x, _) = blobs(10, 24, &[2, 7], 3);
    let place = (any::<proptest::sample::Index>(), any::<proptest::sample::Index>(), any::<u8>());
    let flips = proptest::collection::vec(place, 1..4);
    let outcome = TestRunner::deterministic().run(&flips, |flips| {
        let mut corrupt = bytes.clone();
        for (part, at, mask) in flips {
            let part = part.get_mut(&mut corrupt);
            *at.get_mut(part) ^= mask;
        }
        let files: Result<Vec<TensorFile>, _> = corrupt.iter().map(|part| TensorFile::parse(part)).collect();
        let Ok(files) = files else { return Ok(()) };
        for model in one.finish(&files).unwrap_or_default() {
            if model.n_features_in() == 24 {
                let proba = model.predict_proba(&x).unwrap();
                prop_assert!(proba.data().iter().all(|p| p.is_finite()));
            }
        }
        Ok(())
    });
    outcome.unwrap();
}

pub(crate) fn reports_each_part(params: &ClassifierParams) {
    let mut shares = Vec::new();
    let report = &mut |share| {
        shares.push(share);
        true
    };
    assert!(run_all(plan(params, &DIGITS).as_mut(), report).is_ok());
    assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)), "{shares:?}");
    assert!(shares.is_sorted(), "{shares:?}");
    assert_eq!(shares.last(), Some(&1.0));
}

pub(crate) fn each_part_cancels(params: &ClassifierParams) {
    let mut one = plan(params, &DIGITS);
    for part in 0..one.n_parts() {
        assert_eq!(code(one.run(part, &mut |_| false)), "cancelled");
    }
}
