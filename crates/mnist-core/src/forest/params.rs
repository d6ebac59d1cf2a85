//! The parameters of [`super::RandomForest`], named and defaulted as scikit-learn's where it has them.

use serde::{Deserialize, Serialize};

use crate::estimator::EstimatorError;

/// How a drawn feature's threshold is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Splitter {
    /// The best of all: a random forest.
    Best,
    /// One at random between the least and the largest bin of the node: extra trees.
    Random,
}

/// How a feature with more different values than `n_bins` is cut. One with fewer is always cut between any two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Binning {
    /// About equally many samples a bin.
    Quantile,
    /// Equally wide bins.
    Uniform,
    /// The same cuts for all features: the least of all values has a bin of its own, the rest of the range equally wide
    /// ones. For features that mean the same, such as pixels.
    Shared,
}

/// A named number of features.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MaxFeaturesRule {
    /// The square root of their number.
    Sqrt,
    /// The base-2 logarithm of their number.
    Log2,
    /// All.
    All,
}

/// How many features a node draws: a rule, a whole number from 1, or a share between 0 and 1 (both excluded, so that
/// 1 is one feature however it is written).
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(untagged, expecting = "expected \"sqrt\", \"log2\", \"all\", a count from 1 or a share between 0 and 1")]
pub enum MaxFeatures {
    /// A rule.
    Rule(MaxFeaturesRule),
    /// A count or a share.
    Number(f64),
}

impl MaxFeatures {
    /// The number for `n_features`, 1 to `n_features`; rounded down, as scikit-learn.
    pub(crate) fn resolve(self, n_features: usize) -> usize {
        let wanted = match self {
            Self::Rule(MaxFeaturesRule::Sqrt) => n_features.isqrt(),
            Self::Rule(MaxFeaturesRule::Log2) => n_features.checked_ilog2().unwrap_or(0) as usize,
            Self::Rule(MaxFeaturesRule::All) => n_features,
            Self::Number(share) if share < 1.0 => (share * n_features as f64) as usize,
            Self::Number(count) => count as usize,
        };
        wanted.clamp(1, n_features.max(1))
    }

    fn is_valid(self) -> bool {
        match self {
            Self::Rule(_) => true,
            Self::Number(n) => n > 0.0 && (n < 1.0 || (n.fract() == 0.0 && n <= 1e9)),
        }
    }
}

/// What [`super::RandomForest::fit`] can be told. Extra trees are `bootstrap: false, splitter: "random"`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct ForestParams {
    /// Trees, 1 to 10,000. Default 100.
    pub n_estimators: u32,
    /// Whether a tree draws as many samples as there are, with replacement, or takes each once. Default true.
    pub bootstrap: bool,
    /// Default best.
    pub splitter: Splitter,
    /// Default "sqrt".
    pub max_features: MaxFeatures,
    /// Splits between root and leaf at most, at least 1; `None` is no limit.
    pub max_depth: Option<u32>,
    /// Samples that a node needs to be split, at least 2. Default 2. A sample that the bootstrap drew twice counts twice.
    pub min_samples_split: u32,
    /// Samples that each side of a split needs, at least 1. Default 1. Counted as in `min_samples_split`.
    pub min_samples_leaf: u32,
    /// Bins a feature, 2 to 256. Default 256. At most 4 is several times faster, and as good for pixels.
    pub n_bins: u32,
    /// Default quantile.
    pub binning: Binning,
}

impl Default for ForestParams {
    fn default() -> Self {
        Self {
            n_estimators: 100,
            bootstrap: true,
            splitter: Splitter::Best,
            max_features: MaxFeatures::Rule(MaxFeaturesRule::Sqrt),
            max_depth: None,
            min_samples_split: 2,
            min_samples_leaf: 1,
            n_bins: 256,
            binning: Binning::Quantile,
        }
    }
}

impl ForestParams {
    /// Whether every parameter is in its range.
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`] names the first that is not.
    pub fn check(&self) -> Result<(), EstimatorError> {
        within("n_estimators", self.n_estimators, 1, 10_000)?;
        within("max_depth", self.max_depth.unwrap_or(1), 1, u32::MAX)?;
        within("min_samples_split", self.min_samples_split, 2, u32::MAX)?;
        within("min_samples_leaf", self.min_samples_leaf, 1, u32::MAX)?;
        within("n_bins", self.n_bins, 2, 256)?;
        if self.max_features.is_valid() {
            return Ok(());
        }
        Err(EstimatorError::Parameter {
            name: "max_features".into(),
            expected: "\"sqrt\", \"log2\", \"all\", a whole number from 1 or a share between 0 and 1".into(),
            found: format!("{:?}", self.max_features),
        })
    }
}

fn within(name: &str, value: u32, least: u32, most: u32) -> Result<(), EstimatorError> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    let expected = if most == u32::MAX { format!("at least {least}") } else { format!("{least} to {most}") };
    Err(EstimatorError::Parameter { name: name.into(), expected, found: value.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn max_features_is_a_rule_a_count_or_a_share() {
        let resolve = |text: &str| {
            let params: ForestParams = serde_json::from_str(&format!(r#"{{"max_features": {text}}}"#)).unwrap();
            params.check().map(|()| params.max_features.resolve(784))
        };
        assert_eq!(resolve(r#""sqrt""#).unwrap(), 28);
        assert_eq!(resolve(r#""log2""#).unwrap(), 9);
        assert_eq!(resolve(r#""all""#).unwrap(), 784);
        assert_eq!(resolve("1").unwrap(), 1);
        assert_eq!(resolve("1.0").unwrap(), 1);
        assert_eq!(resolve("64").unwrap(), 64);
        assert_eq!(resolve("0.5").unwrap(), 392);
        assert_eq!(resolve("0.0001").unwrap(), 1);
        assert_eq!(resolve("9999").unwrap(), 784);
        for bad in ["0", "-3", "1.5", "1e300"] {
            assert!(resolve(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn refuses_unknown_names_and_values_out_of_range() {
        assert!(serde_json::from_str::<ForestParams>(r#"{"trees": 3}"#).is_err());
        for text in [
            r#"{"n_estimators": 0}"#,
            r#"{"n_bins": 1}"#,
            r#"{"n_bins": 257}"#,
            r#"{"min_samples_split": 1}"#,
            r#"{"min_samples_leaf": 0}"#,
            r#"{"max_depth": 0}"#,
        ] {
            assert!(serde_json::from_str::<ForestParams>(text).unwrap().check().is_err(), "{text}");
        }
        let text = serde_json::to_string(&ForestParams::default()).unwrap();
        assert_eq!(serde_json::from_str::<ForestParams>(&text).unwrap(), ForestParams::default());
        assert!(ForestParams::default().check().is_ok());
    }
}
