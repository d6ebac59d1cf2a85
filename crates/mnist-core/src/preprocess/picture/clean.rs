//! Stage 5, second half: which components can be digits. Specks, tables, lines at the frame and scraps of what stood
//! beside the picture are left out.

use super::components::{Component, Labels};

/// A piece smaller than this share of the largest is a speck.
const SPECK: f32 = 0.12;
/// A solid piece that lies along more than this share of the frame is a surface, no digit.
const SOLID_CONTACT: f32 = 0.1;
/// So is any piece that lies along this much of it.
const FRAME_CONTACT: f32 = 0.4;
/// A piece is solid when it fills this share of its rectangle.
const SOLID: f32 = 0.6;
/// A piece cut by the frame stays when it is of the same order as the largest that is not cut.
const CUT_SIZE: core::ops::RangeInclusive<f32> = 0.5..=2.5;
/// Its strokes are at most this many times as wide as that one's: the corner of a table is wider.
const CUT_STROKE: f32 = 2.0;
/// It reaches into the picture by this share of its length along the frame: a scrap of a neighbour does not. Of a digit
/// two fifths as wide as high, a third is no longer read.
const CUT_DEPTH: f32 = 0.4;

/// The indices of the components that may be digits or parts of them.
pub(super) fn candidates(labels: &Labels, width: usize, height: usize) -> Vec<usize> {
    let perimeter = (2 * (width + height)) as f32;
    let pieces = || labels.components.iter().enumerate().filter(|(_, c)| !is_surface(c, perimeter));
    let free = pieces().map(|(_, c)| c).filter(|c| c.contact == 0).max_by_key(|c| c.longer());
    let largest_any = pieces().map(|(_, c)| c.longer()).max().unwrap_or(0) as f32;
    // Only specks lie free of the frame: the digit itself is cut tightly.
    let free = free.filter(|c| c.longer() as f32 >= SPECK * largest_any);
    let scale = free.map_or(largest_any, |c| c.longer() as f32);
    let is_whole = |c: &Component| match free {
        Some(free) => c.contact == 0 || (is_akin(c, free) && is_deep(c, width, height)),
        None => true,
    };
    pieces().filter(|(_, c)| c.longer() as f32 >= SPECK * scale && is_whole(c)).map(|(i, _)| i).collect()
}

/// Whether a piece at the frame is of the size and the pen of one that lies free.
fn is_akin(c: &Component, free: &Component) -> bool {
    CUT_SIZE.contains(&(c.longer() as f32 / free.longer() as f32)) && c.stroke() <= CUT_STROKE * free.stroke()
}

/// Whether a piece at the frame reaches into the picture, and not right through it as a ruled line does.
fn is_deep(c: &Component, width: usize, height: usize) -> bool {
    let (wide, high) = (c.width() as f32, c.height() as f32);
    let (left, right) = (c.left == 0, c.right + 1 == width);
    let (top, bottom) = (c.top == 0, c.bottom + 1 == height);
    let across = !(left || right) || wide >= CUT_DEPTH * high;
    let down = !(top || bottom) || high >= CUT_DEPTH * wide;
    across && down && !(left && right) && !(top && bottom)
}

/// A table beside the paper, a shadow, a dark margin.
pub(super) fn is_surface(c: &Component, perimeter: f32) -> bool {
    let contact = c.contact as f32 / perimeter;
    let fill = c.area as f32 / (c.width() * c.height()) as f32;
    contact > FRAME_CONTACT || (contact > SOLID_CONTACT && fill > SOLID)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preprocess::picture::components::label;
    use crate::preprocess::picture::mask::Mask;

    /// The first rows and columns of the candidates among what is drawn by `is_ink` on 100x100.
    fn places(is_ink: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
        let data = (0..10_000).map(|at| is_ink(at % 100, at / 100)).collect();
        let labels = label(&Mask { width: 100, height: 100, data });
        candidates(&labels, 100, 100).iter().map(|&i| (labels.components[i].top, labels.components[i].left)).collect()
    }

    fn bar(x: usize, y: usize, left: usize, top: usize, wide: usize, high: usize) -> bool {
        (left..left + wide).contains(&x) && (top..top + high).contains(&y)
    }

    #[test]
    fn the_corner_of_a_table_is_no_digit_and_a_stroke_at_the_frame_is() {
        let digit = |x, y| bar(x, y, 40, 20, 6, 50);
        assert_eq!(places(|x, y| digit(x, y) || x + y > 170), [(20, 40)]);
        let angle = |x, y| bar(x, y, 70, 20, 6, 50) || bar(x, y, 70, 64, 30, 6);
        assert_eq!(places(|x, y| digit(x, y) || angle(x, y)), [(20, 40), (20, 70)]);
    }

    #[test]
    fn a_scrap_of_a_neighbour_is_left_out_but_not_a_digit_alone() {
        let scrap = |x, y| bar(x, y, 0, 20, 8, 30);
        assert_eq!(places(|x, y| scrap(x, y) || bar(x, y, 40, 20, 6, 50)), [(20, 40)]);
        assert_eq!(places(scrap), [(20, 0)]);
    }
}
