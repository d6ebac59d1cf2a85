import * as v from "valibot";
import { Count, Seed } from "./common.ts";

export const SplitKind = v.picklist(["canonical", "pooled"]);
export type SplitKind = v.InferOutput<typeof SplitKind>;

/**
 * splits.json: what each image of the dataset was for, one letter an image, so that none can have two uses. The images
 * are in the order of the files, the test file after the training file.
 */
export const Splits = v.strictObject({
  formatVersion: v.literal(1),
  kind: SplitKind,
  seed: Seed,
  /** Images of the two files. */
  files: v.strictObject({ train: Count, test: Count }),
  /** `f` fit, `t` temperature, `c` conformal thresholds (`t` and `c` are the validation images), `x` test, `-` unused. */
  roles: v.pipe(v.string(), v.regex(/^[ftcx-]+$/)),
  /** A string of letters for each repeat: `a` is held out in the first fold, `b` in the second; `-` is in none. */
  crossValidation: v.nullable(v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-t-]+$/))), v.minLength(1))),
});
export type Splits = v.InferOutput<typeof Splits>;
