import type { BundleManifest, Reading } from "@siffra/shared";
import * as v from "valibot";

/** What the page asks the worker to read: a drawing, the bytes of a file, or a frame of the camera. */
export const ReadRequest = v.variant("kind", [
  v.strictObject({
    kind: v.literal("strokes"),
    /** x, y, pressure of every point, one stroke after the other. */
    points: v.instance(Float32Array),
    /** Points of each stroke. */
    lengths: v.instance(Uint32Array),
  }),
  v.strictObject({ kind: v.literal("file"), bytes: v.instance(Uint8Array) }),
  v.strictObject({ kind: v.literal("frame"), frame: v.custom<ImageBitmap>((input) => input instanceof ImageBitmap) }),
]);
export type ReadRequest = v.InferOutput<typeof ReadRequest>;

/** What the worker offers, as the worker sees it; over comlink every method gives a promise. */
export interface ReaderApi {
  /** Loads the core and the bundle at `modelUrl`, a folder's address. */
  load(modelUrl: string): Promise<BundleManifest>;
  read(request: ReadRequest): Reading;
}
