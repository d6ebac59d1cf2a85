//! Pictures for the tests: digits drawn by formula onto paper of all sorts.
#![allow(dead_code, unreachable_pub, reason = "shared by the test files, each of which uses its part")]

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use mnist_core::image::Plane;
use mnist_core::rng::Rng;
use mnist_core::strokes::{Point, Stroke, rasterise};
use serde::{Deserialize, Serialize};

/// An input of the golden file.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Case {
    Strokes { points: Vec<f32>, lengths: Vec<u32> },
    Rgba { width: u32, height: u32, rgba_base64: String },
    Image { bytes_base64: String },
    Mnist { pixels_base64: String },
}

pub fn stroke(points: &[(f32, f32)]) -> Stroke {
    points.iter().map(|&(x, y)| Point { x, y, pressure: 1.0 }).collect()
}

/// An ellipse arc of `sweep` radians from `start` (0 is right, growing clockwise).
pub fn arc(centre: (f32, f32), radius: (f32, f32), start: f32, sweep: f32) -> Vec<(f32, f32)> {
    let at = |i: u16| start + sweep * f32::from(i) / 24.0;
    let point =
        |a: f32| (centre.0 + radius.0 * mnist_core::math::cosf(a), centre.1 + radius.1 * mnist_core::math::sinf(a));
    (0..=24).map(|i| point(at(i))).collect()
}

pub fn zero() -> Vec<Stroke> {
    vec![stroke(&arc((35.0, 50.0), (30.0, 48.0), -1.5, 6.3))]
}

pub fn two() -> Vec<Stroke> {
    let mut points = arc((35.0, 28.0), (30.0, 26.0), -2.9, 3.6);
    points.extend([(8.0, 98.0), (70.0, 97.0)]);
    vec![stroke(&points)]
}

pub fn four() -> Vec<Stroke> {
    vec![stroke(&[(30.0, 2.0), (4.0, 60.0), (62.0, 60.0)]), stroke(&[(48.0, 20.0), (46.0, 100.0)])]
}

/// Its bar does not touch the body and reaches further right.
pub fn five() -> Vec<Stroke> {
    let mut body = vec![(20.0, 6.0), (16.0, 45.0)];
    body.extend(arc((30.0, 70.0), (28.0, 28.0), -2.0, 4.4));
    vec![stroke(&body), stroke(&[(26.0, 3.0), (72.0, 0.0)])]
}

/// With a bar.
pub fn seven() -> Vec<Stroke> {
    vec![stroke(&[(5.0, 4.0), (60.0, 2.0), (28.0, 100.0)]), stroke(&[(20.0, 52.0), (62.0, 50.0)])]
}

pub fn one() -> Vec<Stroke> {
    vec![stroke(&[(10.0, 0.0), (12.0, 100.0)])]
}

pub fn moved(strokes: &[Stroke], dx: f32, dy: f32, scale: f32) -> Vec<Stroke> {
    let place = |p: &Point| Point { x: p.x * scale + dx, y: p.y * scale + dy, pressure: p.pressure };
    strokes.iter().map(|s| s.iter().map(place).collect()).collect()
}

/// How much ink lies at each pixel of a picture, 0 to 1: `strokes` drawn `tall` pixels high at `(left, top)`.
pub fn cover(width: usize, height: usize, drawings: &[(&[Stroke], usize, usize, usize)], pen: f32) -> Plane {
    let mut plane = Plane::filled(width, height, 0.0);
    for (strokes, tall, left, top) in drawings {
        let ink = rasterise(strokes.iter(), *tall, pen);
        for y in 0..ink.height() {
            let target = plane.row_mut(top + y).iter_mut().skip(*left);
            target.zip(ink.row(y)).for_each(|(t, &v)| *t = t.max(v / 255.0));
        }
    }
    plane
}

/// A picture as RGBA bytes.
#[derive(Clone, Debug)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub pixels: Vec<u8>,
}

/// A picture whose paper and ink at `(x, y)` have the given lightness.
pub fn picture(cover: &Plane, paper: impl Fn(usize, usize) -> f32, ink: impl Fn(usize, usize) -> f32) -> Picture {
    let mut pixels = Vec::new();
    for y in 0..cover.height() {
        for x in 0..cover.width() {
            let c = cover.get(x, y);
            let v = (paper(x, y) * (1.0 - c) + ink(x, y) * c).clamp(0.0, 255.0) as u8;
            pixels.extend([v, v, v, 255]);
        }
    }
    Picture { width: cover.width() as u32, height: cover.height() as u32, pixels }
}

/// The same with normal noise of `deviation` grey levels.
pub fn noisy(mut picture: Picture, deviation: f64, seed: u64) -> Picture {
    let mut rng = Rng::new(seed, 0);
    for pixel in picture.pixels.chunks_exact_mut(4) {
        let noise = deviation * rng.normal();
        pixel[..3].iter_mut().for_each(|v| *v = (f64::from(*v) + noise).clamp(0.0, 255.0) as u8);
    }
    picture
}

/// Ink of one lightness whose cover is the alpha.
pub fn transparent(cover: &Plane, ink: u8) -> Picture {
    let pixels = cover.to_bytes().len();
    let alpha = cover.map(|v| v * 255.0).to_bytes();
    let pixels = (0..pixels).flat_map(|i| [ink, ink, ink, alpha[i]]).collect();
    Picture { width: cover.width() as u32, height: cover.height() as u32, pixels }
}

pub fn encoded(picture: &Picture, format: image::ImageFormat) -> Vec<u8> {
    let rgba = image::RgbaImage::from_raw(picture.width, picture.height, picture.pixels.clone()).unwrap();
    let mut bytes = std::io::Cursor::new(Vec::new());
    match format {
        image::ImageFormat::Jpeg => image::DynamicImage::from(rgba).into_rgb8().write_to(&mut bytes, format).unwrap(),
        _ => rgba.write_to(&mut bytes, format).unwrap(),
    }
    bytes.into_inner()
}

fn strokes_case(strokes: &[Stroke]) -> Case {
    Case::Strokes {
        points: strokes.iter().flatten().flat_map(|p| [p.x, p.y, p.pressure]).collect(),
        lengths: strokes.iter().map(|s| s.len() as u32).collect(),
    }
}

fn rgba_case(picture: &Picture) -> Case {
    Case::Rgba { width: picture.width, height: picture.height, rgba_base64: BASE64.encode(&picture.pixels) }
}

/// A digit the way MNIST holds it, with a stroke of `pen` twentieths.
pub fn mnist_like(strokes: &[Stroke], pen: f32) -> [u8; 784] {
    let ink = rasterise(strokes.iter(), 20, pen / 20.0);
    let mut pixels = [0u8; 784];
    for y in 0..ink.height() {
        for (x, &value) in ink.row(y).iter().enumerate() {
            pixels[(y + 4) * 28 + x + 4 + (20 - ink.width()) / 2] = value as u8;
        }
    }
    pixels
}

fn mnist_case(strokes: &[Stroke], pen: f32) -> Case {
    Case::Mnist { pixels_base64: BASE64.encode(mnist_like(strokes, pen)) }
}

/// The golden inputs, small on purpose: the file is committed and read by three runtimes.
pub fn golden_cases() -> Vec<(&'static str, Case)> {
    let pen = 0.11;
    let (zero, two, four, five, seven) = (zero(), two(), four(), five(), seven());
    let alone = |digit: &[Stroke]| cover(72, 72, &[(digit, 44, 16, 14)], pen);
    let plain = |digit: &[Stroke], paper: f32, ink: f32| picture(&alone(digit), |_, _| paper, |_, _| ink);
    let shadow = |x: usize, y: usize| 235.0 - 1.4 * x as f32 - 0.3 * y as f32;
    let shaded = picture(&alone(&four), shadow, |x, y| 0.3 * shadow(x, y));
    let side_by_side =
        [moved(&four, 0.0, 0.0, 1.0), moved(&two, 95.0, 4.0, 0.9), moved(&zero, 190.0, 0.0, 1.0)].concat();
    let pair = cover(96, 60, &[(&seven, 40, 8, 10), (&zero, 40, 54, 9)], pen);
    let pressed: Vec<Stroke> = two
        .iter()
        .map(|s| s.iter().enumerate().map(|(i, p)| Point { pressure: 0.4 + 0.05 * i as f32, ..*p }).collect())
        .collect();
    vec![
        ("strokes-zero", strokes_case(&zero)),
        ("strokes-two-with-pressure", strokes_case(&pressed)),
        ("strokes-four-of-two-strokes", strokes_case(&four)),
        ("strokes-five-with-separate-bar", strokes_case(&five)),
        ("strokes-three-digits", strokes_case(&side_by_side)),
        ("strokes-tiny-unit", strokes_case(&moved(&seven, -0.3, 0.2, 1e-4))),
        ("strokes-one-dot", strokes_case(&[stroke(&[(3.0, 4.0)])])),
        ("strokes-none", strokes_case(&[])),
        ("rgba-dark-on-light", rgba_case(&plain(&two, 250.0, 20.0))),
        ("rgba-light-on-dark", rgba_case(&plain(&seven, 25.0, 230.0))),
        ("rgba-noise", rgba_case(&noisy(plain(&zero, 215.0, 60.0), 7.0, 1))),
        ("rgba-shadow", rgba_case(&shaded)),
        ("rgba-alpha-dark-ink", rgba_case(&transparent(&alone(&two), 15))),
        ("rgba-alpha-light-ink", rgba_case(&transparent(&alone(&five), 240))),
        ("rgba-two-digits", rgba_case(&picture(&pair, |_, _| 245.0, |_, _| 30.0))),
        ("rgba-uniform", rgba_case(&picture(&Plane::filled(16, 16, 0.0), |_, _| 200.0, |_, _| 0.0))),
        ("rgba-noise-alone", rgba_case(&noisy(picture(&Plane::filled(40, 40, 0.0), |_, _| 180.0, |_, _| 0.0), 9.0, 2))),
        (
            "png",
            Case::Image { bytes_base64: BASE64.encode(encoded(&plain(&four, 255.0, 0.0), image::ImageFormat::Png)) },
        ),
        (
            "jpeg",
            Case::Image { bytes_base64: BASE64.encode(encoded(&noisy(shaded, 3.0, 3), image::ImageFormat::Jpeg)) },
        ),
        (
            "webp",
            Case::Image { bytes_base64: BASE64.encode(encoded(&plain(&zero, 240.0, 10.0), image::ImageFormat::WebP)) },
        ),
        ("mnist-usual", mnist_case(&two, 2.5)),
        ("mnist-hairline", mnist_case(&four, 1.0)),
        ("mnist-marker", mnist_case(&seven, 5.5)),
    ]
}
