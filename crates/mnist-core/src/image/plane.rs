//! A plane of grey values.

/// `width` x `height` values, row-major, nominally 0 to 255. What they mean (luminance, ink) is the stage's to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Plane {
    width: usize,
    height: usize,
    data: Vec<f32>,
}

impl Plane {
    /// A plane of one value.
    pub fn filled(width: usize, height: usize, value: f32) -> Self {
        Self { width, height, data: vec![value; width * height] }
    }

    /// A plane whose value at `(x, y)` is `f(x, y)`.
    pub fn from_fn(width: usize, height: usize, mut f: impl FnMut(usize, usize) -> f32) -> Self {
        let mut data = Vec::with_capacity(width * height);
        for y in 0..height {
            data.extend((0..width).map(|x| f(x, y)));
        }
        Self { width, height, data }
    }

    /// Values across.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Values down.
    pub fn height(&self) -> usize {
        self.height
    }

    /// All values, row-major.
    pub fn data(&self) -> &[f32] {
        &self.data
    }

    /// All values, to be written.
    pub fn data_mut(&mut self) -> &mut [f32] {
        &mut self.data
    }

    /// Row `y` from the top; empty beyond the last.
    pub fn row(&self, y: usize) -> &[f32] {
        self.data.get(y * self.width..(y + 1) * self.width).unwrap_or(&[])
    }

    /// Row `y`, to be written; empty beyond the last.
    pub fn row_mut(&mut self, y: usize) -> &mut [f32] {
        self.data.get_mut(y * self.width..(y + 1) * self.width).unwrap_or(&mut [])
    }

    /// The value at `(x, y)`, 0 outside.
    pub fn get(&self, x: usize, y: usize) -> f32 {
        self.row(y).get(x).copied().unwrap_or(0.0)
    }

    /// Every value through `f`.
    pub fn map(&self, f: impl FnMut(&f32) -> f32) -> Self {
        Self { width: self.width, height: self.height, data: self.data.iter().map(f).collect() }
    }

    /// The values rounded to bytes, clamped to 0..=255.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.data.iter().map(|&v| (v + 0.5).clamp(0.0, 255.0) as u8).collect()
    }
}
