//! What falls on the page: light from one side, a lens's dark corners, somebody's shadow.

use core::f64::consts::TAU;

use crate::math::{cos, expf, sin};
use crate::rng::Rng;

/// An edge of a shadow across the picture.
struct Shadow {
    /// Unit normal, towards the shadow.
    normal: [f32; 2],
    /// Distance of the edge from the middle, in half sides of the picture.
    offset: f32,
    /// Half the width of its soft edge.
    softness: f32,
    /// Share of the light that is taken.
    depth: f32,
}

/// The share of light at each place of the picture.
pub(super) struct Light {
    slope: [f32; 2],
    vignette: f32,
    shadow: Option<Shadow>,
}

impl Light {
    pub(super) fn sample(rng: &mut Rng) -> Self {
        let strength = rng.between(0.0, 0.28) * rng.uniform();
        let slope = direction(rng).map(|way| way * strength as f32);
        let vignette = (rng.between(0.0, 0.25) * rng.uniform()) as f32;
        let is_shaded = rng.uniform() < 0.2;
        let shadow = is_shaded.then(|| Shadow {
            normal: direction(rng),
            offset: rng.between(-0.8, 0.8) as f32,
            softness: rng.between(0.06, 0.5) as f32,
            depth: rng.between(0.08, 0.4) as f32,
        });
        Self { slope, vignette, shadow }
    }

    /// At `(x, y)`, -1 to 1 across the picture.
    pub(super) fn at(&self, [x, y]: [f32; 2]) -> f32 {
        let slope = 1.0 + self.slope[0] * x + self.slope[1] * y;
        let corners = 1.0 - self.vignette * (x * x + y * y) / 2.0;
        let shade = self.shadow.as_ref().map_or(1.0, |s| {
            let inside = (s.normal[0] * x + s.normal[1] * y - s.offset) / s.softness;
            1.0 - s.depth / (1.0 + expf(-4.0 * inside))
        });
        slope * corners * shade
    }
}

fn direction(rng: &mut Rng) -> [f32; 2] {
    let angle = rng.between(0.0, TAU);
    [cos(angle) as f32, sin(angle) as f32]
}
