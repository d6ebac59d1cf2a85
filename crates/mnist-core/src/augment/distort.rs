//! Turning, slanting, scaling and bending in one resampling.

use super::AugmentParams;
use crate::math;
use crate::preprocess::{PIXELS, SIDE};
use crate::rng::Rng;

/// Nodes of the grid of displacements across; pixels between nodes take a smooth mean of the four around them.
const NODES: usize = 6;
const SPACING: f32 = (SIDE - 1) as f32 / (NODES - 1) as f32;
/// The middle of the image.
const MIDDLE: f32 = (SIDE - 1) as f32 / 2.0;

/// Where each pixel of the outcome comes from.
struct Map {
    matrix: [[f32; 2]; 2],
    displacements: [[[f32; 2]; NODES]; NODES],
}

impl Map {
    fn draw(params: &AugmentParams, rng: &mut Rng) -> Self {
        let mut most = |limit: f32| rng.between(-1.0, 1.0) as f32 * limit;
        let angle = most(params.rotation).to_radians();
        let (shear, across, down) = (most(params.shear), most(params.scale), most(params.scale));
        let (sin, cos) = (math::sinf(angle), math::cosf(angle));
        // The outcome is scaled, slanted, then turned; a pixel of it goes the way back.
        let (width, height) = (1.0 + across, 1.0 + down);
        let matrix = [[(cos - shear * -sin) / width, (sin - shear * cos) / width], [-sin / height, cos / height]];
        let mut node = || core::array::from_fn(|_| rng.normal() as f32 * params.elastic);
        let displacements = core::array::from_fn(|_| core::array::from_fn(|_| node()));
        Self { matrix, displacements }
    }

    /// The place in the image of pixel `(x, y)` of the outcome.
    fn source(&self, x: usize, y: usize) -> (f32, f32) {
        let (dx, dy) = (x as f32 - MIDDLE, y as f32 - MIDDLE);
        let [[a, b], [c, d]] = self.matrix;
        let [bend_x, bend_y] = self.displacement(x as f32 / SPACING, y as f32 / SPACING);
        (MIDDLE + a * dx + b * dy + bend_x, MIDDLE + c * dx + d * dy + bend_y)
    }

    fn displacement(&self, x: f32, y: f32) -> [f32; 2] {
        let ((col, right), (row, down)) = (cell(x), cell(y));
        let [top, bottom] = [&self.displacements[row], &self.displacements[row + 1]];
        core::array::from_fn(|axis| {
            let at = |row: &[[f32; 2]; NODES]| row[col][axis] * (1.0 - right) + row[col + 1][axis] * right;
            at(top) * (1.0 - down) + at(bottom) * down
        })
    }
}

/// The node before a place on the grid, and how much the node after it weighs (smoothstep).
fn cell(at: f32) -> (usize, f32) {
    let node = (at as usize).min(NODES - 2);
    let t = at - node as f32;
    (node, t * t * (3.0 - 2.0 * t))
}

/// The image as another hand might have written it, 0 to 255.
pub(super) fn distort(image: &[u8; PIXELS], params: &AugmentParams, rng: &mut Rng) -> [f32; PIXELS] {
    let map = Map::draw(params, rng);
    core::array::from_fn(|at| {
        let (x, y) = map.source(at % SIDE, at / SIDE);
        bilinear(image, x, y)
    })
}

/// The image's value between pixels; paper outside.
fn bilinear(image: &[u8; PIXELS], x: f32, y: f32) -> f32 {
    let side = SIDE as f32;
    if x <= -1.0 || y <= -1.0 || x >= side || y >= side {
        return 0.0;
    }
    let (left, top) = (x.floor(), y.floor());
    let (right, down) = (x - left, y - top);
    let at = |dx: i32, dy: i32| {
        let (col, row) = (left as i32 + dx, top as i32 + dy);
        let inside = (0..SIDE as i32).contains(&col) && (0..SIDE as i32).contains(&row);
        if inside { f32::from(image[row as usize * SIDE + col as usize]) } else { 0.0 }
    };
    let upper = at(0, 0) * (1.0 - right) + at(1, 0) * right;
    let lower = at(0, 1) * (1.0 - right) + at(1, 1) * right;
    upper * (1.0 - down) + lower * down
}

/// Moves the centre of mass to the middle, as preprocessing does, and then up to `shift` pixels away from it.
pub(super) fn centre(image: &[f32; PIXELS], shift: u32, rng: &mut Rng) -> [u8; PIXELS] {
    let (mut mass, mut across, mut down) = (0.0, 0.0, 0.0);
    for (at, &value) in image.iter().enumerate() {
        mass += value;
        across += value * (at % SIDE) as f32;
        down += value * (at / SIDE) as f32;
    }
    let mut moved = |sum: f32| {
        let off = if mass > 0.0 { (MIDDLE + 0.5 - sum / mass).round() as i32 } else { 0 };
        off + rng.below(2 * shift + 1) as i32 - shift as i32
    };
    let (dx, dy) = (moved(across), moved(down));
    core::array::from_fn(|at| {
        let (x, y) = ((at % SIDE) as i32 - dx, (at / SIDE) as i32 - dy);
        let inside = (0..SIDE as i32).contains(&x) && (0..SIDE as i32).contains(&y);
        if inside { image[y as usize * SIDE + x as usize].round() as u8 } else { 0 }
    })
}
