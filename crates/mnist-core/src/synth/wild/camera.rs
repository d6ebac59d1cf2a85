//! What the camera makes of the page: where it stands, what it blurs, its noise, its file.

use super::jpeg::compress;
use crate::image::Plane;
use crate::math::{cos, expf, pow, sin};
use crate::rng::Rng;

/// How a picture is taken.
pub(super) struct Camera {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Pixels of the digit's longer side.
    pub(super) digit: f32,
    /// Where its middle is, in pixels.
    middle: [f32; 2],
    /// Sine and cosine of the turn.
    turn: [f32; 2],
    /// How much nearer the right and the lower side are.
    tilt: [f32; 2],
    /// Standard deviation of the blur in pixels.
    blur: f32,
    /// Standard deviation of the noise in grey values.
    noise: f32,
    quality: Option<f32>,
}

impl Camera {
    pub(super) fn sample(rng: &mut Rng) -> Self {
        let side = 64.0 * pow(4.0, rng.uniform());
        let aspect = rng.between(0.85, 1.2);
        let (width, height) = (side * aspect, side / aspect);
        let digit = width.min(height) * rng.between(0.35, 0.78);
        // The digit stays in the picture, a little off its middle.
        let free = |room: f64, rng: &mut Rng| (room / 2.0 + (room - digit) * rng.between(-0.25, 0.25)) as f32;
        let turn = (0.06 * rng.normal()).clamp(-0.13, 0.13);
        let has_file = rng.uniform() < 0.6;
        Self {
            width: width as usize,
            height: height as usize,
            digit: digit as f32,
            middle: [free(width, rng), free(height, rng)],
            turn: [sin(turn) as f32, cos(turn) as f32],
            tilt: [0, 1].map(|_| (0.05 * rng.normal()).clamp(-0.1, 0.1) as f32),
            // A large picture can be blurred more before its digit suffers.
            blur: (rng.uniform() * rng.between(0.3, 0.3 + side / 120.0)) as f32,
            noise: (rng.uniform() * rng.between(0.5, 6.0)) as f32,
            quality: has_file.then(|| rng.between(35.0, 95.0) as f32),
        }
    }

    /// The place on the page that a pixel shows, in longer sides of the digit from its middle.
    pub(super) fn page(&self, x: usize, y: usize) -> [f32; 2] {
        let at = |pixel: usize, axis: usize| (pixel as f32 + 0.5 - self.middle[axis]) / self.digit;
        let (x, y) = (at(x, 0), at(y, 1));
        let away = 1.0 + self.tilt[0] * x + self.tilt[1] * y;
        let [sine, cosine] = self.turn;
        [(cosine * x - sine * y) / away, (sine * x + cosine * y) / away]
    }

    /// Blur, noise and compression of the three channels; compression of what they share, as files do.
    pub(super) fn develop(&self, channels: [Plane; 3], rng: &mut Rng) -> [Plane; 3] {
        let mut channels = channels.map(|channel| blurred(channel, self.blur));
        let noise: Vec<f32> = (0..self.width * self.height).map(|_| self.noise * rng.normal() as f32).collect();
        for channel in &mut channels {
            channel.data_mut().iter_mut().zip(&noise).for_each(|(v, n)| *v += n);
        }
        if let Some(quality) = self.quality {
            let light = luminance(&channels);
            let mut after = light.clone();
            compress(&mut after, quality);
            for channel in &mut channels {
                let change = after.data().iter().zip(light.data());
                channel.data_mut().iter_mut().zip(change).for_each(|(v, (to, from))| *v += to - from);
            }
        }
        channels
    }
}

fn luminance([red, green, blue]: &[Plane; 3]) -> Plane {
    Plane::from_fn(red.width(), red.height(), |x, y| {
        0.299 * red.get(x, y) + 0.587 * green.get(x, y) + 0.114 * blue.get(x, y)
    })
}

/// A Gaussian of this standard deviation, one direction after the other; edges repeat.
fn blurred(plane: Plane, sigma: f32) -> Plane {
    if sigma < 0.25 {
        return plane;
    }
    let reach = (2.5 * sigma).ceil() as usize;
    let weights: Vec<f32> =
        (0..=2 * reach).map(|k| k as f32 - reach as f32).map(|d| expf(-d * d / (2.0 * sigma * sigma))).collect();
    let sum: f32 = weights.iter().sum();
    let (width, height) = (plane.width(), plane.height());
    let mean = |get: &dyn Fn(usize) -> f32, at: usize, size: usize| {
        let place = |k: usize| (at + k).saturating_sub(reach).min(size - 1);
        weights.iter().enumerate().map(|(k, w)| w * get(place(k))).sum::<f32>() / sum
    };
    let across = Plane::from_fn(width, height, |x, y| mean(&|x| plane.get(x, y), x, width));
    Plane::from_fn(width, height, |x, y| mean(&|y| across.get(x, y), y, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blur_keeps_the_light_and_spreads_a_dot() {
        let dot = Plane::from_fn(21, 21, |x, y| if (x, y) == (10, 10) { 1000.0 } else { 0.0 });
        let after = blurred(dot, 1.2);
        assert!((after.data().iter().sum::<f32>() - 1000.0).abs() < 1.0);
        assert!(after.get(10, 10) < 200.0 && after.get(11, 10) > 50.0);
    }

    #[test]
    fn the_middle_of_the_digit_is_where_the_camera_looks_and_its_side_is_one() {
        let camera = Camera { tilt: [0.0; 2], turn: [0.0, 1.0], ..Camera::sample(&mut Rng::new(1, 2)) };
        let (x, y) = (camera.middle[0] as usize, camera.middle[1] as usize);
        let [left, middle] = [x - camera.digit as usize / 2, x].map(|x| camera.page(x, y)[0]);
        assert!(middle.abs() < 0.05 && (left + 0.5).abs() < 0.05, "{left} {middle}");
    }
}
