//! Resampling by area.

use crate::image::Plane;

/// A region of a plane in its pixels, pixel `i` covering `i..i + 1`; it may reach outside, where all is 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Region {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// The `region` of `source` as `width` x `height` values: the mean over each cell's area when shrinking, linear
/// interpolation when enlarging.
pub(super) fn resample(source: &Plane, region: Region, width: usize, height: usize) -> Plane {
    let across = Taps::new(region.left, region.width, source.width(), width);
    let down = Taps::new(region.top, region.height, source.height(), height);
    let mut narrow = Plane::filled(width, source.height(), 0.0);
    for y in down.rows() {
        across.apply(source.row(y), narrow.row_mut(y));
    }
    let mut result = Plane::filled(width, height, 0.0);
    for (y, (first, weights)) in down.cells.iter().enumerate() {
        let target = result.row_mut(y);
        for (i, &weight) in weights.iter().enumerate() {
            target.iter_mut().zip(narrow.row(first + i)).for_each(|(t, &v)| *t += weight * v);
        }
    }
    result
}

/// For each output cell the first input index and the weights from there, which sum to 1 unless the cell reaches outside.
struct Taps {
    cells: Vec<(usize, Vec<f32>)>,
}

impl Taps {
    fn new(start: f32, length: f32, inputs: usize, outputs: usize) -> Self {
        let step = length / outputs.max(1) as f32;
        let cell = |i: usize| {
            let (low, high) = (start + i as f32 * step, start + (i + 1) as f32 * step);
            if step >= 1.0 { area_cell(low, high, inputs) } else { linear_cell((low + high) / 2.0, inputs) }
        };
        Self { cells: (0..outputs).map(cell).collect() }
    }

    fn rows(&self) -> core::ops::Range<usize> {
        let first = self.cells.iter().filter(|c| !c.1.is_empty()).map(|c| c.0).min().unwrap_or(0);
        let end = self.cells.iter().map(|c| c.0 + c.1.len()).max().unwrap_or(0);
        first..end.max(first)
    }

    fn apply(&self, source: &[f32], target: &mut [f32]) {
        for ((first, weights), value) in self.cells.iter().zip(target) {
            let inputs = source.get(*first..).unwrap_or(&[]);
            *value = weights.iter().zip(inputs).map(|(w, v)| w * v).sum();
        }
    }
}

/// Weights by how much of each pixel lies in `low..high`.
fn area_cell(low: f32, high: f32, inputs: usize) -> (usize, Vec<f32>) {
    let first = low.floor().clamp(0.0, inputs as f32) as usize;
    let end = (high + 1.0).floor().clamp(0.0, inputs as f32) as usize;
    let covered = |i: usize| (high.min((i + 1) as f32) - low.max(i as f32)).max(0.0) / (high - low);
    (first, (first..end).map(covered).collect())
}

/// Weights of the two pixels whose centres enclose `at`.
fn linear_cell(at: f32, inputs: usize) -> (usize, Vec<f32>) {
    let left = (at - 0.5).floor();
    let part = at - 0.5 - left;
    let inside = |i: f32| i >= 0.0 && i < inputs as f32;
    match (inside(left), inside(left + 1.0)) {
        (true, true) => (left as usize, vec![1.0 - part, part]),
        (true, false) => (left as usize, vec![1.0 - part]),
        (false, true) => (0, vec![part]),
        (false, false) => (0, Vec::new()),
    }
}
