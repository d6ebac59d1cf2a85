//! All geometric distortions as one: where each pixel comes from, and its value there.

use super::elastic::{Field, WIDTH};
use super::params::AugmentParams;
use super::symmetric;
use crate::image::Plane;
use crate::lanes::F32x4;
use crate::math;
use crate::preprocess::SIDE;
use crate::rng::Rng;

/// Room around the image, so that every window of four by four pixels lies inside.
const PAD: usize = 3;
const PADDED: usize = SIDE + 2 * PAD;

/// Where each pixel of a canvas larger than the image comes from.
pub(super) struct Warp {
    /// Row-major: canvas to image.
    matrix: [f32; 4],
    elastic: Option<[Field; 2]>,
}

impl Warp {
    /// Draws one.
    pub(super) fn draw(params: &AugmentParams, rng: &mut Rng) -> Self {
        let mut most = |limit: f32| symmetric(rng, limit.into());
        let (angle, shear) = (most(params.rotation).to_radians(), most(params.shear));
        let [x, y] = [(); 2].map(|()| 1.0 / (1.0 + most(params.scale)));
        let (sin, cos) = (math::sin(angle), math::cos(angle));
        // The outcome is scaled, then slanted, then turned; a pixel of it goes the way back.
        let matrix = [x * (cos - shear * sin), x * (sin + shear * cos), -y * sin, y * cos].map(|v| v as f32);
        let elastic = (params.elastic > 0.0).then(|| [(); 2].map(|()| Field::draw(params.elastic.into(), rng)));
        Self { matrix, elastic }
    }

    /// The distorted ink, its centre of mass about in the middle of a canvas with room on all sides.
    pub(super) fn apply(&self, ink: &Plane) -> Plane {
        let source = Source::new(ink);
        let [cx, cy] = source.centre;
        let [a, b, c, d] = self.matrix;
        let mut canvas = Plane::filled(WIDTH, WIDTH, 0.0);
        for y in 0..WIDTH {
            let [bend_x, bend_y] =
                self.elastic.as_ref().map_or([[0.0; WIDTH]; 2], |fields| fields.each_ref().map(|field| field.row(y)));
            let dy = y as f32 - MIDDLE;
            for (x, value) in canvas.row_mut(y).iter_mut().enumerate() {
                let dx = x as f32 - MIDDLE;
                *value = source.at(cx + a * dx + b * dy + bend_x[x], cy + c * dx + d * dy + bend_y[x]);
            }
        }
        canvas
    }
}

/// The canvas's pixel that the pixel nearest the image's centre of mass becomes.
const MIDDLE: f32 = (WIDTH / 2) as f32;

/// An image to read between the pixels of.
struct Source {
    padded: [f32; PADDED * PADDED],
    /// The pixel nearest the centre of mass, x and y: an image that is not distorted is not blurred either.
    centre: [f32; 2],
    /// Least and greatest x, then y, beyond which all is paper.
    bounds: [[f32; 2]; 2],
}

impl Source {
    fn new(ink: &Plane) -> Self {
        let mut padded = [0.0; PADDED * PADDED];
        let (mut mass, mut moments) = (f32::MIN_POSITIVE, [0.0f32; 2]);
        let mut bounds = [[SIDE as f32, -1.0]; 2];
        for y in 0..SIDE {
            padded[(y + PAD) * PADDED + PAD..][..SIDE].copy_from_slice(ink.row(y));
            for (x, &v) in ink.row(y).iter().enumerate().filter(|(_, v)| **v > 0.0) {
                let at = [x as f32, y as f32];
                mass += v;
                for axis in 0..2 {
                    moments[axis] += v * at[axis];
                    bounds[axis] = [bounds[axis][0].min(at[axis] - 2.0), bounds[axis][1].max(at[axis] + 2.0)];
                }
            }
        }
        Self { padded, centre: moments.map(|m| (m / mass).round()), bounds }
    }

    /// The value at a point by cubic convolution (Keys, 1981), not below 0.
    fn at(&self, x: f32, y: f32) -> f32 {
        let [[left, right], [top, bottom]] = self.bounds;
        if !(x > left && x < right && y > top && y < bottom) {
            return 0.0;
        }
        let (x, y) = (x + PAD as f32, y + PAD as f32);
        let (column, row) = (x as usize, y as usize);
        let across = F32x4::load(&cubic(x - column as f32));
        let mut sum = F32x4::ZERO;
        for (i, weight) in cubic(y - row as f32).into_iter().enumerate() {
            let from = (row + i - 1) * PADDED + column - 1;
            if let Some(four) = self.padded[from..].first_chunk() {
                sum = sum.add(F32x4::load(four).mul(F32x4::splat(weight)));
            }
        }
        let [a, b, c, d] = sum.mul(across).to_array();
        ((a + b) + (c + d)).max(0.0)
    }
}

/// Keys' weights, a = -1/2, of the four pixels around a point that is `t` after the second.
fn cubic(t: f32) -> [f32; 4] {
    let (t2, t3) = (t * t, t * t * t);
    [-0.5 * t3 + t2 - 0.5 * t, 1.5 * t3 - 2.5 * t2 + 1.0, -1.5 * t3 + 2.0 * t2 + 0.5 * t, 0.5 * t3 - 0.5 * t2]
}
