import type { PeerCompared } from "../peer/sklearn.ts";
import type { RowPlan } from "../plan.ts";
import { type Spread, spread } from "../statistics.ts";

/** Siffra's side of a row: what every repeat took, and what came out. */
export interface SiffraSide extends Spread {
  seconds: number[];
  /** Starting the worker threads and compiling the core, before `seconds`; absent where no pool is used. */
  startSeconds?: number[];
  /** The transforms, which are not in `seconds` where the peer is given features. */
  featureSeconds?: number[];
  /** A second call in the same process. */
  warmSeconds?: number[];
  accuracy?: number;
  explainedVariance?: number;
  modelBytes?: number;
  modelSha256?: string;
  /** The largest of the repeats, each a whole process with all its threads. */
  peakMemoryMb: number;
}

/** Who does the same: scikit-learn; or tfjs alone, on its cpu backend or on its wasm backend with gradients composed of its own operations. */
export type PeerName = "sklearn" | "tfjs-cpu" | "tfjs-wasm";

/** The peer's side of a row. */
export interface PeerSideOfRow extends Spread {
  name: PeerName;
  seconds: number[];
  accuracy?: number;
  explainedVariance?: number;
  iterations?: number[] | null;
  warnings?: string[];
  /** Of the process, from its start to the end of this row. */
  peakMemoryMb: number;
}

/** How near the two models are, where both are there. */
export type Exactness = Partial<Omit<PeerCompared, "peakMemoryMb">>;

/** One row of the table, and one line of --json. */
export interface Row extends Exactness {
  work: string;
  title: string;
  siffra: SiffraSide | null;
  peer: PeerSideOfRow | null;
  /** Images that a network learnt from in `seconds`. */
  images?: number;
  /** The peer's median seconds over Siffra's. */
  ratio: number | null;
  must: RowPlan["must"];
  goal: RowPlan["goal"];
  /** Why Siffra's side is null. */
  error?: { code: string; message: string };
  /** Why the peer's side is null although one was wanted. */
  peerError?: string;
}

export function toRow(
  work: string,
  { title, must, goal }: RowPlan,
  siffra: Omit<SiffraSide, keyof Spread>,
  peer: (Omit<PeerSideOfRow, keyof Spread | "name"> & { name?: PeerName }) | null,
  more: Exactness & Pick<Row, "peerError" | "images"> = {},
): Row {
  const ours = { ...siffra, ...spread(siffra.seconds) };
  const theirs = peer && { name: "sklearn" as const, ...peer, ...spread(peer.seconds) };
  return { work, title, siffra: ours, peer: theirs, ratio: theirs && theirs.median / ours.median, ...more, must, goal };
}
