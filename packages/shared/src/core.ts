/** The whole WebAssembly core, once it is loaded: `loadCore` of `@siffra/shared/node` or `/browser` gives it. */
export type Core = typeof import("@siffra/core");

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
