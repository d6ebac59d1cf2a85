//! What a caller can choose.

use serde::{Deserialize, Serialize};

#[cfg(feature = "learn")]
use super::hog::HogParams;

/// A transform and its parameters, in JSON an object whose `kind` names it: `{"kind": "pca", "n_components": 100}`.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum TransformParams {
    /// Pixels 0 to 255 become 0 to 1.
    Scale {},
    #[cfg(feature = "learn")]
    /// Each feature gets mean 0 and standard deviation 1 (scikit-learn's `StandardScaler`); constant ones become 0.
    Standardize {},
    #[cfg(feature = "learn")]
    /// Upright digits: shears each image until its ink has no slant.
    Deskew {},
    #[cfg(feature = "learn")]
    /// Histograms of oriented gradients.
    Hog(HogParams),
    #[cfg(feature = "learn")]
    /// Coordinates along the directions of largest variance.
    Pca {
        /// How many, 1 to the smaller of samples and features.
        n_components: usize,
        /// Of the randomised method; matters in the last digits only.
        #[serde(default)]
        seed: u64,
    },
    #[cfg(feature = "learn")]
    /// Whole multiples of one power of two, for classifiers that are exact and fast in integers.
    Quantize {
        /// Bits of each feature, sign included, 8 to 16.
        #[serde(default = "twelve")]
        bits: u32,
    },
}

#[cfg(feature = "learn")]
fn twelve() -> u32 {
    12
}
