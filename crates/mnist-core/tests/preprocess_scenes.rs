//! One digit on papers of all sorts: what comes out is what the drawing alone gives, or nearly.
#![allow(clippy::unwrap_used, reason = "a test's helpers may")]

mod scenes;

use mnist_core::image::Plane;
use mnist_core::preprocess::{Input, Page, Refusal, normalise_mnist, preprocess};
use mnist_core::strokes::{Stroke, rasterise};
use proptest::prelude::*;
use scenes::*;

const PEN: f32 = 0.1;

fn read(p: &Picture) -> Page {
    preprocess(Input::Rgba { pixels: &p.pixels, width: p.width, height: p.height }).unwrap()
}

fn alone(digit: &[Stroke]) -> Plane {
    cover(300, 320, &[(digit, 180, 90, 60)], PEN)
}

/// Mean absolute difference in grey levels over the pixels that either has inked, at the best of the nine shifts by at
/// most one pixel: a centre of mass that lies between two pixels may fall to either.
fn difference(a: &[u8; 784], b: &[u8; 784]) -> f32 {
    let shifts = (-1..=1).flat_map(|dy: isize| (-1..=1).map(move |dx: isize| dy * 28 + dx));
    let at_shift = |shift: isize| {
        let moved = (0..784).map(|i| b.get(784usize.wrapping_add_signed(i + shift) % 784).copied().unwrap_or(0));
        let inked = a.iter().zip(moved).filter(|(x, y)| **x > 0 || *y > 0);
        let (sum, count) = inked.fold((0u32, 0u32), |(s, n), (&x, y)| (s + u32::from(x.abs_diff(y)), n + 1));
        sum as f32 / count.max(1) as f32
    };
    shifts.map(at_shift).fold(f32::INFINITY, f32::min)
}

/// The picture has one digit, alike to `digit` on clean paper.
fn assert_alike(what: &str, picture: &Picture, digit: &[Stroke], tolerance: f32) {
    let clean = read(&scenes::picture(&alone(digit), |_, _| 255.0, |_, _| 0.0));
    let page = read(picture);
    assert_eq!(page.digits.len(), 1, "{what}: {:?}", page.refused);
    let d = difference(&page.digits[0].pixels, &clean.digits[0].pixels);
    assert!(d <= tolerance, "{what}, class of {} strokes: differs by {d} grey levels from clean paper", digit.len());
}

#[test]
fn the_paper_does_not_matter() {
    for digit in [zero(), two(), four(), five(), seven(), one()] {
        let cover = alone(&digit);
        let assert = |what, picture: Picture, tolerance| assert_alike(what, &picture, &digit, tolerance);
        assert("dark paper", picture(&cover, |_, _| 20.0, |_, _| 230.0), 4.0);
        assert("grey pencil", picture(&cover, |_, _| 200.0, |_, _| 150.0), 10.0);
        assert("noise", noisy(picture(&cover, |_, _| 220.0, |_, _| 60.0), 12.0, 1), 30.0);
        assert("transparent, dark ink", transparent(&cover, 10), 4.0);
        assert("transparent, light ink", transparent(&cover, 245), 4.0);
        let shadow = |x: usize, y: usize| 250.0 - 0.4 * x as f32 - 0.15 * y as f32;
        assert("shadow", picture(&cover, shadow, |x, y| 0.25 * shadow(x, y)), 25.0);
        let table = |x: usize, y: usize| if x < 25 || y > 295 { 30.0 } else { 235.0 };
        assert("table beside the paper", picture(&cover, table, |_, _| 40.0), 15.0);
        let squared = |x: usize, y: usize| if (x + 9) % 40 < 2 || (y + 5) % 40 < 2 { 120.0 } else { 240.0 };
        assert("squared paper", picture(&cover, squared, |_, _| 30.0), 45.0);
        let fall = |x: usize, y: usize| {
            let (x, y) = (x as f32 / 300.0 - 0.5, y as f32 / 320.0 - 0.5);
            240.0 * (1.0 - 1.5 * (x * x + y * y))
        };
        assert("vignette", picture(&cover, fall, |x, y| 0.25 * fall(x, y)), 25.0);
        let corner = |x: usize, y: usize| if x + y > 540 { 60.0 } else { 235.0 };
        assert("corner of a table", picture(&cover, corner, |_, _| 40.0), 15.0);
        let ruled = |_: usize, y: usize| if (200..202).contains(&y) { 120.0 } else { 240.0 };
        assert("one ruled line", picture(&cover, ruled, |_, _| 30.0), 30.0);
        let speck = |x: usize, y: usize| if (x / 3, y / 3) == (7, 80) { 30.0 } else { 245.0 };
        assert("a speck", picture(&cover, speck, |_, _| 30.0), 5.0);
    }
}

/// A marker's strokes take half of the picture and lie along its frame.
#[test]
fn a_thick_digit_cut_tightly_is_no_paper() {
    for digit in [zero(), two(), four(), five(), seven()] {
        let ink = rasterise(digit.iter(), 200, 0.17).map(|v| v / 255.0);
        let shade = |x: usize, y: usize| 240.0 - 0.2 * x as f32 - 0.2 * y as f32;
        for (paper, strokes) in [(1.0, 0.15), (0.15, 1.0)] {
            let page = read(&noisy(picture(&ink, |x, y| paper * shade(x, y), |x, y| strokes * shade(x, y)), 3.0, 1));
            let whole = read(&picture(&cover(300, 300, &[(&digit, 200, 40, 40)], 0.17), |_, _| 255.0, |_, _| 0.0));
            assert_eq!(page.digits.len(), 1, "{} strokes, paper {paper}: {:?}", digit.len(), page.refused);
            let d = difference(&page.digits[0].pixels, &whole.digits[0].pixels);
            assert!(d < 30.0, "{} strokes, paper {paper}: differs by {d} grey levels", digit.len());
        }
    }
}

#[test]
fn a_slanted_one_whose_stroke_is_broken_is_one_digit() {
    let (upper, lower) = (stroke(&[(60.0, 0.0), (45.0, 35.0)]), stroke(&[(41.0, 44.0), (18.0, 100.0)]));
    let page = read(&picture(&cover(300, 320, &[(&[upper, lower], 180, 90, 60)], 0.06), |_, _| 240.0, |_, _| 20.0));
    assert_eq!(page.digits.len(), 1);
    assert!((page.digits[0].bounds.h - 180.0).abs() < 8.0);
}

#[test]
fn a_scrap_at_the_frame_is_left_out_and_a_small_digit_within_is_not() {
    let (two, one) = (two(), one());
    let with = |left: usize, top: usize| cover(300, 320, &[(&two, 180, 90, 60), (&one, 44, left, top)], PEN);
    let count = |left, top| read(&picture(&with(left, top), |_, _| 240.0, |_, _| 20.0)).digits.len();
    assert_eq!((count(4, 120), count(40, 120)), (1, 2));
}

#[test]
fn strokes_and_their_picture_give_the_same_digit() {
    for digit in [zero(), two(), four(), five(), seven(), one()] {
        let drawn = preprocess(Input::Strokes(&digit)).unwrap();
        assert_eq!(drawn.digits.len(), 1);
        let pen = mnist_core::strokes::NOMINAL_PEN;
        let seen = read(&picture(&cover(300, 320, &[(&digit, 180, 90, 60)], pen), |_, _| 255.0, |_, _| 0.0));
        let d = difference(&drawn.digits[0].pixels, &seen.digits[0].pixels);
        assert!(d < 20.0, "differs by {d} grey levels");
    }
}

#[test]
fn hairlines_and_markers_come_out_with_full_ink_and_usual_width() {
    for pen in [0.012, 0.03, 0.25] {
        let page = read(&picture(&cover(600, 600, &[(&two(), 400, 90, 60)], pen), |_, _| 255.0, |_, _| 0.0));
        let pixels = &page.digits[0].pixels;
        let white = pixels.iter().filter(|&&p| p > 230).count();
        assert!((20..230).contains(&white), "pen {pen}: {white} white pixels");
    }
}

#[test]
fn digits_side_by_side_come_in_order_with_their_boxes() {
    let (two, four, zero) = (two(), four(), zero());
    let three = cover(500, 200, &[(&two, 100, 30, 50), (&four, 100, 180, 45), (&zero, 90, 340, 50)], PEN);
    let page = read(&picture(&three, |_, _| 240.0, |_, _| 20.0));
    let lefts: Vec<f32> = page.digits.iter().map(|d| d.bounds.x).collect();
    assert_eq!(lefts.len(), 3);
    for (left, wanted) in lefts.iter().zip([30.0, 180.0, 340.0]) {
        assert!((left - wanted).abs() < 4.0, "{lefts:?}");
    }
    let drawn = [moved(&zero, 0.0, 0.0, 1.0), moved(&four, 100.0, 0.0, 1.0), moved(&two, 200.0, 10.0, 0.8)].concat();
    let page = preprocess(Input::Strokes(&drawn)).unwrap();
    let single = preprocess(Input::Strokes(&four)).unwrap();
    assert_eq!(page.digits.len(), 3);
    assert!(difference(&page.digits[1].pixels, &single.digits[0].pixels) < 3.0);
}

#[test]
fn touching_digits_are_read_as_two() {
    let (four, zero) = (four(), zero());
    let touching = cover(300, 200, &[(&zero, 120, 40, 40), (&zero, 120, 40 + 78, 40)], PEN);
    let page = read(&picture(&touching, |_, _| 240.0, |_, _| 20.0));
    assert_eq!(page.digits.len(), 2);
    assert_eq!(read(&picture(&alone(&four), |_, _| 240.0, |_, _| 20.0)).digits.len(), 1);
}

#[test]
fn what_is_no_digit_is_refused_with_its_reason() {
    let blank = Plane::filled(120, 90, 0.0);
    let uniform = picture(&blank, |_, _| 255.0, |_, _| 0.0);
    assert_eq!(read(&uniform).refused, Some(Refusal::NoInk));
    assert_eq!(read(&noisy(picture(&blank, |_, _| 150.0, |_, _| 0.0), 20.0, 5)).refused, Some(Refusal::NoInk));
    let gradient = picture(&blank, |x, y| 120.0 + x as f32 * 0.8 + y as f32 * 0.3, |_, _| 0.0);
    assert_eq!(read(&gradient).refused, Some(Refusal::NoInk));
    let dot = picture(
        &Plane::from_fn(300, 300, |x, y| f32::from(u8::from(x / 3 == 40 && y / 3 == 50))),
        |_, _| 240.0,
        |_, _| 0.0,
    );
    assert_eq!(read(&dot).refused, Some(Refusal::TooLittleInk));
    let confetti = picture(
        &Plane::from_fn(400, 400, |x, y| f32::from(u8::from(x % 20 < 6 && y % 20 < 6))),
        |_, _| 240.0,
        |_, _| 0.0,
    );
    assert_eq!(read(&confetti).refused, Some(Refusal::NotADigit));
    let scribble: Vec<_> = (0..60).flat_map(|y| [(0.0, 4.0 * y as f32), (240.0, 4.0 * y as f32 + 2.0)]).collect();
    assert_eq!(preprocess(Input::Strokes(&[stroke(&scribble)])).unwrap().refused, Some(Refusal::TooMuchInk));
    assert_eq!(preprocess(Input::Strokes(&[])).unwrap().refused, Some(Refusal::NoInk));
    assert_eq!(preprocess(Input::Strokes(&[stroke(&[(5.0, 5.0)])])).unwrap().refused, Some(Refusal::TooLittleInk));
}

#[test]
fn an_image_like_mnist_comes_through_unchanged_and_a_second_time_too() {
    // Not the 4: with the thickest pen its angle is filled, and a blob can be thinned again and again.
    for digit in [zero(), two(), seven()] {
        for pen in [1.0, 2.4, 5.5] {
            let image = mnist_like(&digit, pen);
            let once = normalise_mnist(&image);
            let d = difference(&once, &normalise_mnist(&once));
            assert!(d < 15.0, "pen {pen}, {} strokes: the second time differs by {d}", digit.len());
        }
    }
    assert_eq!(normalise_mnist(&[0; 784]), [0; 784]);
}

#[test]
fn the_unit_of_a_drawing_does_not_matter() {
    let reference = preprocess(Input::Strokes(&five())).unwrap().digits[0].pixels;
    for (dx, dy, scale) in [(0.0, 0.0, 64.0), (-500.0, 300.0, 4.0), (0.1, 0.2, 0.001)] {
        let page = preprocess(Input::Strokes(&moved(&five(), dx, dy, scale))).unwrap();
        assert!(difference(&page.digits[0].pixels, &reference) < 1.0);
    }
}

#[test]
fn the_callers_mistakes_are_typed_errors() {
    use mnist_core::error::Coded;
    let code = |input: Input<'_>| preprocess(input).unwrap_err().code();
    assert_eq!(code(Input::Rgba { pixels: &[0; 15], width: 2, height: 2 }), "preprocess-length");
    assert_eq!(code(Input::Rgba { pixels: &[], width: 0, height: 5 }), "preprocess-size");
    assert_eq!(code(Input::Rgba { pixels: &[], width: u32::MAX, height: u32::MAX }), "preprocess-size");
    assert_eq!(code(Input::Strokes(&[stroke(&[(0.0, f32::NAN), (1.0, 1.0)])])), "strokes-bad-point");
    assert_eq!(code(Input::Strokes(&vec![Vec::new(); 100_001])), "strokes-too-many-points");
    let lengths = mnist_core::strokes::from_triplets(&[0.0; 6], &[3]).unwrap_err();
    assert_eq!(lengths.code(), "strokes-lengths");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_picture_gives_digits_or_a_reason(
        (width, pixels) in (1u32..40).prop_flat_map(|w| {
            (Just(w), prop::collection::vec(prop_oneof![Just(0u8), Just(255u8), any::<u8>()], (w * 4) as usize..(w * 4 * 40) as usize))
        })
    ) {
        let height = pixels.len() as u32 / (width * 4);
        let page = preprocess(Input::Rgba { pixels: &pixels[..(width * height * 4) as usize], width, height }).unwrap();
        prop_assert_eq!(page.digits.is_empty(), page.refused.is_some());
    }

    #[test]
    fn any_drawing_gives_digits_or_a_reason(
        strokes in prop::collection::vec(prop::collection::vec((-1e9f32..1e9, -1e3f32..1e9, -9.0f32..9.0), 0..20), 0..40)
    ) {
        let point = |&(x, y, pressure): &(f32, f32, f32)| mnist_core::strokes::Point { x, y, pressure };
        let strokes: Vec<Stroke> = strokes.iter().map(|s| s.iter().map(point).collect()).collect();
        let page = preprocess(Input::Strokes(&strokes)).unwrap();
        prop_assert_eq!(page.digits.is_empty(), page.refused.is_some());
    }
}
