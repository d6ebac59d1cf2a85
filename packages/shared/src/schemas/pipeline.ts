import * as v from "valibot";
import { KebabName, LocalText } from "./common.ts";

const Scalar = v.union([v.pipe(v.number(), v.finite()), v.pipe(v.string(), v.maxLength(64)), v.boolean()]);

// Names and ranges of the other parameters are the core's to check, so that they are written in one place only. HOG's
// levels and a network's layers are lists of objects, its augmentation is an object.
const Fields = v.record(v.string(), Scalar);
const Parameter = v.union([Scalar, Fields, v.pipe(v.array(Fields), v.maxLength(16))]);

/** A step that turns samples into other samples, with scikit-learn's parameter names: `{"kind":"pca","n_components":100}`. */
export const TransformParams = v.objectWithRest(
  { kind: v.picklist(["scale", "standardize", "deskew", "hog", "pca", "quantize"]) },
  Parameter,
);
export type TransformParams = v.InferOutput<typeof TransformParams>;

/** A classifier with scikit-learn's parameter names: `{"kind":"svc","C":10,"kernel":"rbf","gamma":0.02}`. */
export const ClassifierParams = v.objectWithRest(
  { kind: v.picklist(["logistic_regression", "random_features_ridge", "random_forest", "svc", "linear_svc", "cnn"]) },
  Parameter,
);
export type ClassifierParams = v.InferOutput<typeof ClassifierParams>;

/** Transforms, then a classifier. Its name is the model's name. */
export const PipelineConfig = v.strictObject({
  name: KebabName,
  title: v.exactOptional(LocalText),
  transforms: v.pipe(v.array(TransformParams), v.maxLength(16)),
  classifier: ClassifierParams,
});
export type PipelineConfig = v.InferOutput<typeof PipelineConfig>;
