//! Pieces of ink that nearly touch: for the writer they did.

use super::skeleton::Bitmap;

/// Joins the pieces of `ink` that have less than `gap` pixels between them, where they are nearest.
pub(super) fn bridged(mut ink: Bitmap, gap: f32) -> Bitmap {
    let mut apart = ink.pieces();
    let Some(mut joined) = apart.pop() else { return ink };
    while let Some(Bridge { piece, from, to, .. }) = nearest(&joined, &apart, ink.width, gap) {
        for i in between(from, to, ink.width) {
            ink.fill(i);
            ink.around(i).into_iter().for_each(|near| ink.fill(near));
        }
        joined.extend(apart.swap_remove(piece));
    }
    ink
}

/// A way from one of several pieces to the others.
struct Bridge {
    piece: usize,
    from: usize,
    to: usize,
    /// The square of its length.
    squared: f32,
}

fn nearest(joined: &[usize], apart: &[Vec<usize>], width: usize, gap: f32) -> Option<Bridge> {
    let squared = |a: usize, b: usize| {
        let (dx, dy) = ((a % width).abs_diff(b % width) as f32, (a / width).abs_diff(b / width) as f32);
        dx * dx + dy * dy
    };
    let mut best: Option<Bridge> = None;
    for (piece, pixels) in apart.iter().enumerate() {
        for &from in pixels {
            for &to in joined {
                let squared = squared(from, to);
                if squared < best.as_ref().map_or(gap * gap, |bridge| bridge.squared) {
                    best = Some(Bridge { piece, from, to, squared });
                }
            }
        }
    }
    best
}

/// The pixels on the way.
fn between(from: usize, to: usize, width: usize) -> impl Iterator<Item = usize> {
    let place = |i: usize| ((i % width) as f32, (i / width) as f32);
    let ((x, y), (u, v)) = (place(from), place(to));
    let steps = (u - x).abs().max((v - y).abs()) as usize;
    (0..=steps).map(move |step| {
        let t = step as f32 / steps.max(1) as f32;
        (y + t * (v - y)).round() as usize * width + (x + t * (u - x)).round() as usize
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::Plane;

    /// Bars whose ends are this many pixels apart, one more than that between their pixels.
    fn pieces_of_bars(apart: usize) -> usize {
        let is_ink =
            |x: usize, y: usize| (10..18).contains(&y) && !(20..20 + apart).contains(&x) && (5..50).contains(&x);
        let ink = Plane::from_fn(60, 60, |x, y| if is_ink(x, y) { 255.0 } else { 0.0 });
        bridged(Bitmap::of(&ink, 128.0), 8.0).pieces().len()
    }

    #[test]
    fn pieces_that_nearly_touch_are_joined_and_others_are_not() {
        assert_eq!([0, 4, 6, 9, 20].map(pieces_of_bars), [1, 1, 1, 2, 2]);
    }

    #[test]
    fn nothing_stays_nothing() {
        assert_eq!(bridged(Bitmap::of(&Plane::filled(9, 9, 0.0), 128.0), 8.0).pieces(), Vec::<Vec<usize>>::new());
    }
}
