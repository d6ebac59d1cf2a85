import * as v from "valibot";

/** What a person reads, in both languages. */
export const LocalText = v.strictObject({ en: v.string(), sv: v.string() });
export type LocalText = v.InferOutput<typeof LocalText>;

/** A name that is also a folder: `random-forest`. */
export const KebabName = v.pipe(v.string(), v.maxLength(64), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));

export const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

export const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A probability or a share. */
export const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

export const Interval = v.tuple([Share, Share]);

/** Of what has no upper end, such as a log loss. */
export const LossInterval = v.tuple([v.pipe(v.number(), v.minValue(0)), v.pipe(v.number(), v.minValue(0))]);

/** Seeds are unsigned 32-bit, as the core takes them. */
export const Seed = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff));

export const DatasetName = v.picklist(["mnist", "synthetic"]);
export type DatasetName = v.InferOutput<typeof DatasetName>;
