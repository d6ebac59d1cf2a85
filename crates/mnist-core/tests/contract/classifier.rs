//! The clauses for classifiers.

use mnist_core::classifier::{Classifier, N_CLASSES, Progress, argmax};
use mnist_core::error::Coded as _;
use mnist_core::estimator::EstimatorError;
use mnist_core::matrix::Matrix;
use mnist_core::tensors::TensorFile;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::corrupt::{Damage, damaged, subset};
use super::data::{blobs, pixels};

type Fitted = Result<Box<dyn Classifier>, EstimatorError>;

/// A classifier under test.
pub(crate) struct Case {
    /// Trains it, always with the same parameters and seed.
    pub(crate) fit: fn(&Matrix, &[u8], Progress<'_>) -> Fitted,
    /// Reads it back.
    pub(crate) load: fn(&TensorFile, &str) -> Fitted,
    /// Columns that it is fitted on; classifiers that learn here take any number.
    pub(crate) features: usize,
}

const DIGITS: [u8; 10] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
/// Columns of the problems to learn.
pub(crate) const FEATURES: usize = 24;

impl Case {
    fn try_fit(&self, x: &Matrix, labels: &[u8]) -> Fitted {
        (self.fit)(x, labels, &mut |_| true)
    }

    fn fitted(&self) -> Box<dyn Classifier> {
        let (x, labels) = blobs(120, self.features, &DIGITS, 1);
        self.try_fit(&x, &labels).unwrap()
    }
}

fn saved(model: &dyn Classifier) -> TensorFile {
    let mut file = TensorFile::default();
    model.save(&mut file, "model");
    file
}

fn code<T>(result: Result<T, EstimatorError>) -> &'static str {
    result.err().map_or("no error", |error| error.code())
}

fn accuracy(model: &dyn Classifier, x: &Matrix, labels: &[u8]) -> f64 {
    let right = model.predict(x).unwrap().iter().zip(labels).filter(|(a, b)| a == b).count();
    right as f64 / labels.len() as f64
}

pub(crate) fn refuses_labels_that_do_not_fit(case: &Case) {
    let (x, labels) = blobs(20, 4, &DIGITS, 1);
    assert_eq!(code(case.try_fit(&x, &labels[1..])), "estimator-shape");
    assert_eq!(code(case.try_fit(&Matrix::zeros(0, 4), &[])), "estimator-shape");
    assert_eq!(code(case.try_fit(&Matrix::zeros(20, 0), &labels)), "estimator-shape");
    assert_eq!(code(case.try_fit(&x, &[3; 20])), "estimator-single-class");
    let mut outside = labels;
    outside[7] = 10;
    assert_eq!(code(case.try_fit(&x, &outside)), "estimator-label");
}

pub(crate) fn refuses_columns_that_do_not_fit(case: &Case) {
    let model = case.fitted();
    assert_eq!(model.n_features_in(), case.features);
    for cols in [0, 1, case.features - 1, case.features + 1] {
        assert_eq!(code(model.predict_proba(&Matrix::zeros(3, cols))), "estimator-shape");
        assert_eq!(code(model.predict(&Matrix::zeros(3, cols))), "estimator-shape");
    }
}

pub(crate) fn predicts_nothing_for_no_samples(case: &Case) {
    let proba = case.fitted().predict_proba(&Matrix::zeros(0, case.features)).unwrap();
    assert_eq!((proba.rows(), proba.cols()), (0, N_CLASSES));
}

pub(crate) fn gives_the_same_bytes_twice(case: &Case) {
    let bytes = || saved(case.fitted().as_ref()).serialize().unwrap();
    assert!(bytes() == bytes(), "two fits differ");
}

pub(crate) fn loads_what_it_saved(case: &Case) {
    let model = case.fitted();
    let bytes = saved(model.as_ref()).serialize().unwrap();
    let loaded = (case.load)(&TensorFile::parse(&bytes).unwrap(), "model").unwrap();
    let (x, _) = blobs(75, case.features, &DIGITS, 2);
    assert_eq!(loaded.predict_proba(&x).unwrap(), model.predict_proba(&x).unwrap());
    assert_eq!(loaded.n_features_in(), case.features);
    assert!(saved(loaded.as_ref()).serialize().unwrap() == bytes, "saving again changes the file");
}

pub(crate) fn keeps_to_its_prefix(case: &Case) {
    let file = saved(case.fitted().as_ref());
    assert!(file.names().next().is_some(), "nothing was saved");
    assert!(file.names().all(|name| name.starts_with("model.")));
    assert_eq!(code((case.load)(&file, "other")), "tensors-missing");
}

pub(crate) fn gives_probabilities(case: &Case) {
    let model = case.fitted();
    let (near, _) = blobs(50, case.features, &DIGITS, 3);
    let far = Matrix::new(near.rows(), case.features, near.data().iter().map(|v| v * 1e4 - 3e3).collect()).unwrap();
    let huge = [f32::MAX, f32::MIN].into_iter().cycle().take(case.features).collect();
    for x in [near, far, Matrix::zeros(2, case.features), Matrix::new(1, case.features, huge).unwrap()] {
        let proba = model.predict_proba(&x).unwrap();
        assert_eq!((proba.rows(), proba.cols()), (x.rows(), N_CLASSES));
        let labels = model.predict(&x).unwrap();
        for (i, &label) in labels.iter().enumerate() {
            let row = proba.row(i);
            assert!(row.iter().all(|p| p.is_finite() && *p >= 0.0), "{row:?}");
            assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-5, "{row:?}");
            assert_eq!(argmax(row), label);
        }
    }
}

pub(crate) fn cancels(case: &Case) {
    let (x, labels) = blobs(120, FEATURES, &DIGITS, 1);
    let mut calls = 0;
    let result = (case.fit)(&x, &labels, &mut |_| {
        calls += 1;
        false
    });
    assert_eq!(code(result), "cancelled");
    assert_eq!(calls, 1, "asked again after it was told to stop");
}

pub(crate) fn reports_progress(case: &Case) {
    let (x, labels) = blobs(120, FEATURES, &DIGITS, 1);
    let mut shares = Vec::new();
    let model = (case.fit)(&x, &labels, &mut |share| {
        shares.push(share);
        true
    });
    assert!(model.is_ok());
    assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)), "{shares:?}");
    assert!(shares.is_sorted(), "{shares:?}");
    assert_eq!(shares.last(), Some(&1.0));
}

pub(crate) fn learns(case: &Case) {
    let (x, labels) = blobs(300, FEATURES, &DIGITS, 4);
    let model = case.try_fit(&x, &labels).unwrap();
    let (x, labels) = blobs(200, FEATURES, &DIGITS, 5);
    assert!(accuracy(model.as_ref(), &x, &labels) > 0.9);
}

pub(crate) fn learns_pixels(case: &Case) {
    let (x, labels) = pixels(300, FEATURES, &DIGITS, 6);
    let model = case.try_fit(&x, &labels).unwrap();
    let (x, labels) = pixels(200, FEATURES, &DIGITS, 7);
    assert!(accuracy(model.as_ref(), &x, &labels) > 0.9);
}

pub(crate) fn works_with_missing_classes(case: &Case) {
    for present in [&[2, 5, 9][..], &[0, 1], &[8, 3]] {
        let (x, labels) = blobs(90, FEATURES, present, 8);
        let model = case.try_fit(&x, &labels).unwrap();
        let (x, labels) = blobs(60, FEATURES, present, 9);
        assert!(accuracy(model.as_ref(), &x, &labels) > 0.9, "{present:?}");
        let proba = model.predict_proba(&x).unwrap();
        for i in 0..proba.rows() {
            let absent = (0..10u8).filter(|class| !present.contains(class));
            assert!(absent.map(|class| proba.row(i)[usize::from(class)]).all(|p| p < 0.05), "{:?}", proba.row(i));
        }
    }
}

/// No feature tells anything: there is nothing to learn and nothing to divide by.
pub(crate) fn survives_constant_features(case: &Case) {
    let model = case.try_fit(&Matrix::zeros(20, 3), &[1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2]);
    let proba = model.unwrap().predict_proba(&Matrix::zeros(1, 3)).unwrap();
    assert!((proba.row(0).iter().sum::<f32>() - 1.0).abs() < 1e-5);
}

/// Every sample twice, and the first of each class once more under the next class's name.
pub(crate) fn learns_from_duplicates_and_contradictions(case: &Case) {
    let (x, labels) = blobs(300, FEATURES, &DIGITS, 11);
    let data = [x.data(), x.data(), &x.data()[..DIGITS.len() * FEATURES]].concat();
    let wrong = DIGITS.map(|label| (label + 1) % 10);
    let labels = [&labels[..], &labels, &wrong].concat();
    let model = case.try_fit(&Matrix::new(labels.len(), FEATURES, data).unwrap(), &labels).unwrap();
    let (x, labels) = blobs(200, FEATURES, &DIGITS, 12);
    assert!(accuracy(model.as_ref(), &x, &labels) > 0.9);
}

/// One sample a class; samples that say nothing but contradict each other; values at the ends of what numbers can say: an error
/// that says what is wrong, or an answer in numbers.
pub(crate) fn answers_difficult_samples(case: &Case) {
    let one_each = (Matrix::new(10, 1, (0u8..10).map(f32::from).collect()).unwrap(), DIGITS.to_vec());
    let two_in_all = (Matrix::new(2, 2, vec![0.0, 1.0, 1.0, 0.0]).unwrap(), vec![4, 2]);
    let contradictory = (Matrix::new(6, 2, vec![1.0; 12]).unwrap(), vec![0, 1, 0, 1, 2, 2]);
    let enormous = Matrix::new(4, 2, vec![1e30, -1e30, 1e-30, 0.0, f32::MIN, 1e30, f32::MAX, 1e38]).unwrap();
    for (x, labels) in [one_each, two_in_all, contradictory, (enormous, vec![3, 3, 4, 4])] {
        match case.try_fit(&x, &labels) {
            Err(error) => assert_eq!(error.code(), "estimator-shape", "{error}"),
            Ok(model) => {
                let proba = model.predict_proba(&x).unwrap();
                let sums = (0..x.rows()).map(|i| proba.row(i).iter().sum::<f32>());
                assert!(sums.into_iter().all(|sum| (sum - 1.0).abs() < 1e-5), "{:?}", proba.data());
                assert!(proba.data().iter().all(|p| (0.0..=1.0).contains(p)), "{:?}", proba.data());
            }
        }
    }
}

fn refuses_damage(case: &Case, damage: Damage) {
    for (name, file) in damaged(&saved(case.fitted().as_ref()), damage) {
        assert!(code((case.load)(&file, "model")).starts_with("tensors-"), "{name} was accepted");
    }
}

pub(crate) fn refuses_missing_tensors(case: &Case) {
    refuses_damage(case, Damage::Missing);
}

pub(crate) fn refuses_misshaped_tensors(case: &Case) {
    refuses_damage(case, Damage::Misshaped);
}

pub(crate) fn refuses_non_finite_tensors(case: &Case) {
    refuses_damage(case, Damage::NotANumber);
}

/// Whatever happens to the bytes, there is an error or a model that answers; never a panic.
pub(crate) fn survives_corrupt_bytes(case: &Case) {
    let file = saved(case.fitted().as_ref());
    let bytes = file.serialize().unwrap();
    let header = 8 + bytes.first_chunk::<8>().map_or(0, |n| u64::from_le_bytes(*n) as usize);
    let (x, _) = blobs(10, case.features, &DIGITS, 10);
    let answers = |file: &TensorFile| {
        let Ok(model) = (case.load)(file, "model") else { return true };
        // A corrupt count of columns may be huge, and no such row has to be made to know that this one is refused.
        model.predict(&x).map_or(model.n_features_in() != case.features, |labels| {
            labels.iter().all(|&label| usize::from(label) < N_CLASSES)
        })
    };
    let tensors = file.names().count();
    let keep = proptest::collection::vec(any::<bool>(), tensors);
    let place = prop_oneof![0..header.min(bytes.len()), 0..bytes.len()];
    let flips = proptest::collection::vec((place, any::<u8>()), 1..4);
    let outcome = TestRunner::deterministic().run(&(keep, flips), |(keep, flips)| {
        prop_assert!(answers(&subset(&file, &keep)));
        let mut corrupt = bytes.clone();
        flips.iter().for_each(|&(at, mask)| corrupt[at] ^= mask);
        prop_assert!(TensorFile::parse(&corrupt).map_or(true, |file| answers(&file)));
        Ok(())
    });
    outcome.unwrap();
}
