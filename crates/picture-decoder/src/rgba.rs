//! Samples of every kind that the decoders give as 8-bit RGBA.

use image::ColorType;

/// `bytes` of `color`, 16-bit samples in the machine's order, as RGBA.
pub(super) fn rgba(color: ColorType, bytes: Vec<u8>) -> Vec<u8> {
    let bytes = if color.bytes_per_pixel() > color.channel_count() { eight_bit(&bytes) } else { bytes };
    match color.channel_count() {
        1 => bytes.iter().flat_map(|&grey| [grey, grey, grey, 255]).collect(),
        2 => bytes.as_chunks().0.iter().flat_map(|&[grey, alpha]| [grey, grey, grey, alpha]).collect(),
        3 => bytes.as_chunks().0.iter().flat_map(|&[red, green, blue]| [red, green, blue, 255]).collect(),
        _ => bytes,
    }
}

/// 16-bit samples as the nearest of 8 bits.
fn eight_bit(bytes: &[u8]) -> Vec<u8> {
    bytes.as_chunks().0.iter().map(|&sample| ((u32::from(u16::from_ne_bytes(sample)) + 128) / 257) as u8).collect()
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, ImageBuffer};

    use super::*;

    /// Every 16-bit value once, as four channels, and the same bytes as every other kind of sample.
    #[test]
    fn samples_become_what_the_image_crate_makes_of_them() {
        let deep: Vec<u16> = (0..=u16::MAX).rev().collect();
        let bytes: Vec<u8> = deep.iter().flat_map(|v| v.to_ne_bytes()).collect();
        let (wide, shallow) = (deep.clone(), bytes.clone());
        let pictures = [
            ImageBuffer::from_raw(256, 256, wide.clone()).map(DynamicImage::ImageLuma16),
            ImageBuffer::from_raw(256, 128, wide.clone()).map(DynamicImage::ImageLumaA16),
            ImageBuffer::from_raw(128, 128, wide.clone()).map(DynamicImage::ImageRgba16),
            ImageBuffer::from_raw(85, 257, wide).map(DynamicImage::ImageRgb16),
            ImageBuffer::from_raw(256, 512, shallow.clone()).map(DynamicImage::ImageLuma8),
            ImageBuffer::from_raw(256, 256, shallow.clone()).map(DynamicImage::ImageLumaA8),
            ImageBuffer::from_raw(85, 514, shallow.clone()).map(DynamicImage::ImageRgb8),
            ImageBuffer::from_raw(128, 256, shallow).map(DynamicImage::ImageRgba8),
        ];
        for picture in pictures.into_iter().flatten() {
            let color = picture.color();
            let length = picture.as_bytes().len();
            assert!(rgba(color, bytes[..length].to_vec()) == picture.into_rgba8().into_raw(), "{color:?}");
        }
    }
}
