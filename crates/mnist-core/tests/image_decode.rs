//! Decoding: what is read, what is refused and with which words, and that no bytes make it panic.
#![allow(clippy::unwrap_used, reason = "a test's helpers may")]

mod scenes;

use std::io::Write;

use image::ImageFormat;
use mnist_core::error::Coded;
use mnist_core::image::{ImageError, MAX_FILE_BYTES, decode};
use proptest::prelude::*;
use scenes::{Picture, encoded};

fn sample() -> Picture {
    let pixels = (0..12u8).flat_map(|i| [i * 20, 255 - i * 20, 7, if i == 3 { 0 } else { 255 }]).collect();
    Picture { width: 4, height: 3, pixels }
}

/// A PNG of these header fields and raw scanlines (PNG specification, 11.2).
fn png(width: u32, height: u32, depth: u8, colour: u8, palette: &[u8], lines: &[u8]) -> Vec<u8> {
    let chunk = |name: &[u8; 4], data: &[u8]| {
        let mut crc = flate2::Crc::new();
        crc.update(&[&name[..], data].concat());
        [&(data.len() as u32).to_be_bytes()[..], name, data, &crc.sum().to_be_bytes()].concat()
    };
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[depth, colour, 0, 0, 0]].concat();
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(lines).unwrap();
    let palette = if palette.is_empty() { Vec::new() } else { chunk(b"PLTE", palette) };
    let data = chunk(b"IDAT", &packed.finish().unwrap());
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &header), &palette, &data, &chunk(b"IEND", &[])].concat()
}

#[test]
fn lossless_formats_give_back_their_pixels() {
    for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif, ImageFormat::Bmp] {
        let picture = decode(&encoded(&sample(), format)).unwrap();
        assert_eq!((picture.width, picture.height), (4, 3));
        let opaque = |pixels: &[u8]| pixels.chunks(4).filter(|p| p[3] > 0).flatten().copied().collect::<Vec<_>>();
        assert_eq!(opaque(&picture.pixels), opaque(&sample().pixels));
    }
}

#[test]
fn grey_palette_and_sixteen_bit_become_rgba() {
    let grey = decode(&png(2, 1, 8, 0, &[], &[0, 10, 200])).unwrap();
    assert_eq!(grey.pixels, [10, 10, 10, 255, 200, 200, 200, 255]);
    let palette = decode(&png(2, 1, 8, 3, &[1, 2, 3, 9, 8, 7], &[0, 1, 0])).unwrap();
    assert_eq!(palette.pixels, [9, 8, 7, 255, 1, 2, 3, 255]);
    let deep = decode(&png(1, 1, 16, 0, &[], &[0, 0x80, 0x80])).unwrap();
    assert_eq!(deep.pixels, [128, 128, 128, 255]);
    let grey_jpeg = {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::GrayImage::from_pixel(8, 8, image::Luma([90])).write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
        bytes.into_inner()
    };
    let pixel = &decode(&grey_jpeg).unwrap().pixels[..4];
    assert!(pixel[..3].iter().all(|v| v.abs_diff(90) <= 1) && pixel[3] == 255);
}

#[test]
fn exif_orientation_turns_the_picture_upright() {
    let wide = Picture {
        width: 16,
        height: 8,
        pixels: [[0u8, 0, 0, 255]; 64].concat().into_iter().chain([[255u8, 255, 255, 255]; 64].concat()).collect(),
    };
    let jpeg = encoded(&wide, ImageFormat::Jpeg);
    // An EXIF block whose only entry is orientation 6: turn a quarter clockwise (Exif 2.3, 4.6.4).
    let tiff = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let segment = [&[0xff, 0xe1][..], &(tiff.len() as u16 + 2).to_be_bytes(), tiff].concat();
    let turned = decode(&[&jpeg[..2], &segment, &jpeg[2..]].concat()).unwrap();
    assert_eq!((turned.width, turned.height), (8, 16));
    // What was the dark top is on the right now.
    assert!(turned.pixels[7 * 4] < 40 && turned.pixels[0] > 215);
}

#[test]
fn other_files_are_refused_by_name() {
    let message = |bytes: &[u8]| {
        let error = decode(bytes).unwrap_err();
        assert_eq!(error.code(), "image-unsupported-format");
        error.to_string()
    };
    assert!(message(b"II*\0\x08\0\0\0").contains("Tiff"));
    assert!(message(b"\0\0\0\x18ftypheic\0\0\0\0").contains("HEIC"));
    assert!(message(b"").contains("empty"));
    assert!(message(b"<!DOCTYPE html>").contains("PNG, JPEG, WebP, GIF and BMP"));
}

#[test]
fn sizes_are_refused_before_anything_is_allocated() {
    let too_long = decode(&png(20_000, 10, 8, 0, &[], &[])).unwrap_err();
    assert_eq!(too_long, ImageError::TooManyPixels { width: 20_000, height: 10 });
    let too_many = decode(&png(16_000, 16_000, 16, 6, &[], &[])).unwrap_err();
    assert_eq!(too_many, ImageError::TooManyPixels { width: 16_000, height: 16_000 });
    let heavy = decode(&vec![0; MAX_FILE_BYTES + 1]).unwrap_err();
    assert_eq!(heavy.code(), "image-file-too-large");
}

#[test]
fn cut_files_are_damaged() {
    for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif, ImageFormat::Bmp] {
        let whole = encoded(&sample(), format);
        assert_eq!(decode(&whole[..whole.len() * 2 / 3]).unwrap_err().code(), "image-damaged");
    }
    let whole = encoded(&sample(), ImageFormat::Jpeg);
    assert_eq!(decode(&whole[..whole.len() / 3]).unwrap_err().code(), "image-damaged");
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(start in 0usize..6, mut bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let magic: [&[u8]; 6] = [
            b"",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            b"\xff\xd8\xff\xe0",
            b"RIFF\xff\0\0\0WEBPVP8",
            b"GIF89a\x08\0\x08\0",
            b"BM\x80\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0",
        ];
        bytes.splice(0..0, magic[start].iter().copied());
        let _ = decode(&bytes);
    }

    #[test]
    fn flipped_bytes_never_panic(
        format in prop_oneof![
            Just(ImageFormat::Png), Just(ImageFormat::Jpeg), Just(ImageFormat::WebP), Just(ImageFormat::Gif), Just(ImageFormat::Bmp)
        ],
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = encoded(&sample(), format);
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] ^= byte;
        }
        if let Ok(picture) = decode(&bytes) {
            prop_assert_eq!(picture.pixels.len() as u64, u64::from(picture.width) * u64::from(picture.height) * 4);
        }
    }
}
