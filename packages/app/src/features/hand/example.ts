import { isDigit, isPixels } from "../../workers/digit.ts";

/** A digit as this person writes it: what the model saw, and what it is. */
export interface Example {
  pixels: Uint8Array;
  label: number;
}

/** The oldest go when there are more: a hand changes, and looking through them must stay quick. */
export const MAX_EXAMPLES = 500;

function isExample(value: unknown): value is Example {
  if (typeof value !== "object" || value === null || !("pixels" in value) || !("label" in value)) return false;
  return isPixels(value.pixels) && isDigit(value.label);
}

/** Whether this is what was kept on the device or sent to a worker. Without the schemas' library: it is on the first page. */
export const isExamples = (value: unknown): value is Example[] =>
  Array.isArray(value) && value.length <= MAX_EXAMPLES && value.every(isExample);
