import { type BundleFiles, CLASS_COUNT, type Core, IMAGE_SIZE, type Reader, readBundle } from "@siffra/shared";
import { inTurns } from "../../workers/index.ts";
import { StepProgress } from "../terminal/index.ts";

/** What measures a reader on the command's own thread. */
export interface ReaderContext {
  core: Core;
  reader: Reader;
  progress: StepProgress;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}

/** Lets `use` have the reader of a bundle, and frees it. @throws SiffraError as `readBundle` does */
export async function withReader(
  core: Core,
  files: BundleFiles,
  signal: AbortSignal,
  use: (context: ReaderContext) => Promise<void>,
): Promise<void> {
  const reader = readBundle(core, files);
  const progress = new StepProgress("evaluate");
  try {
    await use({ core, reader, progress, signal });
  } finally {
    progress.end();
    reader.free();
  }
}

/** Images read between two looks at the signal: a tenth of a second of the slowest model. */
export const SLICE = 100;

/** `inTurns`, with progress. */
export function stepInTurns(
  { progress, signal }: ReaderContext,
  step: string,
  count: number,
  slice: number,
  work: (start: number, end: number) => void,
): Promise<void> {
  return inTurns(count, slice, signal, (start, end) => {
    progress.show(step, start / count);
    work(start, end);
  });
}

/** As the reader's `predictProba`, of `count` images that `imagesOf` gives slice by slice. @throws SiffraError "cancelled" */
export async function predictInTurns(
  context: ReaderContext,
  step: string,
  count: number,
  imagesOf: (start: number, end: number) => Uint8Array,
): Promise<Float32Array> {
  const proba = new Float32Array(count * CLASS_COUNT);
  await stepInTurns(context, step, count, SLICE, (start, end) => {
    proba.set(context.reader.predictProba(imagesOf(start, end)), start * CLASS_COUNT);
  });
  return proba;
}

/** The images from number `start` up to `end`. */
export const imagesBetween = (images: Uint8Array, start: number, end: number): Uint8Array =>
  images.subarray(start * IMAGE_SIZE, end * IMAGE_SIZE);
