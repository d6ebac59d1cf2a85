import * as v from "valibot";
import { Count, DatasetName, KebabName, Sha256, Share } from "./common.ts";

const Seconds = v.pipe(v.number(), v.minValue(0));

/**
 * What happens during a run, in order. The terminal and the app show these; a line of
 * events.jsonl also has `at`, an ISO 8601 time.
 */
export const RunEvent = v.variant("type", [
  v.object({ type: v.literal("message"), message: v.string() }),
  v.object({
    type: v.literal("dataset"),
    name: DatasetName,
    source: v.string(),
    sha256: Sha256,
    train: Count,
    test: Count,
  }),
  v.object({
    type: v.literal("run-started"),
    run: v.string(),
    models: v.array(KebabName),
    workers: Count,
    fit: Count,
    validation: Count,
    test: Count,
  }),
  v.object({ type: v.literal("model-progress"), model: KebabName, step: v.string(), share: Share }),
  v.object({
    type: v.literal("epoch"),
    model: KebabName,
    /** Which network of a committee it is, from 1; absent for a network alone. */
    member: v.exactOptional(v.object({ number: Count, of: Count })),
    /** Epochs that are done, of `epochs`. */
    epoch: Count,
    epochs: Count,
    /** Mean of the epoch's steps, on the images that are learnt from. */
    loss: v.pipe(v.number(), v.minValue(0)),
    /** Of the averaged weights, on some of the held-out training images. */
    validationAccuracy: Share,
    imagesPerSecond: v.pipe(v.number(), v.minValue(0)),
  }),
  v.object({
    type: v.literal("model-fitted"),
    model: KebabName,
    fitSeconds: Seconds,
    validationAccuracy: Share,
  }),
  v.object({
    type: v.literal("model-cross-validated"),
    model: KebabName,
    folds: Count,
    mean: Share,
    standardDeviation: v.pipe(v.number(), v.minValue(0)),
  }),
  v.object({ type: v.literal("explored"), likelyLabelErrors: Count }),
  v.object({ type: v.literal("selected"), model: KebabName, explanation: v.string(), evidence: v.string() }),
  v.object({ type: v.literal("model-measured"), model: KebabName, testAccuracy: Share }),
  v.object({ type: v.literal("test-judged"), best: KebabName, agrees: v.boolean(), text: v.string() }),
  v.object({ type: v.literal("run-finished"), seconds: Seconds, folder: v.string() }),
  v.object({ type: v.literal("run-failed"), code: v.string(), message: v.string() }),
]);
export type RunEvent = v.InferOutput<typeof RunEvent>;
