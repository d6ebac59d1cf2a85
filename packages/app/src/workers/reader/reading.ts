import { CLASS_COUNT } from "@siffra/shared";
import * as v from "valibot";
import { Digit, Pixels } from "../digit.ts";

const Bytes = v.instance(Uint8Array);

const StageImage = v.pipe(
  v.object({ name: v.string(), width: v.number(), height: v.number(), pixels: Bytes }),
  v.check(({ width, height, pixels }) => pixels.length === width * height, "as many pixels as width times height"),
);

const PageDigit = v.object({
  label: Digit,
  probabilities: v.pipe(v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1.0001))), v.length(CLASS_COUNT)),
  set: v.array(Digit),
  box: v.tuple([v.number(), v.number(), v.number(), v.number()]),
  pixels: Pixels,
  /** What a correction of the same hand says instead. */
  own: v.exactOptional(Digit),
});

/** A `Reading` as the page accepts it from the worker: what it shows must be what it says it is. */
export const ReadingSchema = v.object({
  digits: v.array(PageDigit),
  guesses: v.array(PageDigit),
  refused: v.nullable(v.object({ code: v.string(), message: v.string() })),
  model: v.string(),
  preprocessVersion: v.number(),
  stages: v.array(StageImage),
});
