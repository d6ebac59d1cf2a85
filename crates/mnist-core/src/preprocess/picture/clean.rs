//! Stage 5, second half: which components can be digits. Specks, tables and lines at the frame are left out.

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

/// The indices of the components that may be digits or parts of them.
pub(super) fn candidates(labels: &Labels, width: usize, height: usize) -> Vec<usize> {
    let perimeter = (2 * (width + height)) as f32;
    let pieces = || labels.components.iter().enumerate().filter(|(_, c)| !is_surface(c, perimeter));
    let largest = |only_free: bool| {
        pieces().filter(|(_, c)| !only_free || c.contact == 0).map(|(_, c)| c.longer()).max().unwrap_or(0) as f32
    };
    let (largest_free, largest_any) = (largest(true), largest(false));
    // Only specks lie free of the frame: the digit itself is cut tightly.
    let is_tight = largest_free < SPECK * largest_any;
    let scale = if is_tight { largest_any } else { largest_free };
    let is_candidate = |c: &Component| {
        let longer = c.longer() as f32;
        longer >= SPECK * scale
            && (c.contact == 0 || is_tight || (CUT_SIZE.contains(&(longer / scale)) && !crosses(c, width, height)))
    };
    pieces().filter(|(_, c)| is_candidate(c)).map(|(i, _)| i).collect()
}

/// A table beside the paper, a shadow, a dark margin.
pub(super) fn is_surface(c: &Component, perimeter: f32) -> bool {
    let contact = c.contact as f32 / perimeter;
    let fill = c.area as f32 / (c.width() * c.height()) as f32;
    contact > FRAME_CONTACT || (contact > SOLID_CONTACT && fill > SOLID)
}

/// From one side of the picture to the other: a ruled line.
fn crosses(c: &Component, width: usize, height: usize) -> bool {
    (c.left == 0 && c.right + 1 == width) || (c.top == 0 && c.bottom + 1 == height)
}
