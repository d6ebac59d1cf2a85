//! Pooling.

#[cfg(feature = "gradients")]
use siffra_lanes::F32x4;

/// The largest of each window of 2 x 2, `[height / 2, width / 2, channels]` of one image `[height, width, channels]`.
#[inline(never)]
pub fn max_pool((height, width, channels): (usize, usize, usize), image: &[f32], out: &mut [f32]) {
    let row = width * channels;
    for (y, out) in out.chunks_exact_mut((width / 2) * channels).take(height / 2).enumerate() {
        let (top, bottom) = image[2 * y * row..][..2 * row].split_at(row);
        for (x, out) in out.chunks_exact_mut(channels).enumerate() {
            let window = 2 * x * channels..2 * (x + 1) * channels;
            let (top, bottom) = (&top[window.clone()], &bottom[window]);
            let ((a, b), (c, d)) = (top.split_at(channels), bottom.split_at(channels));
            for ((((out, &a), &b), &c), &d) in out.iter_mut().zip(a).zip(b).zip(c).zip(d) {
                *out = larger(larger(a, b), larger(c, d));
            }
        }
    }
}

/// A comparison and a choice, which are one vector instruction each.
#[inline(always)]
fn larger(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

/// Sizes of pooling, all at least 1 but the padding.
#[cfg(feature = "gradients")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolShape {
    /// Images.
    pub batch: usize,
    /// Rows, columns and channels of an image.
    pub image: (usize, usize, usize),
    /// Rows and columns of a window.
    pub window: (usize, usize),
    /// Rows and columns from one window to the next.
    pub stride: (usize, usize),
    /// Rows above and columns to the left that are not there.
    pub pad: (usize, usize),
    /// Rows and columns of the outcome.
    pub out: (usize, usize),
}

/// The gradient of `image` when each window's largest value, the first of equal ones, had the gradient `dy`: windows whose
/// values are all negative have one too.
#[cfg(feature = "gradients")]
#[inline(never)]
pub fn max_pool_gradient(shape: &PoolShape, image: &[f32], dy: &[f32], dx: &mut [f32]) {
    dx.fill(0.0);
    let ((height, width, channels), (out_height, out_width)) = (shape.image, shape.out);
    if shape.window == (2, 2) && shape.stride == (2, 2) && shape.pad == (0, 0) && channels % 4 == 0 {
        let images = image.chunks_exact(height * width * channels).zip(dx.chunks_exact_mut(height * width * channels));
        for ((image, dx), dy) in images.zip(dy.chunks_exact(out_height * out_width * channels)).take(shape.batch) {
            halving_gradient(shape.image, image, dy, dx);
        }
        return;
    }
    let images = image.chunks_exact(height * width * channels).zip(dx.chunks_exact_mut(height * width * channels));
    for ((image, dx), dy) in images.zip(dy.chunks_exact(out_height * out_width * channels)).take(shape.batch) {
        for y in 0..out_height {
            let rows = inside(y * shape.stride.0, shape.pad.0, shape.window.0, height);
            for x in 0..out_width {
                let cols = inside(x * shape.stride.1, shape.pad.1, shape.window.1, width);
                let dy = &dy[(y * out_width + x) * channels..][..channels];
                for (c, dy) in dy.iter().enumerate() {
                    let places = rows.clone().flat_map(|row| cols.clone().map(move |col| row * width + col));
                    if let Some(at) = largest(image, places.map(|place| place * channels + c)) {
                        dx[at] += dy;
                    }
                }
            }
        }
    }
}

/// [`max_pool_gradient`] of one image with the windows that networks use, 2 x 2 without gaps, and whole vectors of channels.
#[cfg(feature = "gradients")]
fn halving_gradient((_, width, channels): (usize, usize, usize), image: &[f32], dy: &[f32], dx: &mut [f32]) {
    let row = width * channels;
    let rows =
        dy.chunks_exact((width / 2) * channels).zip(dx.chunks_exact_mut(2 * row)).zip(image.chunks_exact(2 * row));
    for ((dy, dx), image) in rows {
        let ((top, bottom), (to_top, to_bottom)) = (image.split_at(row), dx.split_at_mut(row));
        let pixels = top.chunks_exact(2 * channels).zip(bottom.chunks_exact(2 * channels));
        let to = to_top.chunks_exact_mut(2 * channels).zip(to_bottom.chunks_exact_mut(2 * channels));
        for ((dy, (top, bottom)), (to_top, to_bottom)) in dy.chunks_exact(channels).zip(pixels).zip(to) {
            window_gradient(dy, (top, bottom), (to_top, to_bottom));
        }
    }
}

/// One window's gradient; a row of it is two pixels.
#[cfg(feature = "gradients")]
#[inline(always)]
fn window_gradient(dy: &[f32], (top, bottom): (&[f32], &[f32]), (to_top, to_bottom): (&mut [f32], &mut [f32])) {
    let (dy, _) = dy.as_chunks::<4>();
    let n = dy.len();
    let [(a, b), (c, d)] = [top, bottom].map(|row| row.as_chunks::<4>().0[..2 * n].split_at(n));
    let [(to_a, to_b), (to_c, to_d)] =
        [to_top, to_bottom].map(|row| row.as_chunks_mut::<4>().0[..2 * n].split_at_mut(n));
    for i in 0..n {
        let [a, b, c, d] = [a, b, c, d].map(|pixel| F32x4::load(&pixel[i]));
        let ab = a.max(b);
        // Whoever is larger than all before it, from the last on: of equal ones the first is left.
        let [for_d, rest] = F32x4::load(&dy[i]).where_above(d, ab.max(c));
        let [for_c, rest] = rest.where_above(c, ab);
        let [for_b, for_a] = rest.where_above(b, a);
        to_a[i] = for_a.to_array();
        to_b[i] = for_b.to_array();
        to_c[i] = for_c.to_array();
        to_d[i] = for_d.to_array();
    }
}

/// The part of a window that lies in the image.
#[cfg(feature = "gradients")]
fn inside(start: usize, pad: usize, window: usize, size: usize) -> core::ops::Range<usize> {
    start.saturating_sub(pad)..(start + window).saturating_sub(pad).min(size)
}

#[cfg(feature = "gradients")]
fn largest(image: &[f32], mut places: impl Iterator<Item = usize>) -> Option<usize> {
    let first = places.next()?;
    Some(places.fold(first, |best, at| if image[at] > image[best] { at } else { best }))
}
