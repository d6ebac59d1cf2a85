//! Digits to be put on paper, as coverage: 0 paper, 1 ink.

use std::path::Path;

use mnist_core::idx::{IMAGE_PIXELS, IMAGE_SIDE, MnistImages, parse_labels};
use mnist_core::image::Plane;
use mnist_core::rng::Rng;
use mnist_core::strokes::rasterise;
use mnist_core::synth::{Style, drawing};

/// MNIST's largest file has 47 MB.
const MOST_BYTES: u64 = 100_000_000;

/// Who wrote the digits.
pub(crate) enum Hands {
    /// A careful synthetic writer, whose strokes can be drawn with any pen.
    Synthetic,
    /// MNIST's training images, enlarged.
    Mnist { pixels: Vec<u8>, labels: Vec<u8> },
}

impl Hands {
    /// MNIST's training images of the folder `dir`.
    pub(crate) fn of_mnist(dir: &Path) -> Self {
        let read = |name: &str| {
            let stored = std::fs::read(dir.join(name)).unwrap();
            picture_decoder::unpack_gzip(&stored, MOST_BYTES).unwrap()
        };
        let images = MnistImages::parse(&read("train-images-idx3-ubyte.gz")).unwrap();
        Self::Mnist { pixels: images.pixels, labels: parse_labels(&read("train-labels-idx1-ubyte.gz")).unwrap() }
    }

    /// A digit whose longer side is `tall` pixels, its label, and nothing around it. `pen` is the stroke's width in
    /// shares of the longer side, which MNIST's images, written with their own pens, follow only a little.
    pub(crate) fn write(&self, rng: &mut Rng, tall: usize, pen: f32) -> (u8, Plane) {
        match self {
            Self::Synthetic => {
                let label = rng.below(10) as u8;
                let strokes = drawing(label, Style::Tidy, 7, u64::from(rng.below(1 << 20))).unwrap().strokes;
                (label, rasterise(strokes.iter(), tall, pen).map(|v| v / 255.0))
            }
            Self::Mnist { pixels, labels } => {
                let at = rng.below(labels.len() as u32) as usize;
                let image = &pixels[at * IMAGE_PIXELS..(at + 1) * IMAGE_PIXELS];
                (labels[at], enlarged(image, tall, (0.62 - pen).clamp(0.3, 0.6)))
            }
        }
    }
}

/// The image's box, its longer side `tall` pixels: interpolated by a cubic and cut at `level`, a thick pen's or a thin one's.
fn enlarged(image: &[u8], tall: usize, level: f32) -> Plane {
    let at = |x: isize, y: isize| {
        let is_inside = (0..IMAGE_SIDE as isize).contains(&x) && (0..IMAGE_SIDE as isize).contains(&y);
        if is_inside { f32::from(image[y as usize * IMAGE_SIDE + x as usize]) / 255.0 } else { 0.0 }
    };
    let scale = tall as f32 / 20.0;
    let side = (IMAGE_SIDE as f32 * scale) as usize;
    // The slope of the cut makes an edge of about one pixel.
    let cut = |v: f32| ((v - level) * (0.25 * scale).max(1.0) * 4.0 + 0.5).clamp(0.0, 1.0);
    let centre = |i: usize| (i as f32 + 0.5) / scale - 0.5;
    let whole = Plane::from_fn(side, side, |x, y| cut(cubic(&at, centre(x), centre(y))));
    tight(&whole)
}

/// Catmull and Rom's cubic through the 16 pixels around.
fn cubic(at: &impl Fn(isize, isize) -> f32, x: f32, y: f32) -> f32 {
    let weights = |t: f32| {
        let (t2, t3) = (t * t, t * t * t);
        [
            0.5 * (-t3 + 2.0 * t2 - t),
            0.5 * (3.0 * t3 - 5.0 * t2 + 2.0),
            0.5 * (-3.0 * t3 + 4.0 * t2 + t),
            0.5 * (t3 - t2),
        ]
    };
    let (left, top) = (x.floor(), y.floor());
    let (across, down) = (weights(x - left), weights(y - top));
    let row = |j: isize| -> f32 {
        (0..4).map(|i| across[i as usize] * at(left as isize + i - 1, top as isize + j - 1)).sum()
    };
    (0..4).map(|j| down[j as usize] * row(j)).sum()
}

/// The plane without its empty margins.
fn tight(plane: &Plane) -> Plane {
    let is_ink = |x: usize, y: usize| plane.get(x, y) > 0.1;
    let (width, height) = (plane.width(), plane.height());
    let columns: Vec<usize> = (0..width).filter(|&x| (0..height).any(|y| is_ink(x, y))).collect();
    let rows: Vec<usize> = (0..height).filter(|&y| (0..width).any(|x| is_ink(x, y))).collect();
    let (Some(&left), Some(&top)) = (columns.first(), rows.first()) else { return Plane::filled(1, 1, 0.0) };
    let (right, bottom) = (columns[columns.len() - 1], rows[rows.len() - 1]);
    Plane::from_fn(right + 1 - left, bottom + 1 - top, |x, y| plane.get(left + x, top + y))
}
