//! Turning and mirroring RGBA pixels as EXIF's orientation says (Exif 2.3, 4.6.4).

use image::metadata::Orientation;

/// Width, height and pixels of the picture turned upright.
pub(super) fn upright(orientation: Orientation, width: u32, height: u32, pixels: Vec<u8>) -> (u32, u32, Vec<u8>) {
    // Where the upright picture's column, then row, begins in the one given, and whether they change places.
    let (mirrored, flipped, swapped) = match orientation {
        Orientation::NoTransforms => return (width, height, pixels),
        Orientation::FlipHorizontal => (true, false, false),
        Orientation::Rotate180 => (true, true, false),
        Orientation::FlipVertical => (false, true, false),
        Orientation::Rotate90FlipH => (false, false, true),
        Orientation::Rotate90 => (false, true, true),
        Orientation::Rotate270FlipH => (true, true, true),
        Orientation::Rotate270 => (true, false, true),
    };
    let (columns, rows) = if swapped { (height, width) } else { (width, height) };
    let given = pixels.as_chunks::<4>().0;
    let mut turned = Vec::with_capacity(pixels.len());
    for row in 0..rows as usize {
        for column in 0..columns as usize {
            let (x, y) = if swapped { (row, column) } else { (column, row) };
            let x = if mirrored { width as usize - 1 - x } else { x };
            let y = if flipped { height as usize - 1 - y } else { y };
            turned.extend_from_slice(given.get(y * width as usize + x).unwrap_or(&[0; 4]));
        }
    }
    (columns, rows, turned)
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, ImageBuffer};

    use super::*;

    #[test]
    fn every_orientation_turns_as_the_image_crate_does() {
        let pixels: Vec<u8> = (0..5 * 3 * 4).collect();
        for orientation in (1..=8).filter_map(Orientation::from_exif) {
            let Some(buffer) = ImageBuffer::from_raw(5, 3, pixels.clone()) else { unreachable!() };
            let mut expected = DynamicImage::ImageRgba8(buffer);
            expected.apply_orientation(orientation);
            let (width, height, turned) = upright(orientation, 5, 3, pixels.clone());
            assert_eq!((width, height), (expected.width(), expected.height()), "{orientation:?}");
            assert_eq!(turned, expected.as_bytes(), "{orientation:?}");
        }
    }
}
