//! One contract for all estimators. A new one gets one line here.

use mnist_core::linear::LogisticRegression;

mod contract;

classifier_contract!(
    logistic_regression,
    |x, labels, progress| LogisticRegression::fit(&Default::default(), x, labels, progress),
    LogisticRegression::load,
);
