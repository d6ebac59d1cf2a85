import type { Matrix } from "@siffra/core";
import { CLASS_COUNT, type ReaderCore, withFree } from "./core.ts";

/** Probabilities, n * 10, as the core takes them; free it when done. */
export function toProbaMatrix(core: ReaderCore, proba: Float32Array): Matrix {
  return core.Matrix.fromF32(proba.length / CLASS_COUNT, CLASS_COUNT, proba);
}

/** Probabilities, n * 10, under a temperature; each row keeps its answer. */
export function applyTemperature(core: ReaderCore, proba: Float32Array, temperature: number): Float32Array {
  return withFree(toProbaMatrix(core, proba), (matrix) =>
    withFree(core.applyTemperature(matrix, temperature), (calibrated) => calibrated.toF32()),
  );
}

/** How far each answer stands out from the others, n numbers from 0 to 12.4, of probabilities, n * 10. */
export function certaintiesOf(core: ReaderCore, proba: Float32Array): Float32Array {
  return withFree(toProbaMatrix(core, proba), (matrix) => core.certainties(matrix));
}
