//! A network as its definition has it: one loop an index, no more.

use mnist_core::nn::{Architecture, Layer, NetworkParams, Padding};

/// Logits of one image of 28 x 28 pixels, in f64.
pub(crate) fn logits(params: &NetworkParams, weights: &[f32], image: &[f32]) -> Vec<f64> {
    let architecture = Architecture::new(params).unwrap();
    let tensor = |layer: usize, what: &str| {
        let tensor = architecture.tensors().iter().find(|t| t.name == format!("layers.{layer}.{what}")).unwrap();
        weights[tensor.offset..][..tensor.size].iter().map(|&w| f64::from(w)).collect::<Vec<_>>()
    };
    let mut image = Image { side: 28, channels: 1, values: image.iter().map(|&v| f64::from(v)).collect() };
    for (i, layer) in params.layers.iter().enumerate() {
        image = match *layer {
            Layer::Conv { size, padding, .. } => conv(&image, size, padding, &tensor(i, "kernel"), &tensor(i, "bias")),
            Layer::MaxPool {} => max_pool(&image),
            Layer::Dense { .. } => relu(dense(&image.values, &tensor(i, "kernel"), &tensor(i, "bias"))),
        };
    }
    let last = params.layers.len();
    dense(&image.values, &tensor(last, "kernel"), &tensor(last, "bias"))
}

struct Image {
    side: usize,
    channels: usize,
    values: Vec<f64>,
}

impl Image {
    /// 0 outside.
    fn at(&self, y: isize, x: isize, c: usize) -> f64 {
        let inside = |v: isize| (0..self.side as isize).contains(&v);
        if !(inside(y) && inside(x)) {
            return 0.0;
        }
        self.values[(y as usize * self.side + x as usize) * self.channels + c]
    }
}

fn conv(image: &Image, size: usize, padding: Padding, kernel: &[f64], bias: &[f64]) -> Image {
    // TensorFlow's "same": of an odd number of zeros the larger half comes after the image.
    let (side, before) = match padding {
        Padding::Same => (image.side, (size - 1) / 2),
        Padding::Valid => (image.side - size + 1, 0),
    };
    let mut values = Vec::new();
    for (y, x) in (0..side).flat_map(|y| (0..side).map(move |x| (y, x))) {
        for (out, bias) in bias.iter().enumerate() {
            let mut sum = *bias;
            for (dy, dx) in (0..size).flat_map(|dy| (0..size).map(move |dx| (dy, dx))) {
                for c in 0..image.channels {
                    let weight = kernel[((dy * size + dx) * image.channels + c) * bias_len(kernel, size, image) + out];
                    sum +=
                        weight * image.at((y + dy) as isize - before as isize, (x + dx) as isize - before as isize, c);
                }
            }
            values.push(sum.max(0.0));
        }
    }
    Image { side, channels: bias.len(), values }
}

/// Output channels of a kernel.
fn bias_len(kernel: &[f64], size: usize, image: &Image) -> usize {
    kernel.len() / (size * size * image.channels)
}

fn max_pool(image: &Image) -> Image {
    let side = image.side / 2;
    let mut values = Vec::new();
    for (y, x) in (0..side).flat_map(|y| (0..side).map(move |x| (2 * y as isize, 2 * x as isize))) {
        for c in 0..image.channels {
            let window = [(0, 0), (0, 1), (1, 0), (1, 1)].map(|(dy, dx)| image.at(y + dy, x + dx, c));
            values.push(window.into_iter().fold(f64::NEG_INFINITY, f64::max));
        }
    }
    Image { side, channels: image.channels, values }
}

fn dense(values: &[f64], kernel: &[f64], bias: &[f64]) -> Vec<f64> {
    let column =
        |out: usize| values.iter().enumerate().map(move |(i, v)| v * kernel[i * bias.len() + out]).sum::<f64>();
    bias.iter().enumerate().map(|(out, b)| b + column(out)).collect()
}

fn relu(values: Vec<f64>) -> Image {
    Image { side: 0, channels: 0, values: values.into_iter().map(|v| v.max(0.0)).collect() }
}
