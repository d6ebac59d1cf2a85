import type { PeerSide } from "../peer/side.ts";
import { type BenchPlan, type ClassifierCase, isClassifier, type PeerPlan } from "../plan.ts";
import { growthExponent, median, type Spread, spread } from "../statistics.ts";
import { fitSiffra } from "./classifier.ts";
import { comparableSeconds } from "./classifier-rows.ts";
import type { BenchContext } from "./context.ts";

/** One number of training images. */
export interface GrowthPoint {
  n: number;
  siffra: Spread & { seconds: number[]; peakMemoryMb: number };
  /** One fit. */
  peerSeconds: number | null;
}

/** How a case's fit grows with the number of training images. */
export interface Growth {
  growth: string;
  title: string;
  points: GrowthPoint[];
  /** The e of seconds = c n^e; null for fewer than two points. */
  exponent: { siffra: number | null; peer: number | null };
}

/** Fits a case on more and more images; the peer once each, as long as it is not too long. */
export async function measureGrowth(
  context: BenchContext,
  plan: BenchPlan,
  name: string,
  isPeerFull: boolean,
): Promise<Growth> {
  const each = plan.cases.filter(isClassifier).find((known) => known.name === name) as ClassifierCase;
  const points: GrowthPoint[] = [];
  for (const n of sizesWithin(plan.growth.sizes, context.options.train)) {
    const hasPeer = isPeerFull || n <= plan.growth.peerUpTo;
    const repeats = Math.min(context.options.repeat, plan.growth.mostRepeats);
    points.push(await measurePoint(context, each, n, hasPeer, repeats));
  }
  const siffra = points.map(({ n, siffra }) => ({ x: n, y: siffra.median }));
  const peer = points.flatMap(({ n, peerSeconds }) => (peerSeconds === null ? [] : [{ x: n, y: peerSeconds }]));
  const exponent = { siffra: growthExponent(siffra), peer: growthExponent(peer) };
  return { growth: name, title: each.fit.title, points, exponent };
}

/** The sizes that there are images for, or all images where there are fewer than for any. */
function sizesWithin(sizes: readonly number[], available: number): number[] {
  const within = sizes.filter((n) => n <= available);
  return within.length > 0 ? within : [available];
}

async function measurePoint(
  context: BenchContext,
  plan: ClassifierCase,
  n: number,
  hasPeer: boolean,
  repeats: number,
): Promise<GrowthPoint> {
  const fits = [];
  for (let i = 0; i < repeats; i++) fits.push(await fitSiffra(context, plan, n));
  const seconds = fits.map((fit) => comparableSeconds(plan, fit));
  const point: GrowthPoint = {
    n,
    siffra: {
      seconds,
      ...spread(seconds),
      peakMemoryMb: Math.max(...fits.map((fit) => fit.peakMemoryMb)),
    },
    peerSeconds: hasPeer ? await fitPeer(context, plan, n) : null,
  };
  const theirs = point.peerSeconds === null ? "" : `, scikit-learn ${point.peerSeconds.toFixed(2)} s`;
  context.log(`${plan.name}: ${n} images, Siffra ${median(seconds).toFixed(2)} s${theirs}`);
  return point;
}

async function fitPeer(context: BenchContext, plan: ClassifierCase, n: number): Promise<number | null> {
  const peer: PeerSide = await context.openPeer(plan.peer, plan.input, plan.transforms, n);
  try {
    const fitted = await peer.try((sklearn) => sklearn.fit(plan.peer as PeerPlan));
    return fitted?.seconds ?? null;
  } finally {
    peer.close();
  }
}
