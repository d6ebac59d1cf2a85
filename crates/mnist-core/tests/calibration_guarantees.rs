//! What calibration promises.
#![allow(clippy::unwrap_used)] // Everything here runs inside tests.

use mnist_core::calibration::{apply_temperature, conformal_threshold, fit_temperature};
use mnist_core::classifier::argmax;
use mnist_core::error::Coded as _;
use mnist_core::math;
use mnist_core::matrix::Matrix;
use mnist_core::rng::Rng;
use proptest::prelude::*;

const CLASSES: usize = 10;

/// Samples of a classifier that is honest at temperature 1, as it looks at `temperature`.
fn honest_at(temperature: f64, samples: usize, seed: u64) -> (Matrix, Vec<u8>) {
    let mut rng = Rng::new(seed, 0);
    let (mut values, mut labels) = (Vec::new(), Vec::new());
    for _ in 0..samples {
        let scores: Vec<f64> = (0..CLASSES).map(|_| 2.0 * rng.normal()).collect();
        let draw = rng.uniform();
        let mut cumulative = softmax(&scores).into_iter().scan(0.0, |sum, p| {
            *sum += p;
            Some(*sum)
        });
        labels.push(cumulative.position(|sum| draw < sum).unwrap_or(CLASSES - 1) as u8);
        values.extend(softmax(&scores.iter().map(|s| s * temperature).collect::<Vec<_>>()).iter().map(|&p| p as f32));
    }
    (Matrix::new(samples, CLASSES, values).unwrap(), labels)
}

fn softmax(scores: &[f64]) -> Vec<f64> {
    let weights: Vec<f64> = scores.iter().map(|&s| math::exp(s)).collect();
    weights.iter().map(|w| w / weights.iter().sum::<f64>()).collect()
}

/// Probabilities with ties, zeros and a sum of 1.
fn rows() -> impl Strategy<Value = Matrix> {
    let weight = prop_oneof![Just(0.0f32), Just(1.0), Just(f32::from_bits(0x3f80_0001)), 0.0f32..1.0, Just(1e-9)];
    proptest::collection::vec(weight, CLASSES).prop_map(|mut weights| {
        weights[3] += 0.5;
        let sum: f32 = weights.iter().sum();
        Matrix::new(1, CLASSES, weights.iter().map(|w| w / sum).collect()).unwrap()
    })
}

#[test]
fn the_temperature_that_was_applied_is_found() {
    for temperature in [0.5, 1.0, 2.5] {
        let (proba, labels) = honest_at(temperature, 20_000, 1);
        let found = fit_temperature(&proba, &labels).unwrap();
        assert!((found / temperature - 1.0).abs() < 0.03, "{found} for {temperature}");
    }
}

#[test]
fn no_other_temperature_is_likelier() {
    let (proba, labels) = honest_at(1.7, 500, 2);
    let loss = |temperature: f64| -> f64 {
        let scaled = apply_temperature(&proba, temperature).unwrap();
        (0..500).map(|i| -math::log(f64::from(scaled.row(i)[usize::from(labels[i])]))).sum()
    };
    let best = fit_temperature(&proba, &labels).unwrap();
    for factor in [0.5, 0.9, 0.99, 1.01, 1.1, 2.0] {
        assert!(loss(best) < loss(best * factor), "{factor}");
    }
}

#[test]
fn extreme_answers_give_a_temperature_within_range() {
    let sure = Matrix::new(2, 2, vec![1.0, 0.0, 0.0, 1.0]).unwrap();
    assert!((0.0099..0.0101).contains(&fit_temperature(&sure, &[0, 1]).unwrap()));
    assert!((99.0..101.0).contains(&fit_temperature(&sure, &[1, 0]).unwrap()));
    assert_eq!(fit_temperature(&Matrix::zeros(0, 10), &[]).unwrap(), 1.0);
}

proptest! {
    #[test]
    fn scaling_keeps_the_answer_and_gives_probabilities(proba in rows(), log_t in -4.6f64..4.6) {
        let scaled = apply_temperature(&proba, math::exp(log_t)).unwrap();
        prop_assert_eq!(argmax(scaled.row(0)), argmax(proba.row(0)));
        prop_assert!((scaled.row(0).iter().sum::<f32>() - 1.0).abs() < 1e-5);
        prop_assert!(scaled.row(0).iter().all(|p| (0.0..=1.0).contains(p)));
    }

    #[test]
    fn temperature_one_changes_nothing(proba in rows()) {
        let scaled = apply_temperature(&proba, 1.0).unwrap();
        for (a, b) in scaled.row(0).iter().zip(proba.row(0)) {
            prop_assert!((a - b).abs() < 1e-6);
        }
    }
}

#[test]
fn a_later_class_that_is_larger_by_one_bit_stays_the_answer_when_hot() {
    let larger = 0.5f32;
    let proba = Matrix::new(1, 2, vec![larger.next_down(), larger]).unwrap();
    assert_eq!(argmax(apply_temperature(&proba, 100.0).unwrap().row(0)), 1);
    let tie = Matrix::new(1, 2, vec![0.5, 0.5]).unwrap();
    assert_eq!(apply_temperature(&tie, 3.0).unwrap(), tie);
}

#[test]
fn sets_hold_the_truth_as_often_as_promised() {
    let (held_out, labels) = honest_at(2.0, 4000, 3);
    let (fresh, truth) = honest_at(2.0, 20_000, 4);
    for alpha in [0.05, 0.2] {
        let threshold = conformal_threshold(&held_out, &labels, alpha).unwrap();
        let covered =
            (0..fresh.rows()).filter(|&i| f64::from(fresh.row(i)[usize::from(truth[i])]) >= threshold).count();
        let share = covered as f64 / fresh.rows() as f64;
        assert!((share - (1.0 - alpha)).abs() < 0.015, "{share} for {alpha}");
    }
}

#[test]
fn the_quantile_is_that_of_finite_samples() {
    // 19 true probabilities 0.05 to 0.95: (19 + 1) 0.9 = 18, the 18th largest.
    let values = (1..20).flat_map(|i| [i as f32 / 20.0, 1.0 - i as f32 / 20.0]).collect();
    let proba = Matrix::new(19, 2, values).unwrap();
    assert_eq!(conformal_threshold(&proba, &[0; 19], 0.1).unwrap(), f64::from(2.0f32 / 20.0));
    assert_eq!(conformal_threshold(&proba, &[0; 19], 0.05).unwrap(), f64::from(1.0f32 / 20.0));
    // 19.2 of 19: no finite quantile, every class.
    assert_eq!(conformal_threshold(&proba, &[0; 19], 0.04).unwrap(), 0.0);
    assert_eq!(conformal_threshold(&Matrix::zeros(0, 2), &[], 0.1).unwrap(), 0.0);
}

#[test]
fn what_does_not_fit_is_refused() {
    let proba = Matrix::new(2, 2, vec![0.5; 4]).unwrap();
    let code = |result: Result<f64, mnist_core::estimator::EstimatorError>| result.unwrap_err().code();
    assert_eq!(code(fit_temperature(&proba, &[0])), "estimator-shape");
    assert_eq!(code(fit_temperature(&proba, &[0, 2])), "estimator-label");
    assert_eq!(code(conformal_threshold(&proba, &[0, 1, 1], 0.1)), "estimator-shape");
    for alpha in [0.0, 1.0, -1.0, f64::NAN] {
        assert_eq!(code(conformal_threshold(&proba, &[0, 1], alpha)), "estimator-parameter");
    }
    for temperature in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(code(apply_temperature(&proba, temperature).map(|_| 0.0)), "estimator-parameter");
    }
}
