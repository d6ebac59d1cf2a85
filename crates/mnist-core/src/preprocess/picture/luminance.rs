//! Stage 2: lightness at working size.

use crate::image::Plane;
use crate::preprocess::resample::Taps;

/// The longer side that pictures are reduced to; smaller ones stay as they are.
const WORKING_SIDE: usize = 512;
/// Above this share of visible pixels a picture with transparency is a card with its own paper, below it is ink.
const CARD: f64 = 0.5;

/// The lightness of RGBA pixels (ITU-R BT.601 luma), averaged by area down to working size.
///
/// What is transparent becomes paper: light under dark ink, dark under light ink, and the card's own mean where most
/// of the picture is visible. `pixels` has `width * height * 4` bytes, checked by the caller.
pub(super) fn luminance(pixels: &[u8], width: usize, height: usize) -> Plane {
    let longer = width.max(height).max(1);
    let target = |size: usize| {
        if longer <= WORKING_SIDE { size } else { ((size * WORKING_SIDE + longer / 2) / longer).max(1) }
    };
    let (wide, high) = (target(width), target(height));
    let across = Taps::new(0.0, width as f32, width, wide);
    let down = Taps::new(0.0, height as f32, height, high);
    let paper = paper_under(pixels);
    let (mut line, mut narrow) = (vec![0.0; width], vec![0.0; wide]);
    let mut plane = Plane::filled(wide, high, 0.0);
    for (y, row) in pixels.chunks_exact(width.max(1) * 4).enumerate() {
        luma_row(row, paper, &mut line);
        across.apply(&line, &mut narrow);
        for (target, weight) in down.cells_with(y) {
            plane.row_mut(target).iter_mut().zip(&narrow).for_each(|(t, &v)| *t += weight * v);
        }
    }
    plane
}

/// `299 R + 587 G + 114 B`, the weights of BT.601 in thousandths.
fn luma(pixel: &[u8; 4]) -> u32 {
    299 * u32::from(pixel[0]) + 587 * u32::from(pixel[1]) + 114 * u32::from(pixel[2])
}

fn luma_row(row: &[u8], paper: Option<f32>, line: &mut [f32]) {
    let (pixels, _) = row.as_chunks::<4>();
    match paper {
        None => line.iter_mut().zip(pixels).for_each(|(v, p)| *v = luma(p) as f32 / 1000.0),
        Some(paper) => line.iter_mut().zip(pixels).for_each(|(v, p)| {
            let alpha = f32::from(p[3]) / 255.0;
            *v = paper + alpha * (luma(p) as f32 / 1000.0 - paper);
        }),
    }
}

/// The lightness to lay transparent pixels on, `None` when there are none.
fn paper_under(pixels: &[u8]) -> Option<f32> {
    let (pixels, _) = pixels.as_chunks::<4>();
    if pixels.iter().all(|p| p[3] == 255) {
        return None;
    }
    let (mut visible, mut sum) = (0u64, 0u64);
    for pixel in pixels {
        visible += u64::from(pixel[3]);
        sum += u64::from(pixel[3]) * u64::from(luma(pixel));
    }
    let mean = if visible > 0 { sum as f64 / visible as f64 / 1000.0 } else { 255.0 };
    let share = visible as f64 / (pixels.len() as f64 * 255.0);
    Some(if share > CARD {
        mean as f32
    } else if mean < 128.0 {
        255.0
    } else {
        0.0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_pictures_shrink_to_working_size_and_keep_their_mean() {
        let pixels: Vec<u8> =
            (0..1500 * 700).flat_map(|i| [(i % 256) as u8, (i % 256) as u8, (i % 256) as u8, 255]).collect();
        let plane = luminance(&pixels, 1500, 700);
        assert_eq!((plane.width(), plane.height()), (512, 239));
        let mean = plane.data().iter().sum::<f32>() / plane.data().len() as f32;
        assert!((mean - 127.5).abs() < 1.0, "{mean}");
    }

    #[test]
    fn small_pictures_keep_their_pixels() {
        let plane = luminance(&[10, 10, 10, 255, 200, 200, 200, 255], 2, 1);
        assert_eq!(plane.to_bytes(), [10, 200]);
    }

    #[test]
    fn transparent_pixels_become_paper_of_the_other_polarity() {
        let clear = [0u8, 0, 0, 0];
        let with_ink = |ink: u8| [clear, [ink, ink, ink, 255], clear, clear].concat();
        assert_eq!(luminance(&with_ink(20), 4, 1).to_bytes(), [255, 20, 255, 255]);
        assert_eq!(luminance(&with_ink(230), 4, 1).to_bytes(), [0, 230, 0, 0]);
    }

    #[test]
    fn a_card_with_clear_corners_gets_its_own_paper_there() {
        let card = [[0u8, 0, 0, 0], [240, 240, 240, 255], [240, 240, 240, 255], [240, 240, 240, 255]].concat();
        assert_eq!(luminance(&card, 4, 1).to_bytes(), [240, 240, 240, 240]);
    }
}
