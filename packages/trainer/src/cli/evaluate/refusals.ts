import { CLASS_COUNT, type Core, certaintiesOf, IMAGE_SIZE, wilsonInterval } from "@siffra/shared";
import { loadSynth } from "@siffra/shared/node";
import { percent } from "../../percent.ts";
import { FALSE_REFUSALS, lowQuantile } from "../../pipeline/index.ts";
import { imagesBetween, predictInTurns, type ReaderContext } from "./context.ts";
import { MEASURING_SEED } from "./seed.ts";

/** How many of one family a reader refuses. */
interface RefusalScore {
  /** "digits", which should be answered, or a family of what is no digit. */
  family: string;
  n: number;
  /** By the bundle's own threshold. */
  refused: number;
  share: number;
  /** Wilson, 95 %. */
  shareInterval: [low: number, high: number];
  /** The share refused by each score at the threshold that costs `FALSE_REFUSALS` of the digits: what the bundle could refuse by. */
  byScore: Record<Score, number>;
}

/** Each is the larger the surer the model is: of ten probabilities, falling. */
const SCORES = {
  probability: ([first = 0]: Float32Array) => first,
  margin: ([first = 0, second = 0]: Float32Array) => first / Math.max(second, Number.MIN_VALUE),
};
type Score = keyof typeof SCORES | "certainty";

/** What is refused of `digits`, 784 bytes each, and of `count` images of each family of what is no digit. */
export async function measureRefusals(
  context: ReaderContext,
  digits: Uint8Array,
  count: number,
): Promise<RefusalScore[]> {
  const { core, reader } = context;
  const ofDigits = (start: number, end: number) => imagesBetween(digits, start, end);
  const sure = scoresOf(core, await predictInTurns(context, "digits", digits.length / IMAGE_SIZE, ofDigits));
  const thresholds = mapScores(sure, (values) => lowQuantile(values, FALSE_REFUSALS));
  const least = reader.manifest.calibration.refusal.leastCertainty;
  const scored = (family: string, scores: Record<Score, Float32Array>): RefusalScore => {
    const { length: n } = scores.certainty;
    const refused = countBelow(scores.certainty, least);
    const byScore = mapScores(scores, (values, score) => countBelow(values, thresholds[score]) / n);
    return { family, n, refused, share: refused / n, shareInterval: wilsonInterval(refused, n), byScore };
  };
  const scores = [scored("digits", sure)];
  const synth = loadSynth();
  for (const family of synth.nonDigitFamilies()) {
    const draw = (start: number, end: number) => synth.synthNonDigits(family, MEASURING_SEED, start, end - start);
    scores.push(scored(family, scoresOf(core, await predictInTurns(context, family, count, draw))));
  }
  return scores;
}

function scoresOf(core: Core, proba: Float32Array): Record<Score, Float32Array> {
  const n = proba.length / CLASS_COUNT;
  const rows = Array.from({ length: n }, (_, i) =>
    proba
      .slice(i * CLASS_COUNT, (i + 1) * CLASS_COUNT)
      .sort()
      .reverse(),
  );
  return {
    probability: Float32Array.from(rows, SCORES.probability),
    margin: Float32Array.from(rows, SCORES.margin),
    certainty: certaintiesOf(core, proba),
  };
}

function mapScores<T, R>(scores: Record<Score, T>, map: (value: T, score: Score) => R): Record<Score, R> {
  const { probability, margin, certainty } = scores;
  return {
    probability: map(probability, "probability"),
    margin: map(margin, "margin"),
    certainty: map(certainty, "certainty"),
  };
}

const countBelow = (values: Float32Array, threshold: number) => values.filter((value) => value < threshold).length;

/** A line a family. */
export function formatRefusals(scores: readonly RefusalScore[]): string {
  const head = `${"".padEnd(10)}refused  95 % interval       at the cost of ${percent(FALSE_REFUSALS)} of the digits, by`;
  const names = `${"".padEnd(39)}probability    margin  certainty`;
  const lines = scores.map(({ family, share, shareInterval: [low, high], byScore }) => {
    const cells = [byScore.probability, byScore.margin, byScore.certainty].map((value) => percent(value).padStart(11));
    const interval = `${percent(low)} to ${percent(high)}`.padEnd(21);
    return `${family.padEnd(9)}${percent(share).padStart(8)}  ${interval}${cells.join("")}`;
  });
  return [head, names, ...lines].join("\n");
}
