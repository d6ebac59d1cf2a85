//! Augmented images: what they depend on, and that they still look like what preprocessing delivers.
#![allow(clippy::unwrap_used)] // Everything here runs inside tests.

use mnist_core::augment::{AugmentParams, Augmenter};
use mnist_core::error::Coded as _;
use mnist_core::synth::{Style, dataset};
use proptest::prelude::*;

const PIXELS: usize = 784;

fn digits(n: usize) -> Vec<u8> {
    dataset(Style::Varied, 3, 0, n).unwrap().images
}

fn augmenter(json: &str, seed: u64) -> Augmenter {
    Augmenter::new(serde_json::from_str(json).unwrap(), seed).unwrap()
}

/// Nothing but what `json` says.
fn only(json: &str) -> AugmentParams {
    let nothing = r#"{"rotation": 0, "shear": 0, "scale": 0, "elastic": 0, "stroke_width": 0, "shift": 0}"#;
    let mut params: serde_json::Value = serde_json::from_str(nothing).unwrap();
    let wanted: serde_json::Map<_, _> = serde_json::from_str(json).unwrap();
    params.as_object_mut().unwrap().extend(wanted);
    serde_json::from_value(params).unwrap()
}

fn apply(params: &AugmentParams, images: &[u8], epoch: u32) -> Vec<u8> {
    let indices: Vec<u32> = (0..(images.len() / PIXELS) as u32).collect();
    Augmenter::new(*params, 1).unwrap().apply(images, &indices, epoch).unwrap()
}

/// Centre of mass, x and y, and mass.
fn centre(image: &[u8]) -> ([f64; 2], f64) {
    let mass: f64 = image.iter().map(|&v| f64::from(v)).sum();
    let moment = |coordinate: fn(usize) -> usize| {
        image.iter().enumerate().map(|(at, &v)| f64::from(v) * coordinate(at) as f64).sum::<f64>() / mass
    };
    ([moment(|at| at % 28), moment(|at| at / 28)], mass)
}

/// Mean absolute difference of two images' pixels.
fn difference(a: &[u8], b: &[u8]) -> f64 {
    a.iter().zip(b).map(|(&a, &b)| f64::from(a.abs_diff(b))).sum::<f64>() / a.len() as f64
}

#[test]
fn an_image_depends_on_its_number_and_pixels_not_on_its_company() {
    let images = digits(20);
    let augmenter = augmenter("{}", 7);
    let indices: Vec<u32> = (100..120).collect();
    let together = augmenter.apply(&images, &indices, 3).unwrap();
    for i in (0..20).rev() {
        let image = &images[i * PIXELS..][..PIXELS];
        let alone = augmenter.apply(image, &indices[i..=i], 3).unwrap();
        assert_eq!(alone, together[i * PIXELS..][..PIXELS]);
    }
    let clone = augmenter.clone();
    assert_eq!(clone.apply(&images, &indices, 3).unwrap(), together, "no state is kept");
}

#[test]
fn another_seed_epoch_or_number_distorts_differently() {
    let image = digits(1);
    let of = |seed, epoch, index| augmenter("{}", seed).apply(&image, &[index], epoch).unwrap();
    let outcomes = [of(1, 0, 0), of(2, 0, 0), of(1, 1, 0), of(1, 0, 1), of(1, 0, 2), of(1, 2, 1)];
    for (i, a) in outcomes.iter().enumerate() {
        assert!(outcomes[..i].iter().all(|b| difference(a, b) > 1.0), "{i}");
    }
}

#[test]
fn neighbouring_numbers_draw_independently() {
    // A bar leans by the angle drawn for it: the angles of neighbours must not go together.
    let bar: Vec<u8> = (0..PIXELS)
        .map(|at| if (13..=15).contains(&(at % 28)) && (4..24).contains(&(at / 28)) { 255 } else { 0 })
        .collect();
    let slant = |image: &[u8]| {
        let ([cx, cy], mass) = centre(image);
        let product = |(at, &v): (usize, &u8)| f64::from(v) * ((at % 28) as f64 - cx) * ((at / 28) as f64 - cy);
        image.iter().enumerate().map(product).sum::<f64>() / mass
    };
    let out = apply(&only(r#"{"rotation": 20}"#), &bar.repeat(1_000), 0);
    let slants: Vec<f64> = out.chunks_exact(PIXELS).map(slant).collect();
    let correlation = |a: &[f64], b: &[f64]| {
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
    };
    for lag in [1, 2, 16] {
        let c = correlation(&slants[lag..], &slants[..1_000 - lag]);
        assert!(c.abs() < 0.1, "lag {lag}: {c}");
    }
    assert!((slants.iter().sum::<f64>() / 1_000.0).abs() < 0.5, "as often to the left as to the right");
}

#[test]
fn without_distortion_an_image_stays_as_it_is() {
    let images = digits(50);
    assert_eq!(apply(&only(r#"{"probability": 0, "rotation": 30}"#), &images, 0), images);
    let centred = apply(&only("{}"), &images, 0);
    assert!(difference(&centred, &images) < 0.5, "{}", difference(&centred, &images));
}

#[test]
fn probability_is_the_share_that_is_distorted() {
    let image = digits(1);
    let out = apply(&only(r#"{"probability": 0.3, "rotation": 30}"#), &image.repeat(2_000), 0);
    let distorted = out.chunks_exact(PIXELS).filter(|after| *after != image).count();
    assert!((500..700).contains(&distorted), "{distorted}");
}

#[test]
fn each_kind_of_distortion_does_something() {
    let images = digits(50);
    for kind in [
        r#""rotation": 12"#,
        r#""shear": 0.2"#,
        r#""scale": 0.12"#,
        r#""elastic": 0.9"#,
        r#""stroke_width": 0.5"#,
        r#""shift": 2"#,
    ] {
        let out = apply(&only(&format!("{{{kind}}}")), &images, 0);
        assert!(difference(&out, &images) > 2.0, "{kind}: {}", difference(&out, &images));
    }
}

#[test]
fn stroke_width_goes_both_ways_and_shift_moves_by_whole_pixels() {
    let images = digits(200);
    let mass = |images: &[u8]| images.chunks_exact(PIXELS).map(|image| centre(image).1).collect::<Vec<_>>();
    let out = apply(&only(r#"{"stroke_width": 0.5}"#), &images, 0);
    let heavier = mass(&out).iter().zip(mass(&images)).filter(|(after, before)| *after > before).count();
    assert!((70..130).contains(&heavier), "{heavier} of 200 heavier");

    let still = apply(&only("{}"), &images, 0);
    let moved = apply(&only(r#"{"shift": 1}"#), &images, 0);
    for (still, moved) in still.chunks_exact(PIXELS).zip(moved.chunks_exact(PIXELS)) {
        let ([ax, ay], [bx, by]) = (centre(still).0, centre(moved).0);
        for shift in [bx - ax, by - ay] {
            assert!((shift - shift.round()).abs() < 1e-6 && shift.abs() < 1.1, "{shift}");
        }
    }
}

/// As stage 8 leaves them: the centre of mass in the middle up to half a pixel where there is room, no ink lost at the edge, the
/// inside of strokes white.
#[test]
fn distorted_digits_look_like_preprocessed_ones() {
    let images = digits(1_000);
    let out = apply(&AugmentParams { shift: 0, ..AugmentParams::default() }, &images, 0);
    for (before, after) in images.chunks_exact(PIXELS).zip(out.chunks_exact(PIXELS)) {
        let (centre_of_mass, mass) = centre(after);
        let at_edge = |axis: usize| {
            let inked = |at: usize| after[at] > 0;
            (0..28)
                .any(|i| [0, 27].into_iter().any(|edge| inked(if axis == 0 { i * 28 + edge } else { edge * 28 + i })))
        };
        for (axis, at) in centre_of_mass.into_iter().enumerate() {
            // The middle is that of pixel 14, counted from the edge: 14 by the numbers of pixels.
            assert!((at - 14.0).abs() < 0.55 || at_edge(axis), "axis {axis}: {at}");
        }
        let ratio = mass / centre(before).1;
        assert!((0.4..2.5).contains(&ratio), "ink becomes {ratio} of what it was");
        assert!(after.iter().filter(|&&v| v >= 250).count() >= 4, "no stroke is white inside");
    }
}

#[test]
fn paper_without_ink_stays_blank() {
    assert_eq!(apply(&AugmentParams::default(), &[0; 2 * PIXELS], 0), [0; 2 * PIXELS]);
}

#[test]
fn refuses_lengths_and_parameters_that_do_not_fit() {
    let augmenter = augmenter("{}", 1);
    for (bytes, indices) in [(PIXELS, 2), (PIXELS - 1, 1), (PIXELS + 1, 1), (0, 1)] {
        let error = augmenter.apply(&vec![0; bytes], &vec![0; indices], 0).unwrap_err();
        assert_eq!(error.code(), "estimator-shape");
    }
    assert!(augmenter.apply(&[], &[], 0).unwrap().is_empty());
    for (name, value) in [
        ("probability", 1.1),
        ("rotation", 46.0),
        ("shear", -0.1),
        ("scale", 0.6),
        ("elastic", 5.0),
        ("stroke_width", 1.1),
        ("shift", 5.0),
    ] {
        let value = if name == "shift" { "5".to_owned() } else { value.to_string() };
        let params: AugmentParams = serde_json::from_str(&format!(r#"{{"{name}": {value}}}"#)).unwrap();
        let error = Augmenter::new(params, 1).unwrap_err();
        assert_eq!(error.code(), "estimator-parameter");
        assert!(error.to_string().contains(name), "{error}");
    }
    assert!(serde_json::from_str::<AugmentParams>(r#"{"blur": 1}"#).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Any pixels at all, blots and noise: an image comes out, of the same size.
    #[test]
    fn any_pixels_are_survived(pixels in proptest::collection::vec(any::<u8>(), PIXELS), epoch in any::<u32>(), index in any::<u32>()) {
        let strongest = r#"{"rotation": 45, "shear": 1, "scale": 0.5, "elastic": 4, "stroke_width": 1, "shift": 4}"#;
        let out = augmenter(strongest, 1).apply(&pixels, &[index], epoch).unwrap();
        prop_assert_eq!(out.len(), PIXELS);
    }
}
