import {
  asSiffraError,
  type Core,
  IMAGE_SIZE,
  MAX_PICTURE_BYTES,
  type Page,
  parseJson,
  preprocessPicture,
  type Reader,
  SiffraError,
  StrokesLine,
} from "@siffra/shared";
import { loadDecoder, loadReaderCore } from "@siffra/shared/node";
import { isGzip } from "../../dataset/index.ts";
import { inTurns, takeTurn } from "../../workers/index.ts";
import { readLimited } from "../files/disk.ts";
import { userPath } from "../files/paths.ts";
import { MAX_STROKES_BYTES, preprocessLine } from "../files/strokes.ts";
import type { Answer } from "./output.ts";

const MAX_IDX_BYTES = 100_000_000;
/** What the core reads of one. */
const MAX_UNPACKED_BYTES = 256 << 20;
// Images read at a time out of an IDX file.
const IDX_BLOCK = 100;

/** What is asked of the reader, and what is said of each answer. */
export interface PredictContext {
  core: Core;
  reader: Reader;
  /** Called once an input, in order. */
  onReading(input: string, reading: Answer): void;
  onError(input: string, thrown: unknown): void;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}

/** Runs `read`; an error is said of `input` and the others go on. @throws SiffraError "cancelled" */
async function attempt(context: PredictContext, input: string, read: () => Promise<void> | void): Promise<void> {
  await takeTurn(context.signal);
  try {
    await read();
  } catch (error) {
    if (asSiffraError(error).code === "cancelled") throw error;
    context.onError(input, error);
  }
}

/** Picture files, each with its digits. */
export async function predictImages(context: PredictContext, files: readonly string[]): Promise<void> {
  for (const file of files) {
    await attempt(context, file, async () => {
      const bytes = await readLimited(userPath(file), MAX_PICTURE_BYTES);
      readPage(context, file, preprocessPicture(loadReaderCore(), loadDecoder(), bytes));
    });
  }
}

/** A file with a drawing a line. */
export async function predictStrokes(context: PredictContext, file: string): Promise<void> {
  await attempt(context, file, async () => {
    const text = new TextDecoder().decode(await readLimited(userPath(file), MAX_STROKES_BYTES));
    for (const [i, line] of text.split("\n").entries()) {
      const where = `${file}:${i + 1}`;
      if (line.trim() !== "") await attempt(context, where, () => predictLine(context, line, where));
    }
  });
}

function predictLine(context: PredictContext, text: string, where: string): void {
  const advice = 'A line is {"id":"...","strokes":[[[x,y],...],...]}.';
  const kind = { what: where, jsonCode: "strokes-json", schemaCode: "strokes-schema", advice };
  const line = parseJson(StrokesLine, text, kind);
  readPage(context, line.id, preprocessLine(line));
}

function readPage({ reader, onReading }: PredictContext, input: string, page: Page): void {
  try {
    onReading(input, reader.readPage(page));
  } finally {
    page.free();
  }
}

/** What a gzip holds, or the bytes themselves where they are none. */
const unpacked = (stored: Uint8Array) =>
  isGzip(stored) ? loadDecoder().unpackGzip(stored, MAX_UNPACKED_BYTES) : stored;

/** An IDX file of 28 x 28 images, as MNIST's are; each image is one digit. */
export async function predictIdx(context: PredictContext, file: string): Promise<void> {
  await attempt(context, file, async () => {
    const stored = await readLimited(userPath(file), MAX_IDX_BYTES);
    const images = context.core.parseMnistImages(unpacked(stored));
    if (images.length === 0) throw new SiffraError("idx-empty", `${file}: expected images, found none.`);
    await inTurns(images.length / IMAGE_SIZE, IDX_BLOCK, context.signal, (start, end) => {
      const raw = images.subarray(start * IMAGE_SIZE, end * IMAGE_SIZE);
      predictBlock(context, file, start, context.core.normaliseMnist(raw));
    });
  });
}

function predictBlock({ reader, onReading }: PredictContext, file: string, first: number, pixels: Uint8Array): void {
  for (const [i, reading] of reader.readPixels(pixels).entries()) {
    const digit = {
      ...reading,
      box: [0, 0, 28, 28] as [number, number, number, number],
      pixels: pixels.subarray(i * IMAGE_SIZE, (i + 1) * IMAGE_SIZE),
    };
    onReading(`${file}#${first + i}`, { digits: [digit], refused: null });
  }
}
