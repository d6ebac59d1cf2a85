//! What compression does: blocks of 8 x 8 with their fine detail rounded away.

use core::f64::consts::PI;

use crate::image::Plane;
use crate::math::cos;

const SIDE: usize = 8;

type Block = [[f32; SIDE]; SIDE];

/// The luminance table of the JPEG standard (ITU-T T.81, table K.1).
#[rustfmt::skip]
const TABLE: [[u8; SIDE]; SIDE] = [
    [16, 11, 10, 16, 24, 40, 51, 61], [12, 12, 14, 19, 26, 58, 60, 55],
    [14, 13, 16, 24, 40, 57, 69, 56], [14, 17, 22, 29, 51, 87, 80, 62],
    [18, 22, 37, 56, 68, 109, 103, 77], [24, 35, 55, 64, 81, 104, 113, 92],
    [49, 64, 78, 87, 103, 121, 120, 101], [72, 92, 95, 98, 112, 100, 103, 99],
];

/// `plane` as it comes back from a JPEG file of this quality, 1 to 100 (libjpeg's scale); whole blocks only.
pub(super) fn compress(plane: &mut Plane, quality: f32) {
    let scale = if quality < 50.0 { 50.0 / quality } else { 2.0 - quality / 50.0 };
    let basis = basis();
    for top in (0..plane.height() / SIDE * SIDE).step_by(SIDE) {
        for left in (0..plane.width() / SIDE * SIDE).step_by(SIDE) {
            let block: Block = core::array::from_fn(|y| core::array::from_fn(|x| plane.get(left + x, top + y) - 128.0));
            let rounded = rounded(&block, &basis, scale);
            for (y, row) in rounded.iter().enumerate() {
                plane.row_mut(top + y)[left..left + SIDE].iter_mut().zip(row).for_each(|(to, v)| *to = v + 128.0);
            }
        }
    }
}

fn rounded(block: &Block, basis: &Block, scale: f32) -> Block {
    let mut frequencies = product(&product(basis, block), &transposed(basis));
    for (y, row) in frequencies.iter_mut().enumerate() {
        for (x, value) in row.iter_mut().enumerate() {
            let step = (f32::from(TABLE[y][x]) * scale).max(1.0);
            *value = (*value / step).round() * step;
        }
    }
    product(&product(&transposed(basis), &frequencies), basis)
}

/// The orthonormal cosine transform, a row a frequency.
fn basis() -> Block {
    core::array::from_fn(|k| {
        let norm = if k == 0 { (1.0 / SIDE as f64).sqrt() } else { (2.0 / SIDE as f64).sqrt() };
        core::array::from_fn(|x| (norm * cos(PI * (x as f64 + 0.5) * k as f64 / SIDE as f64)) as f32)
    })
}

fn product(a: &Block, b: &Block) -> Block {
    core::array::from_fn(|y| core::array::from_fn(|x| (0..SIDE).map(|k| a[y][k] * b[k][x]).sum()))
}

fn transposed(a: &Block) -> Block {
    core::array::from_fn(|y| core::array::from_fn(|x| a[x][y]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture() -> Plane {
        Plane::from_fn(20, 17, |x, y| ((x * 37 + y * 91) % 200) as f32)
    }

    #[test]
    fn the_best_quality_hardly_changes_a_picture_and_a_low_one_does() {
        let error = |quality| {
            let mut after = picture();
            compress(&mut after, quality);
            picture().data().iter().zip(after.data()).fold(0.0, |most: f32, (a, b)| most.max((a - b).abs()))
        };
        assert!(error(100.0) < 3.0);
        assert!(error(20.0) > 10.0);
    }

    #[test]
    fn an_even_block_stays_even() {
        let mut plane = Plane::filled(8, 8, 200.0);
        compress(&mut plane, 40.0);
        let first = plane.get(0, 0);
        assert!((first - 200.0).abs() < 5.0 && plane.data().iter().all(|v| (v - first).abs() < 1e-3));
    }
}
