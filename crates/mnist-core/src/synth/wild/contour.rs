//! A small image drawn large: its outline between the pixels.

use crate::image::Plane;
use crate::preprocess::{PIXELS, SIDE};

/// `image` at `scale` pixels for each of its own, by Catmull-Rom interpolation, which passes through the pixels; 0 to 255.
pub(super) fn enlarged(image: &[u8; PIXELS], scale: usize) -> Plane {
    let small = Plane::from_fn(SIDE, SIDE, |x, y| f32::from(image[y * SIDE + x]));
    let wide = stretched(&small, scale);
    let large = stretched(&turned(&wide), scale);
    turned(&large)
}

/// `scale` times as wide.
fn stretched(plane: &Plane, scale: usize) -> Plane {
    let taps: Vec<(isize, [f32; 4])> = (0..plane.width() * scale)
        .map(|x| {
            let at = (x as f32 + 0.5) / scale as f32 - 0.5;
            (at.floor() as isize - 1, catmull_rom(at - at.floor()))
        })
        .collect();
    Plane::from_fn(plane.width() * scale, plane.height(), |x, y| {
        let (row, (first, weights)) = (plane.row(y), &taps[x]);
        let value =
            |k: usize| usize::try_from(first + k as isize).ok().and_then(|i| row.get(i)).copied().unwrap_or(0.0);
        (0..4).map(|k| weights[k] * value(k)).sum::<f32>().clamp(0.0, 255.0)
    })
}

fn turned(plane: &Plane) -> Plane {
    Plane::from_fn(plane.height(), plane.width(), |x, y| plane.get(y, x))
}

/// Weights of the four values around a place `t` of the way from the second to the third.
fn catmull_rom(t: f32) -> [f32; 4] {
    let (t2, t3) = (t * t, t * t * t);
    [0.5 * (-t + 2.0 * t2 - t3), 0.5 * (2.0 - 5.0 * t2 + 3.0 * t3), 0.5 * (t + 4.0 * t2 - 3.0 * t3), 0.5 * (t3 - t2)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_even_image_stays_even_and_an_edge_stays_where_it_was() {
        let image: [u8; PIXELS] = core::array::from_fn(|i| if i % SIDE < 14 { 200 } else { 0 });
        let large = enlarged(&image, 6);
        assert_eq!((large.width(), large.height()), (168, 168));
        assert!((large.get(40, 80) - 200.0).abs() < 0.01);
        let edge = (0..168).position(|x| large.get(x, 80) < 100.0 && x > 60).unwrap();
        assert!((83..=85).contains(&edge), "{edge}");
    }
}
