import { type Core, type DigitReading, IMAGE_SIZE, type Reader, wilsonInterval, withFree } from "@siffra/shared";
import { gather, type Samples } from "../../evaluation/index.ts";
import { percent } from "../../percent.ts";
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
export function roundTrip(core: Core, reader: Reader, samples: Samples, count: number): RoundTripScore[] {
  const n = Math.min(count, samples.labels.length);
  const spread = Uint32Array.from({ length: n }, (_, i) => Math.floor((i * samples.labels.length) / n));
  const { images, labels } = gather(samples, spread);
  return WAYS.map((way) => {
    const readings =
      way === "plain" ? reader.readPixels(images).map((reading) => [reading]) : seen(core, reader, images, way);
    const only = readings.map((digits) => (digits.length === 1 ? digits[0] : undefined));
    const right = only.filter((digit, i) => digit?.label === labels[i]).length;
    return {
      ...{ way, n, right, accuracy: right / n, accuracyInterval: wilsonInterval(right, n) },
      lost: only.filter((digit) => digit === undefined).length,
      refused: only.filter((digit) => digit !== undefined && reader.isDoubtful(digit)).length,
    };
  });
}

/** What is found of each image, refused or not. */
function seen(core: Core, reader: Reader, images: Uint8Array, way: "strokes" | "photo"): DigitReading[][] {
  return Array.from({ length: images.length / IMAGE_SIZE }, (_, i) => {
    const image = images.subarray(i * IMAGE_SIZE, (i + 1) * IMAGE_SIZE);
    return withFree(core.readBack(image, way, MEASURING_SEED, i), (page) => {
      const { digits, guesses } = reader.readPage(page);
      return [...digits, ...guesses];
    });
  });
}

/** A line a way. */
export function formatRoundTrip(scores: readonly RoundTripScore[]): string {
  const lines = scores.map(({ way, n, right, accuracy, accuracyInterval: [low, high], lost, refused }) => {
    const share = `${percent(accuracy).padStart(8)}  ${`${right} of ${n}`.padEnd(14)}`;
    return `${way.padEnd(8)}${share}  (95 % interval ${percent(low)} to ${percent(high)})  lost ${lost}  refused ${refused}`;
  });
  return lines.join("\n");
}
