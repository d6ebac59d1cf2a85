//! A sheet of paper with ink on it, in light, as a camera or a scanner sees it.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use mnist_core::image::Plane;
use mnist_core::rng::Rng;
use picture_decoder::decode;

use crate::scenes::Picture;

type Rgb = [f32; 3];

/// Colours of every pixel, 0 to 255.
pub(crate) struct Sheet {
    width: usize,
    height: usize,
    pixels: Vec<Rgb>,
}

impl Sheet {
    pub(crate) fn of(width: usize, height: usize, paper: Rgb) -> Self {
        Self { width, height, pixels: vec![paper; width * height] }
    }

    /// Puts `ink` of a coverage at each pixel, `at` telling which.
    pub(crate) fn print(&mut self, ink: Rgb, at: impl Fn(usize, usize) -> f32) {
        for (i, pixel) in self.pixels.iter_mut().enumerate() {
            let cover = at(i % self.width, i / self.width).clamp(0.0, 1.0);
            pixel.iter_mut().zip(ink).for_each(|(v, ink)| *v += cover * (ink - *v));
        }
    }

    /// Puts `cover` with its corner at `(left, top)`, which may lie outside.
    pub(crate) fn write(&mut self, cover: &Plane, left: isize, top: isize, ink: Rgb) {
        self.print(ink, |x, y| {
            let (x, y) = (x as isize - left, y as isize - top);
            if x >= 0 && y >= 0 { cover.get(x as usize, y as usize) } else { 0.0 }
        });
    }

    /// Multiplies every pixel by the light that falls on it.
    pub(crate) fn light(&mut self, at: impl Fn(f32, f32) -> f32) {
        let (width, height) = (self.width as f32, self.height as f32);
        for (i, pixel) in self.pixels.iter_mut().enumerate() {
            let light = at((i % self.width) as f32 / width, (i / self.width) as f32 / height);
            pixel.iter_mut().for_each(|v| *v *= light);
        }
    }

    /// Lays white shine over every pixel: 0 none, 1 all white.
    pub(crate) fn shine(&mut self, at: impl Fn(f32, f32) -> f32) {
        let (width, height) = (self.width as f32, self.height as f32);
        let place = |x: usize, y: usize| at(x as f32 / width, y as f32 / height);
        self.print([255.0; 3], place);
    }

    /// Box blur of `reach` pixels to each side, twice, so that the kernel is a tent.
    pub(crate) fn blur(&mut self, reach: usize) {
        for _ in 0..2 {
            self.blur_rows(reach);
            self.transpose();
            self.blur_rows(reach);
            self.transpose();
        }
    }

    fn blur_rows(&mut self, reach: usize) {
        for row in self.pixels.chunks_exact_mut(self.width) {
            let source = row.to_vec();
            for (x, pixel) in row.iter_mut().enumerate() {
                let window = &source[x.saturating_sub(reach)..(x + reach + 1).min(source.len())];
                *pixel = [0, 1, 2].map(|c| window.iter().map(|v| v[c]).sum::<f32>() / window.len() as f32);
            }
        }
    }

    fn transpose(&mut self) {
        let (width, height) = (self.width, self.height);
        self.pixels = (0..width * height).map(|i| self.pixels[i % height * width + i / height]).collect();
        (self.width, self.height) = (height, width);
    }

    /// Normal noise of `deviation` grey levels, the same in all channels.
    pub(crate) fn noise(&mut self, rng: &mut Rng, deviation: f64) {
        for pixel in &mut self.pixels {
            let noise = (deviation * rng.normal()) as f32;
            pixel.iter_mut().for_each(|v| *v += noise);
        }
    }

    pub(crate) fn picture(&self) -> Picture {
        let bytes = |p: &Rgb| [p[0], p[1], p[2], 255.0].map(|v| v.clamp(0.0, 255.0) as u8);
        Picture {
            width: self.width as u32,
            height: self.height as u32,
            pixels: self.pixels.iter().flat_map(bytes).collect(),
        }
    }

    /// The picture after JPEG of this quality (1 to 100).
    pub(crate) fn jpeg(&self, quality: u8) -> Picture {
        let picture = self.picture();
        let rgb: Vec<u8> = picture.pixels.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
        let mut bytes = Cursor::new(Vec::new());
        let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
        let colour = image::ExtendedColorType::Rgb8;
        image::ImageEncoder::write_image(encoder, &rgb, picture.width, picture.height, colour).unwrap();
        let decoded = decode(&bytes.into_inner()).unwrap();
        Picture { width: decoded.width, height: decoded.height, pixels: decoded.pixels }
    }
}
