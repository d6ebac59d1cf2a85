/** The whole WebAssembly core, once it is loaded: `loadCore` of `@siffra/shared/node` or `/browser` gives it. */
export type Core = typeof import("@siffra/core");

/**
 * What reading drawings and pixels with a network needs of the core, and all that its small build has: a page loads that one
 * first. Estimators that it lacks are refused with the code "estimator-parameter".
 */
export type ReaderCore = Pick<
  Core,
  | "Classifier"
  | "Matrix"
  | "Page"
  | "TensorFile"
  | "applyTemperature"
  | "certainties"
  | "conformalThreshold"
  | "fitTemperature"
  | "isClearer"
  | "normaliseMnist"
  | "preprocessRgba"
  | "preprocessStrokes"
  | "preprocessVersion"
> & { Transform: Pick<Core["Transform"], "load"> };

/** The picture decoder, a module of its own: `loadDecoder` of `@siffra/shared/node` or `/browser` gives it. */
export type Decoder = typeof import("@siffra/core/decoder");

/** Handles on what lives in wasm memory: whoever has one frees it. */
export type { Classifier, FitPlan, Matrix, Transform } from "@siffra/core";

/** Pixels of one image: 28 x 28 bytes, 0 is paper and 255 is ink. */
export const IMAGE_SIZE = 28 * 28;

/** The digits. */
export const CLASS_COUNT = 10;

/** Uses something that lives in wasm memory and frees it afterwards, whatever happens. */
export function withFree<T extends { free(): void }, R>(owned: T, use: (owned: T) => R): R {
  try {
    return use(owned);
  } finally {
    owned.free();
  }
}
