//! One contract for all estimators. A new one gets one line here.

use mnist_core::features::{HogParams, TransformParams};
use mnist_core::linear::LogisticRegression;

mod contract;

classifier_contract!(
    logistic_regression,
    |x, labels, progress| LogisticRegression::fit(&Default::default(), x, labels, progress),
    LogisticRegression::load,
);

transform_contract!(scale, TransformParams::Scale {});
transform_contract!(standardize, TransformParams::Standardize {});
transform_contract!(deskew, TransformParams::Deskew {});
transform_contract!(hog, TransformParams::Hog(HogParams::default()));
transform_contract!(pca, TransformParams::Pca { n_components: 6, seed: 1 });
