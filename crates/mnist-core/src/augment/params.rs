//! What a caller can choose.

use serde::{Deserialize, Serialize};

use crate::estimator::EstimatorError;

/// How far images are distorted: each number is the most, drawn evenly from its negative to itself.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct AugmentParams {
    /// Share of the images that are distorted at all, 0 to 1.
    pub probability: f64,
    /// Turned, degrees, 0 to 45.
    pub rotation: f32,
    /// Slanted: pixels to the side for each pixel up, 0 to 1.
    pub shear: f32,
    /// Larger or smaller, across and down on their own, as a share, 0 to 0.5.
    pub scale: f32,
    /// Bent: standard deviation of displacements, pixels, 0 to 4.
    pub elastic: f32,
    /// Strokes wider or thinner on each side, pixels, 0 to 1.
    pub stroke_width: f32,
    /// Moved off the centre, whole pixels, 0 to 4, as far as the ink stays inside.
    pub shift: u32,
}

impl Default for AugmentParams {
    fn default() -> Self {
        Self { probability: 1.0, rotation: 12.0, shear: 0.2, scale: 0.12, elastic: 0.9, stroke_width: 0.5, shift: 1 }
    }
}

impl AugmentParams {
    pub(crate) fn check(&self) -> Result<(), EstimatorError> {
        within("probability", self.probability, 1.0)?;
        within("rotation", self.rotation.into(), 45.0)?;
        within("shear", self.shear.into(), 1.0)?;
        within("scale", self.scale.into(), 0.5)?;
        within("elastic", self.elastic.into(), 4.0)?;
        within("stroke_width", self.stroke_width.into(), 1.0)?;
        within("shift", self.shift.into(), 4.0)
    }
}

fn within(name: &str, value: f64, most: f64) -> Result<(), EstimatorError> {
    if (0.0..=most).contains(&value) {
        return Ok(());
    }
    Err(EstimatorError::Parameter {
        name: format!("augment.{name}"),
        expected: format!("0 to {most}"),
        found: value.to_string(),
    })
}
