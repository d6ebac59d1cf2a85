import { applyTemperature, certaintiesOf } from "../calibration.ts";
import { CLASS_COUNT, IMAGE_SIZE, type Page, type ReaderCore, withFree } from "../core.ts";
import type { Pipeline } from "../pipeline/index.ts";
import type { BundleManifest } from "../schemas/index.ts";
import { argmax, predictionSet } from "./answer.ts";
import { toNumbers } from "./numbers.ts";

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

/** What a model sees in one look at an input. */
interface Seen {
  found: PageDigit[];
  /** Of each digit found. */
  certainties: Float32Array;
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
  isDoubtful(reading: DigitReading): boolean {
    return this.#isTooUnsure(this.#certainties([reading])[0]);
  }

  /**
   * Reads what the preprocessing found; where that may be one digit or two, as what the model is surer of. A picture that it cannot
   * make out, or in which it may take the paper's lines for ones, is looked at again, unless only the "first" look is wanted. The page is
   * settled then, and stays the caller's to free.
   */
  readPage(page: Page, looks: "all" | "first" = "all"): Reading {
    const first = this.#see(page);
    const clearer = looks === "all" ? this.#lookAgain(page, first) : undefined;
    return clearer ?? this.#answer(page, first);
  }

  /** The answer by a later look, if one stands for the first. */
  #lookAgain(page: Page, first: Seen): Reading | undefined {
    return withFree(page.looks(labelsOf(first.found), first.certainties), (looks) => {
      for (let again = looks.again(page); again; again = looks.again(page)) {
        const clearer = withFree(again, (again) => {
          const seen = this.#see(again);
          return looks.add(labelsOf(seen.found), seen.certainties) ? this.#answer(again, seen) : undefined;
        });
        if (clearer) return clearer;
      }
      return undefined;
    });
  }

  /** What the model sees in a page, which is settled by it. */
  #see(page: Page): Seen {
    const candidates = Array.from({ length: page.candidateCount }, (_, i) => page.candidatePixels(i));
    const readings = this.readPixels(concatenate(candidates));
    const certainties = this.#certainties(readings);
    const chosen = page.settle(labelsOf(readings), certainties);
    const found = Array.from(chosen, (candidate, i) => ({
      ...(readings[candidate] as DigitReading),
      box: boxOf(page, i),
      pixels: candidates[candidate] as Uint8Array,
    }));
    // Of a line that runs through the picture a model is as sure as of a 1.
    const ofChosen = Float32Array.from(chosen, (candidate, i) =>
      page.isStray(i) ? 0 : (certainties[candidate] as number),
    );
    return { found, certainties: ofChosen };
  }

  #answer(page: Page, { found, certainties }: Seen): Reading {
    const digits = answered(found, new Set(found.filter((_, i) => this.#isTooUnsure(certainties[i]))));
    const isRefused = found.length > 0 && digits.length === 0;
    return {
      digits,
      guesses: isRefused ? found : [],
      refused: isRefused ? NOT_A_DIGIT : refusalOf(page),
      model: this.manifest.name,
      preprocessVersion: this.manifest.preprocessVersion,
      stages: stagesOf(page),
    };
  }

  #isTooUnsure(certainty = 0): boolean {
    return certainty < this.manifest.calibration.refusal.leastCertainty;
  }

  #certainties(readings: readonly DigitReading[]): Float32Array {
    return certaintiesOf(this.#core, Float32Array.from(readings.flatMap(({ probabilities }) => probabilities)));
  }

  free(): void {
    this.#pipeline.free();
  }
}

/**
 * What the model answers for: nothing when it doubts half of what was found and more, by size; else the numbers of which it is
 * sure about most. A scrap of a ruled line or a letter that stands apart is left out, a hasty 7 in a number is not.
 */
function answered(found: readonly PageDigit[], doubted: ReadonlySet<PageDigit>): PageDigit[] {
  if (doubtOf(found, doubted) > 0.5) return [];
  return toNumbers(found)
    .filter((number) => doubtOf(number, doubted) < 0.5)
    .flat();
}

/** The share of the digits that the model doubts, the larger ones weighing more. */
function doubtOf(digits: readonly PageDigit[], doubted: ReadonlySet<PageDigit>): number {
  const size = ({ box: [, , width, height] }: PageDigit) => Math.max(width, height);
  const total = (part: readonly PageDigit[]) => part.reduce((sum, digit) => sum + size(digit), 0);
  return total(digits.filter((digit) => doubted.has(digit))) / total(digits);
}

const labelsOf = (readings: readonly DigitReading[]): Uint8Array => Uint8Array.from(readings, ({ label }) => label);

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
