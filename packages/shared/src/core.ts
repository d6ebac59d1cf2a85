import type { Page } from "@siffra/core/reader";

/** The WebAssembly core with every estimator, once it is loaded: `loadCore` of `@siffra/shared/node` or `/browser` gives it. */
export type Core = typeof import("@siffra/core");

/**
 * What reading pixels with a network needs of the core, and what its small build has of it. Estimators that that lacks are refused
 * with the code "estimator-parameter".
 */
export type ReaderCore = Pick<
  Core,
  | "Classifier"
  | "Matrix"
  | "TensorFile"
  | "applyTemperature"
  | "certainties"
  | "conformalThreshold"
  | "fitTemperature"
  | "normaliseMnist"
  | "preprocessVersion"
> & { Transform: Pick<Core["Transform"], "load"> };

/** What finds the digits of drawings and pictures. */
export type Preprocessor = Pick<typeof import("@siffra/core/reader"), "preprocessRgba" | "preprocessStrokes">;

/** The core's small build, which a page loads first, and the only one that preprocesses: `loadReaderCore` of either gives it. */
export type SmallCore = ReaderCore & Preprocessor;

/** What draws synthetic handwriting, a module of its own: `loadSynth` of `@siffra/shared/node` or `/browser` gives it. */
export type Synth = Omit<typeof import("@siffra/core/synth"), "readBack"> & {
  /** Its page is the same class to us as the small core's. */
  readBack(image: Uint8Array, way: string, seed: number, index: number): Page;
};

/** The picture decoder, a module of its own: `loadDecoder` of `@siffra/shared/node` or `/browser` gives it. */
export type Decoder = typeof import("@siffra/core/decoder");

/** Handles on what lives in wasm memory: whoever has one frees it. */
export type { Classifier, FitPlan, Matrix, Transform } from "@siffra/core";
export type { Page } from "@siffra/core/reader";

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
