//! Decoding: what is read, what is refused and with which words, and that no bytes make it panic.
#![allow(clippy::unwrap_used, reason = "a test's helpers may")]

use std::io::Write;

use image::ImageFormat;
use picture_decoder::{ImageError, MAX_FILE_BYTES, RgbaImage, decode};
use proptest::prelude::*;
use siffra_common::error::Coded;

fn sample() -> RgbaImage {
    let pixels = (0..12u8).flat_map(|i| [i * 20, 255 - i * 20, 7, if i == 3 { 0 } else { 255 }]).collect();
    RgbaImage { width: 4, height: 3, pixels }
}

fn encoded(picture: &RgbaImage, format: ImageFormat) -> Vec<u8> {
    let rgba = image::RgbaImage::from_raw(picture.width, picture.height, picture.pixels.clone()).unwrap();
    let mut bytes = std::io::Cursor::new(Vec::new());
    match format {
        ImageFormat::Jpeg => image::DynamicImage::from(rgba).into_rgb8().write_to(&mut bytes, format).unwrap(),
        _ => rgba.write_to(&mut bytes, format).unwrap(),
    }
    bytes.into_inner()
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
    let wide = RgbaImage {
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
fn a_line_of_65535_pixels_is_refused_and_the_longest_admitted_is_read() {
    let line = |width: u32| decode(&png(width, 1, 8, 0, &[], &vec![0; width as usize + 1]));
    assert_eq!(line(65_535).unwrap_err(), ImageError::TooManyPixels { width: 65_535, height: 1 });
    assert_eq!(line(16_384).unwrap().pixels.len(), 16_384 * 4);
}

#[test]
fn a_header_that_lies_about_the_data_gives_no_more_than_it_says() {
    // 16 MB of zeros behind a header of two pixels.
    let bomb = png(2, 1, 8, 0, &[], &vec![0; 1 << 24]);
    assert!(bomb.len() < 200_000);
    match decode(&bomb) {
        Ok(picture) => assert_eq!(picture.pixels.len(), 8),
        Err(error) => assert_eq!(error.code(), "image-damaged"),
    }
    let hollow = decode(&png(3_000, 3_000, 8, 0, &[], &[0, 1, 2])).unwrap_err();
    assert_eq!(hollow.code(), "image-damaged");
}

#[test]
fn of_an_animation_the_first_frame_is_read() {
    let frame = |grey: u8| image::Frame::new(image::RgbaImage::from_pixel(5, 4, image::Rgba([grey, grey, grey, 255])));
    let mut bytes = Vec::new();
    image::codecs::gif::GifEncoder::new(&mut bytes).encode_frames([frame(250), frame(10)]).unwrap();
    let picture = decode(&bytes).unwrap();
    assert_eq!((picture.width, picture.height), (5, 4));
    assert!(picture.pixels.chunks_exact(4).all(|p| p[0] > 240));
}

#[test]
fn a_cmyk_jpeg_becomes_rgba() {
    // One block in each of four components, all of mean zero: baseline JPEG (ITU-T T.81, annex B) by hand.
    let segment =
        |marker: u8, body: &[u8]| [&[0xff, marker][..], &(body.len() as u16 + 2).to_be_bytes(), body].concat();
    let quantisation = segment(0xdb, &[&[0][..], &[1; 64]].concat());
    let frame = segment(0xc0, &[8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0]);
    // Each table has one code, of one bit, for the value 0: no difference, or the end of the block.
    let table = |class: u8| segment(0xc4, &[&[class, 1][..], &[0; 15], &[0]].concat());
    let scan = segment(0xda, &[4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0]);
    let parts = [vec![0xff, 0xd8], quantisation, frame, table(0), table(0x10), scan, vec![0x00, 0xff, 0xd9]];
    let picture = decode(&parts.concat()).unwrap();
    assert_eq!((picture.width, picture.height), (8, 8));
    let first = &picture.pixels[..4];
    assert!(first[..3].iter().all(|v| (30..200).contains(v)) && first[3] == 255, "{first:?}");
    assert!(picture.pixels.chunks_exact(4).all(|p| p == first));
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
