import * as v from "valibot";
import { Digit, Pixels } from "../../workers/digit.ts";

/** A digit as this person writes it: what the model saw, and what it is. */
export const Example = v.object({
  pixels: Pixels,
  label: Digit,
});
export type Example = v.InferOutput<typeof Example>;

/** The oldest go when there are more: a hand changes, and looking through them must stay quick. */
export const MAX_EXAMPLES = 500;

export const Examples = v.pipe(v.array(Example), v.maxLength(MAX_EXAMPLES));
