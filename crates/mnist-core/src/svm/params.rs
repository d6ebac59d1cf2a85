//! The parameters of [`super::Svc`], named and defaulted as scikit-learn's `SVC`.

use serde::{Deserialize, Serialize};

use crate::estimator::EstimatorError;
use crate::matrix::Matrix;

/// The kernel function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kernel {
    /// `exp(-gamma |x - z|^2)`.
    Rbf,
    /// `x . z`.
    Linear,
}

/// A named rule for gamma.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GammaRule {
    /// `1 / (n_features * variance of all values)`.
    Scale,
}

/// The width of the RBF kernel: a number or a rule. A linear kernel has no use for it.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(untagged, expecting = "expected a number above 0 or \"scale\"")]
pub enum Gamma {
    /// As given, 1e-30 to 1e30.
    Value(f64),
    /// Computed from the training data.
    Rule(GammaRule),
}

impl Gamma {
    /// The number to use with the training data `x`; 1 for a rule when all values of `x` are equal, as scikit-learn.
    pub(super) fn resolve(self, x: &Matrix) -> f64 {
        match self {
            Self::Value(gamma) => gamma,
            Self::Rule(GammaRule::Scale) => {
                let scale = x.cols() as f64 * variance(x.data());
                if scale > 0.0 { 1.0 / scale } else { 1.0 }
            }
        }
    }
}

fn variance(values: &[f32]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().map(|&v| f64::from(v)).sum::<f64>() / n;
    values.iter().map(|&v| (f64::from(v) - mean) * (f64::from(v) - mean)).sum::<f64>() / n
}

/// What [`super::Svc::fit`] can be told.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct SvcParams {
    /// Penalty of a sample on the wrong side of its margin, 1e-30 to 1e30. Default 1.
    #[serde(rename = "C")]
    pub c: f64,
    /// Default RBF.
    pub kernel: Kernel,
    /// Default "scale".
    pub gamma: Gamma,
    /// A pair is solved when its worst violation of the optimality conditions, libsvm's `m(a) - M(a)`, is below this.
    /// 1e-30 to 1e30, default 1e-3.
    pub tol: f64,
    /// Most iterations a pair may take, at least 1; `None` is libsvm's limit, which only a fault would reach: the
    /// larger of 10 million and 100 a sample. A pair that is cut short keeps what it has.
    pub max_iter: Option<u64>,
    /// Memory for kernel values, in MB of 10^6 bytes, at least 1. Default 300, enough for all that
    /// 60,000 images at C = 10 use again. Changes the time, never the result. A working set takes up to 67 MB more.
    pub cache_mb: u32,
    /// What settles a tie between the votes of the pairs of three or more classes: the decision values if `true`, else, as
    /// libsvm does, the first class wins. Default `false`.
    pub break_ties: bool,
}

impl Default for SvcParams {
    fn default() -> Self {
        Self {
            c: 1.0,
            kernel: Kernel::Rbf,
            gamma: Gamma::Rule(GammaRule::Scale),
            tol: 1e-3,
            max_iter: None,
            cache_mb: 300,
            break_ties: false,
        }
    }
}

impl SvcParams {
    /// Whether every parameter is in its range.
    ///
    /// # Errors
    /// [`EstimatorError::Parameter`] names the first that is not.
    pub fn check(&self) -> Result<(), EstimatorError> {
        within("C", self.c)?;
        within("tol", self.tol)?;
        if let Gamma::Value(gamma) = self.gamma {
            within("gamma", gamma)?;
        }
        at_least_one("max_iter", self.max_iter.unwrap_or(1))?;
        at_least_one("cache_mb", u64::from(self.cache_mb))
    }
}

/// Refuses what is not a number between 1e-30 and 1e30: beyond, the arithmetic in `f32` would overflow.
pub(super) fn within(name: &str, value: f64) -> Result<(), EstimatorError> {
    if (1e-30..=1e30).contains(&value) {
        return Ok(());
    }
    Err(EstimatorError::Parameter {
        name: name.into(),
        expected: "a number above 0, from 1e-30 to 1e30".into(),
        found: value.to_string(),
    })
}

/// Refuses 0.
pub(super) fn at_least_one(name: &str, value: u64) -> Result<(), EstimatorError> {
    if value >= 1 {
        return Ok(());
    }
    Err(EstimatorError::Parameter { name: name.into(), expected: "at least 1".into(), found: value.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_scikit_learn_calls_them_and_writes_the_same() {
        let params: SvcParams = serde_json::from_str(r#"{"C": 10, "gamma": 0.02, "kernel": "rbf"}"#).unwrap();
        assert_eq!(params, SvcParams { c: 10.0, gamma: Gamma::Value(0.02), ..SvcParams::default() });
        let text = serde_json::to_string(&SvcParams::default()).unwrap();
        assert_eq!(serde_json::from_str::<SvcParams>(&text).unwrap(), SvcParams::default());
        assert_eq!(serde_json::from_str::<SvcParams>("{}").unwrap(), SvcParams::default());
    }

    #[test]
    fn refuses_unknown_names_and_values_out_of_range() {
        assert!(serde_json::from_str::<SvcParams>(r#"{"c": 1}"#).is_err());
        let error = serde_json::from_str::<SvcParams>(r#"{"gamma": "wide"}"#).unwrap_err();
        assert!(error.to_string().contains("\"scale\""), "{error}");
        for text in [r#"{"C": 0}"#, r#"{"C": -1}"#, r#"{"tol": 0}"#, r#"{"gamma": 0}"#, r#"{"max_iter": 0}"#] {
            assert!(serde_json::from_str::<SvcParams>(text).unwrap().check().is_err(), "{text}");
        }
        assert!(SvcParams { c: f64::NAN, ..SvcParams::default() }.check().is_err());
        assert!(SvcParams::default().check().is_ok());
    }

    #[test]
    fn gamma_scale_is_one_over_features_times_variance() {
        let x = Matrix::new(2, 2, vec![0.0, 2.0, 4.0, 6.0]).unwrap();
        assert_eq!(Gamma::Rule(GammaRule::Scale).resolve(&x), 1.0 / (2.0 * 5.0));
        let constant = Matrix::new(2, 1, vec![3.0, 3.0]).unwrap();
        assert_eq!(Gamma::Rule(GammaRule::Scale).resolve(&constant), 1.0);
    }
}
