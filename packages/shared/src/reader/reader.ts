import type { Page } from "@siffra/core";
import { applyTemperature, certaintiesOf } from "../calibration.ts";
import { CLASS_COUNT, IMAGE_SIZE, type ReaderCore } from "../core.ts";
import type { Pipeline } from "../pipeline/index.ts";
import type { BundleManifest } from "../schemas/index.ts";
import { argmax, predictionSet } from "./answer.ts";

/** What a model says of one 28 x 28 image. */
export interface DigitReading {
  /** The most probable digit. */
  label: number;
  /** Calibrated, by digit; they sum to 1. */
  probabilities: number[];
  /** The 95 % prediction set, most probable first; the label is always in it. */
  set: number[];
}

/** A grey picture of one stage of the preprocessing. */
export interface StageImage {
  name: string;
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** One digit found on a page. */
export interface PageDigit extends DigitReading {
  /** x, y, width, height in the input's own unit. */
  box: [number, number, number, number];
  /** The 28 x 28 bytes that the model saw. */
  pixels: Uint8Array;
}

/** What a model says of a page: its digits from left to right, or why it was refused. */
export interface Reading {
  digits: PageDigit[];
  /** What the model would have said of what it refused; empty where the preprocessing had refused it before. */
  guesses: PageDigit[];
  refused: { code: string; message: string } | null;
  model: string;
  preprocessVersion: number;
  stages: StageImage[];
}

/** Said where the model, not the preprocessing, refuses. */
const NOT_A_DIGIT = {
  code: "not-a-digit",
  message: "This does not look like a digit. Write it more clearly, or take a picture of the digits alone.",
};

/** A bundle that has passed every check, ready to read. It holds wasm memory: free it when done. */
export class Reader {
  readonly manifest: BundleManifest;
  readonly #core: ReaderCore;
  readonly #pipeline: Pipeline;

  constructor(core: ReaderCore, manifest: BundleManifest, pipeline: Pipeline) {
    this.#core = core;
    this.manifest = manifest;
    this.#pipeline = pipeline;
  }

  /** Calibrated probabilities, n * 10, of n * 784 normalised pixels. `onBlock` as in Pipeline.predictProba. */
  predictProba(images: Uint8Array, onBlock?: (done: number) => boolean): Float32Array {
    const raw = this.#pipeline.predictProba(images, onBlock);
    return applyTemperature(this.#core, raw, this.manifest.calibration.temperature);
  }

  /** Reads n * 784 normalised pixels. */
  readPixels(images: Uint8Array): DigitReading[] {
    const proba = this.predictProba(images);
    const threshold = this.manifest.calibration.conformal["0.95"];
    return Array.from({ length: proba.length / CLASS_COUNT }, (_, i) => {
      const probabilities = Array.from(proba.subarray(i * CLASS_COUNT, (i + 1) * CLASS_COUNT));
      return { label: argmax(probabilities), probabilities, set: predictionSet(probabilities, threshold) };
    });
  }

  /** Whether the model is too unsure of an answer for it to be given. */
  isDoubtful({ probabilities }: DigitReading): boolean {
    const [certainty = 0] = certaintiesOf(this.#core, Float32Array.from(probabilities));
    return certainty < this.manifest.calibration.refusal.leastCertainty;
  }

  /** Reads what the preprocessing found. The page stays the caller's to free. */
  readPage(page: Page): Reading {
    const pixels = Array.from({ length: page.digitCount }, (_, i) => page.pixels(i));
    const readings = this.readPixels(concatenate(pixels));
    const found = readings.map((reading, i) => ({ ...reading, box: boxOf(page, i), pixels: pixels[i] as Uint8Array }));
    const isRefused = this.#refuses(found);
    return {
      digits: isRefused ? [] : found,
      guesses: isRefused ? found : [],
      refused: isRefused ? NOT_A_DIGIT : refusalOf(page),
      model: this.manifest.name,
      preprocessVersion: this.manifest.preprocessVersion,
      stages: stagesOf(page),
    };
  }

  /** Whether the model is unsure about at least half of what was found: a word's letters, say, and not a hasty 7 in a number. */
  #refuses(found: readonly DigitReading[]): boolean {
    const unsure = found.filter((reading) => this.isDoubtful(reading));
    return unsure.length > 0 && 2 * unsure.length >= found.length;
  }

  free(): void {
    this.#pipeline.free();
  }
}

function concatenate(images: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(images.length * IMAGE_SIZE);
  for (const [i, image] of images.entries()) all.set(image, i * IMAGE_SIZE);
  return all;
}

function boxOf(page: Page, i: number): PageDigit["box"] {
  const [x = 0, y = 0, width = 0, height = 0] = page.bounds(i);
  return [x, y, width, height];
}

function refusalOf(page: Page): Reading["refused"] {
  const { refusedCode: code, refusedMessage: message } = page;
  return code === undefined ? null : { code, message: message ?? code };
}

function stagesOf(page: Page): StageImage[] {
  return Array.from({ length: page.stageCount }, (_, i) => ({
    name: page.stageName(i),
    width: page.stageWidth(i),
    height: page.stageHeight(i),
    pixels: page.stagePixels(i),
  }));
}
