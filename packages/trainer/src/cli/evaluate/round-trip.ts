import { type DigitReading, IMAGE_SIZE, wilsonInterval, withFree } from "@siffra/shared";
import { loadSynth } from "@siffra/shared/node";
import { gather, type Samples } from "../../evaluation/index.ts";
import { percent } from "../../percent.ts";
import { imagesBetween, type ReaderContext, SLICE, stepInTurns } from "./context.ts";
import { MEASURING_SEED } from "./seed.ts";

/** How an image reaches the model: as it is, or drawn or photographed by the simulator and preprocessed like what people give. */
const WAYS = ["plain", "strokes", "photo"] as const;

/** How images of one way were read. */
interface RoundTripScore {
  way: (typeof WAYS)[number];
  n: number;
  /** Read as labelled, whether or not the reader would refuse the answer. */
  right: number;
  accuracy: number;
  /** Wilson, 95 %. */
  accuracyInterval: [low: number, high: number];
  /** No digit was found, or several: neither is right. */
  lost: number;
  /** Found, but the model is unsure of it. */
  refused: number;
}

/** Reads `count` of the samples, evenly spread over them, in each way. */
export async function roundTrip(context: ReaderContext, samples: Samples, count: number): Promise<RoundTripScore[]> {
  const n = Math.min(count, samples.labels.length);
  const spread = Uint32Array.from({ length: n }, (_, i) => Math.floor((i * samples.labels.length) / n));
  const chosen = gather(samples, spread);
  const scores: RoundTripScore[] = [];
  for (const way of WAYS) {
    const readings = way === "plain" ? await plain(context, chosen.images) : await seen(context, chosen.images, way);
    scores.push(scoreOf(way, readings, chosen.labels, context));
  }
  return scores;
}

function scoreOf(
  way: RoundTripScore["way"],
  readings: readonly DigitReading[][],
  labels: Uint8Array,
  { reader }: ReaderContext,
): RoundTripScore {
  const n = labels.length;
  const only = readings.map((digits) => (digits.length === 1 ? digits[0] : undefined));
  const right = only.filter((digit, i) => digit?.label === labels[i]).length;
  return {
    ...{ way, n, right, accuracy: right / n, accuracyInterval: wilsonInterval(right, n) },
    lost: only.filter((digit) => digit === undefined).length,
    refused: only.filter((digit) => digit !== undefined && reader.isDoubtful(digit)).length,
  };
}

/** The one digit of each image. */
async function plain(context: ReaderContext, images: Uint8Array): Promise<DigitReading[][]> {
  const readings: DigitReading[][] = [];
  await stepInTurns(context, "plain", images.length / IMAGE_SIZE, SLICE, (start, end) => {
    for (const reading of context.reader.readPixels(imagesBetween(images, start, end))) readings.push([reading]);
  });
  return readings;
}

/** What is found of each image, refused or not. */
async function seen(context: ReaderContext, images: Uint8Array, way: "strokes" | "photo"): Promise<DigitReading[][]> {
  const { reader } = context;
  const synth = loadSynth();
  const readings: DigitReading[][] = [];
  await stepInTurns(context, way, images.length / IMAGE_SIZE, 1, (i, end) =>
    withFree(synth.readBack(imagesBetween(images, i, end), way, MEASURING_SEED, i), (page) => {
      const { digits, guesses } = reader.readPage(page);
      readings.push([...digits, ...guesses]);
    }),
  );
  return readings;
}

/** A line a way. */
export function formatRoundTrip(scores: readonly RoundTripScore[]): string {
  const lines = scores.map(({ way, n, right, accuracy, accuracyInterval: [low, high], lost, refused }) => {
    const share = `${percent(accuracy).padStart(8)}  ${`${right} of ${n}`.padEnd(14)}`;
    return `${way.padEnd(8)}${share}  (95 % interval ${percent(low)} to ${percent(high)})  lost ${lost}  refused ${refused}`;
  });
  return lines.join("\n");
}
