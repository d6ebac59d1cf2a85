import * as v from "valibot";
import { Count, DatasetName, KebabName, LocalText, Seed, Sha256, Share } from "./common.ts";
import { Profile } from "./profile.ts";

/** run.json: what was run, on what and with what. */
export const RunInfo = v.strictObject({
  formatVersion: v.literal(1),
  name: v.string(),
  profile: Profile,
  seed: Seed,
  workers: Count,
  /** ISO 8601, UTC. */
  startedAt: v.string(),
  seconds: v.pipe(v.number(), v.minValue(0)),
  dataset: v.strictObject({
    name: DatasetName,
    source: v.string(),
    sha256: Sha256,
    /** Images there were, and images that the profile took of them. */
    available: v.strictObject({ train: Count, test: Count }),
    used: v.strictObject({ fit: Count, validation: Count, test: Count }),
  }),
  preprocessVersion: Count,
  software: v.strictObject({ siffra: v.string(), node: v.string(), platform: v.string() }),
});
export type RunInfo = v.InferOutput<typeof RunInfo>;

/** selection.json: which model the written rule chose, and why. */
export const Selection = v.strictObject({
  formatVersion: v.literal(1),
  chosen: KebabName,
  /** The highest validation accuracy. */
  best: KebabName,
  /** Of the best model's validation accuracy. */
  standardError: v.pipe(v.number(), v.minValue(0)),
  /** Best accuracy less one standard error: models at or above it are as good as the best. */
  threshold: v.number(),
  /** Validation images. */
  n: Count,
  candidates: v.array(
    v.strictObject({
      model: KebabName,
      title: LocalText,
      validationAccuracy: Share,
      /** One validation image, one thread. */
      predictMilliseconds: v.pipe(v.number(), v.minValue(0)),
      bytes: Count,
      withinOneStandardError: v.boolean(),
      /** Whether it answers while a person draws. */
      fastEnough: v.boolean(),
    }),
  ),
  rule: LocalText,
  /** Why the rule chose as it did. */
  explanation: LocalText,
  /** What cross-validation and the tests say about the choice; they have no say in it. */
  evidence: LocalText,
});
export type Selection = v.InferOutput<typeof Selection>;
