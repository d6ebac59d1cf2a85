import { type DigitReading, IMAGE_SIZE } from "@siffra/shared";
import * as v from "valibot";

/** More digits than this are not on one page. */
const MAX_IMAGES = 200;

/** n * 784 bytes, as a model sees them. */
export const Images = v.pipe(
  v.instance(Uint8Array),
  v.check(({ length }) => length > 0 && length % IMAGE_SIZE === 0, "a multiple of 784 bytes"),
  v.maxLength(MAX_IMAGES * IMAGE_SIZE),
);

/** What a model says of each image, and how long it took. */
interface Opinion {
  /** The model's own name, by language. */
  title: { en: string; sv: string };
  digits: DigitReading[];
  milliseconds: number;
}

/** How much an answer leans on each place of an image. */
export interface Occlusion {
  /** Places along a side; `drops` has side * side of them, row by row. */
  side: number;
  /** How far the label's probability falls when a patch of ink is taken away there: -1 to 1. */
  drops: Float32Array;
}

/** A training image beside a drawing. */
export interface Neighbour {
  label: number;
  /** 784 bytes, as models learnt from them. */
  pixels: Uint8Array;
}

/** What the second worker offers: what is asked for now and then, and must not hold up the answer. */
export interface LabApi {
  /** What the bundle in the folder `modelUrl` says of the images; it is loaded once and kept. */
  ask(modelUrl: string, images: Uint8Array): Promise<Opinion>;
  /** Looks at one image again and again with a patch covered, and asks the model in `modelUrl` each time. */
  occlude(modelUrl: string, image: Uint8Array, label: number): Promise<Occlusion>;
  /** The training images most like this one, of those in the folder `folderUrl`; they are fetched once. */
  nearest(folderUrl: string, image: Uint8Array): Promise<Neighbour[]>;
  /** The images as an IDX file. */
  writeIdx(images: Uint8Array): Promise<Uint8Array>;
}
