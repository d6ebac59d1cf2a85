//! Resampling by area.

use crate::image::Plane;

/// A region of a plane in its pixels, pixel `i` covering `i..i + 1`; it may reach outside, where all is 0.
#[derive(Clone, Copy, Debug, PartialEq)]
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
    let mut result = Plane::filled(width, height, 0.0);
    let mut narrow = vec![0.0; width];
    for y in down.inputs() {
        across.apply(source.row(y), &mut narrow);
        for (target, weight) in down.cells_with(y) {
            result.row_mut(target).iter_mut().zip(&narrow).for_each(|(t, &v)| *t += weight * v);
        }
    }
    result
}

/// Along one axis: for each output cell the first input and the weights from there. They sum to 1 unless the cell
/// reaches outside.
pub(super) struct Taps {
    cells: Vec<(usize, Vec<f32>)>,
}

impl Taps {
    /// The taps that bring `start..start + length` of `inputs` values to `outputs` cells.
    pub(super) fn new(start: f32, length: f32, inputs: usize, outputs: usize) -> Self {
        let step = length / outputs.max(1) as f32;
        let cell = |i: usize| {
            let (low, high) = (start + i as f32 * step, start + (i + 1) as f32 * step);
            if step >= 1.0 { area_cell(low, high, inputs) } else { linear_cell((low + high) / 2.0, inputs) }
        };
        Self { cells: (0..outputs).map(cell).collect() }
    }

    /// The inputs that any cell needs.
    fn inputs(&self) -> core::ops::Range<usize> {
        let used = || self.cells.iter().filter(|c| !c.1.is_empty());
        used().map(|c| c.0).min().unwrap_or(0)..used().map(|c| c.0 + c.1.len()).max().unwrap_or(0)
    }

    /// The cells to which input `at` contributes, with its weight in each. Cells are in order, so are their inputs.
    pub(super) fn cells_with(&self, at: usize) -> impl Iterator<Item = (usize, f32)> + '_ {
        let first = self.cells.partition_point(|c| c.0 + c.1.len() <= at);
        let reached = self.cells.iter().enumerate().skip(first).take_while(move |(_, c)| c.0 <= at);
        reached.filter_map(move |(i, c)| Some((i, *c.1.get(at - c.0)?)))
    }

    /// One line of inputs to one line of cells.
    pub(super) fn apply(&self, source: &[f32], target: &mut [f32]) {
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
        (false, false) => (if left < 0.0 { 0 } else { inputs }, Vec::new()),
    }
}
