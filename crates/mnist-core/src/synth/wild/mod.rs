//! Digits as the world gives them: an image of MNIST drawn again with a pen, or written on paper and photographed, so that
//! a network can learn from, and be measured on, what preprocessing makes of drawings and photographs.
//!
//! An image becomes ink (`pen`: its outline drawn large, or its middle line traced and drawn with a finer point), lies on
//! a page (`paper`) under some light (`light`) and is seen by a camera (`camera`, `jpeg`). How much of each is decided by
//! `(seed, index)` alone.

mod blot;
mod bridge;
mod camera;
mod contour;
mod grain;
mod ink;
mod jpeg;
mod light;
mod loops;
mod paper;
mod pen;
mod read_back;
mod skeleton;
mod trace;

pub(super) use grain::Grain;
pub use read_back::{Way, read_back, wild};

use self::camera::Camera;
use self::light::Light;
use self::paper::Paper;
use self::pen::Pen;
use crate::image::Plane;
use crate::preprocess::PIXELS;
use crate::rng::Rng;
use crate::strokes::{SCREEN_PEN, Stroke};

/// Tells these from everything else with the same seed.
const SALT: u64 = 0x7769_6c64_2070_6963;

/// A picture as a camera gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// `width * height * 4` bytes, red, green, blue and an alpha of 255.
    pub pixels: Vec<u8>,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// `image` (28x28, ink 255 on 0) as strokes of a pen, in a unit of its own.
pub fn strokes(image: &[u8; PIXELS]) -> Vec<Stroke> {
    trace::trace(&ink::meant(image), SCREEN_PEN)
}

/// `image` (28x28, ink 255 on 0) written on paper and photographed, as `(seed, index)` decides.
pub fn photo(image: &[u8; PIXELS], seed: u64, index: u64) -> Photo {
    let mut rng = Rng::new(seed ^ SALT, index);
    let (camera, paper, light) = (Camera::sample(&mut rng), Paper::sample(&mut rng), Light::sample(&mut rng));
    let pen = Pen::sample(paper.is_board, &mut rng);
    let ink = pen.write(&ink::meant(image), camera.digit, &mut rng);
    let grain = Grain::sample(&mut rng);
    let page = Page { ink, pen, paper, grain };
    let channels = camera.develop(page.under(&light, &camera), &mut rng);
    let byte = |v: f32| (v.clamp(0.0, 255.0) + 0.5) as u8;
    let pixels = (0..camera.width * camera.height).flat_map(|i| {
        let [red, green, blue] = [0, 1, 2].map(|c| byte(channels[c].data()[i]));
        [red, green, blue, 255]
    });
    Photo { pixels: pixels.collect(), width: camera.width as u32, height: camera.height as u32 }
}

struct Page {
    ink: Plane,
    pen: Pen,
    paper: Paper,
    grain: Grain,
}

impl Page {
    /// Red, green and blue of what reaches the camera.
    fn under(&self, light: &Light, camera: &Camera) -> [Plane; 3] {
        let (width, height) = (camera.width, camera.height);
        let mut channels = [0, 1, 2].map(|_| Plane::filled(width, height, 0.0));
        for y in 0..height {
            for x in 0..width {
                let colour = self.colour(camera.page(x, y), 1.0 / camera.digit);
                let at = |pixel: usize, size: usize| 2.0 * (pixel as f32 + 0.5) / size as f32 - 1.0;
                let lit = light.at([at(x, width), at(y, height)]);
                channels.iter_mut().zip(colour).for_each(|(channel, v)| channel.row_mut(y)[x] = v * lit);
            }
        }
        channels
    }

    /// The page's colour at a place; `pixel` is the size of a pixel there.
    fn colour(&self, place: [f32; 2], pixel: f32) -> [f32; 3] {
        let paper = self.paper.at(place, &self.grain, pixel);
        let ink = self.ink_at(place);
        if ink <= 0.0 {
            return paper;
        }
        // The pen slides over the paper's hollows.
        let hollow = self.grain.at(60.0 * place[0], 60.0 * place[1]).max(0.0);
        let cover = ink * self.pen.cover * (1.0 - self.pen.grain * hollow);
        core::array::from_fn(|c| paper[c] + cover * (self.pen.colour[c] - paper[c]))
    }

    /// 0 to 1, interpolated between the four nearest values.
    fn ink_at(&self, [u, v]: [f32; 2]) -> f32 {
        let (width, height) = (self.ink.width() as f32, self.ink.height() as f32);
        let side = width.max(height);
        let (x, y) = (u * side + width / 2.0 - 0.5, v * side + height / 2.0 - 0.5);
        if x <= -1.0 || y <= -1.0 || x >= width || y >= height {
            return 0.0;
        }
        let (left, top) = (x.floor(), y.floor());
        let value = |dx: f32, dy: f32| {
            let (x, y) = (left + dx, top + dy);
            if x < 0.0 || y < 0.0 || x >= width { 0.0 } else { self.ink.get(x as usize, y as usize) }
        };
        let (s, t) = (x - left, y - top);
        let upper = value(0.0, 0.0) + s * (value(1.0, 0.0) - value(0.0, 0.0));
        let lower = value(0.0, 1.0) + s * (value(1.0, 1.0) - value(0.0, 1.0));
        (upper + t * (lower - upper)) / 255.0
    }
}
