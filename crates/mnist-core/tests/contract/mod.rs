//! What every estimator promises, written once. A test file brings an estimator under it with one line of
//! [`classifier_contract!`], [`trained_classifier_contract!`], [`plan_contract!`] or [`transform_contract!`]; each clause is then a test of its own.
#![allow(clippy::unwrap_used)] // Everything here runs inside tests.

pub(crate) mod classifier;
pub(crate) mod corrupt;
pub(crate) mod data;
pub(crate) mod plan;
pub(crate) mod transform;

/// Holds a classifier to the contract: `classifier_contract!(name, |x, labels, progress| fit, |file, prefix| load);`
#[macro_export]
macro_rules! classifier_contract {
    ($name:ident, $fit:expr, $load:expr $(,)?) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            use mnist_core::classifier::{Classifier, Progress};
            use mnist_core::estimator::EstimatorError;
            use mnist_core::{matrix::Matrix, tensors::TensorFile};

            fn case() -> $crate::contract::classifier::Case {
                $crate::contract::classifier::Case {
                    fit: |x, labels, progress| {
                        let fit: fn(&Matrix, &[u8], Progress<'_>) -> Result<_, EstimatorError> = $fit;
                        fit(x, labels, progress).map(|model| Box::new(model) as Box<dyn Classifier>)
                    },
                    load: |file, prefix| {
                        let load: fn(&TensorFile, &str) -> Result<_, EstimatorError> = $load;
                        load(file, prefix).map(|model| Box::new(model) as Box<dyn Classifier>)
                    },
                    features: $crate::contract::classifier::FEATURES,
                }
            }

            $crate::contract_clauses! { classifier:
                refuses_labels_that_do_not_fit, refuses_columns_that_do_not_fit, predicts_nothing_for_no_samples,
                gives_the_same_bytes_twice, loads_what_it_saved, keeps_to_its_prefix, gives_probabilities,
                cancels, reports_progress, learns, learns_pixels, works_with_missing_classes, survives_constant_features,
                learns_from_duplicates_and_contradictions, answers_difficult_samples,
                refuses_missing_tensors, refuses_misshaped_tensors, refuses_non_finite_tensors, survives_corrupt_bytes,
            }
        }
    };
}

/// Holds a classifier that is trained elsewhere to what of the contract is left for it, by its JSON, a model of it and the
/// number of its columns: `trained_classifier_contract!(name, r#"{"kind": ...}"#, |params| model, 784);`
#[macro_export]
macro_rules! trained_classifier_contract {
    ($name:ident, $params:expr, $model:expr, $features:expr $(,)?) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            use mnist_core::models::{self, ClassifierParams};

            fn params() -> ClassifierParams {
                serde_json::from_str($params).unwrap()
            }

            fn case() -> $crate::contract::classifier::Case {
                $crate::contract::classifier::Case {
                    fit: |_, _, _| {
                        let model: fn(ClassifierParams) -> _ = $model;
                        Ok(Box::new(model(params())))
                    },
                    load: |file, prefix| models::load(&params(), file, prefix),
                    features: $features,
                }
            }

            $crate::contract_clauses! { classifier:
                refuses_columns_that_do_not_fit, predicts_nothing_for_no_samples, gives_the_same_bytes_twice,
                loads_what_it_saved, keeps_to_its_prefix, gives_probabilities, refuses_missing_tensors,
                refuses_misshaped_tensors, refuses_non_finite_tensors, survives_corrupt_bytes,
            }
        }
    };
}

/// Holds a classifier's fit in parts to the contract: `plan_contract!(name, r#"{"kind": ...}"#);`
#[macro_export]
macro_rules! plan_contract {
    ($name:ident, $params:expr $(,)?) => {
        mod $name {
            fn case() -> mnist_core::models::ClassifierParams {
                serde_json::from_str($params).unwrap()
            }

            $crate::contract_clauses! { plan:
                any_division_gives_the_same_bytes, refuses_parts_that_are_not_there, survives_corrupt_parts,
                reports_each_part, each_part_cancels,
            }
        }
    };
}

/// Holds a transform to the contract: `transform_contract!(name, params);`. It is fitted on 784 columns.
#[macro_export]
macro_rules! transform_contract {
    ($name:ident, $params:expr $(,)?) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            fn case() -> mnist_core::features::TransformParams {
                $params
            }

            $crate::contract_clauses! { transform:
                refuses_columns_that_do_not_fit, refuses_no_samples, transforms_each_row_by_itself, fits_on_one_row,
                gives_the_same_bytes_twice, loads_what_it_saved, gives_finite_values, cancels, reports_progress,
                parameters_survive_json, refuses_unknown_parameters, refuses_missing_tensors,
                refuses_misshaped_tensors, refuses_non_finite_tensors, survives_corrupt_bytes,
            }
        }
    };
}

/// One `#[test]` a clause.
#[macro_export]
macro_rules! contract_clauses {
    ($kind:ident: $($clause:ident),+ $(,)?) => {
        $(#[test]
        fn $clause() {
            $crate::contract::$kind::$clause(&case());
        })+
    };
}
