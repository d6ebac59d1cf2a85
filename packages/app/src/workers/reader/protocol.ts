import type { BundleManifest, PageDigit, Reading } from "@siffra/shared";
import * as v from "valibot";
import type { Example } from "../../features/hand/example.ts";
import type { Adapted } from "../../features/hand/nearest.ts";

/** The class is looked up late: Node, where tests import this, has no ImageBitmap. */
const instanceOf = <T>(type: () => abstract new (...args: never[]) => T) =>
  v.custom<T>((input) => input instanceof type());

/** What the page asks the worker to read: a drawing, the bytes of a file, or a frame of the camera. */
export const ReadRequest = v.variant("kind", [
  v.strictObject({
    kind: v.literal("strokes"),
    /** x, y, pressure of every point, one stroke after the other. */
    points: instanceOf<Float32Array>(() => Float32Array),
    /** Points of each stroke. */
    lengths: instanceOf<Uint32Array>(() => Uint32Array),
    /** Whether the stages' pictures are wanted: an answer while somebody draws is there sooner without. */
    stages: v.boolean(),
  }),
  v.strictObject({ kind: v.literal("file"), bytes: instanceOf<Uint8Array>(() => Uint8Array) }),
  v.strictObject({
    kind: v.literal("frame"),
    frame: instanceOf<ImageBitmap>(() => ImageBitmap),
    /** Whether the camera is live: the next frame is there sooner than a second look at this one. */
    isLive: v.boolean(),
  }),
]);
export type ReadRequest = v.InferOutput<typeof ReadRequest>;

/** A reading in which the person's own corrections have had their say. */
export type AdaptedReading = Omit<Reading, "digits"> & { digits: Adapted<PageDigit>[] };

/** What the worker offers, as the worker sees it; over comlink every method gives a promise. */
export interface ReaderApi {
  /** Loads a core and the bundle at `modelUrl`, a folder's address. */
  load(modelUrl: string): Promise<BundleManifest>;
  read(request: ReadRequest): Promise<AdaptedReading>;
  /** The corrections that every later reading leans on. */
  setHand(examples: readonly Example[]): void;
}
