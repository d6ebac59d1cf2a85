import type { PeerFitted, PeerPredicted } from "../peer/sklearn.ts";
import { type ClassifierCase, predictName } from "../plan.ts";
import type { Result } from "../siffra/protocol.ts";
import { type PeerSideOfRow, type Row, toRow } from "./rows.ts";

export type Fitted = Result<"fit">;
export type Predicted = Result<"predict">;

/** What the repeats of one piece of work gave. */
export interface Sides<Ours, Theirs> {
  siffra: Ours[];
  /** As many as Siffra's, or none. */
  peer: Theirs[];
}

/** Seconds to set beside the peer's: of the classifier alone where the peer is given features. */
export function comparableSeconds({ input }: ClassifierCase, { seconds, featureSeconds }: Fitted): number {
  return input === "features" ? seconds - featureSeconds : seconds;
}

/** The row of a fit, with the accuracy that its model has. */
export function fitRow(
  plan: ClassifierCase,
  fits: Sides<Fitted, PeerFitted>,
  predicts: Sides<Predicted, PeerPredicted>,
  more: Parameters<typeof toRow>[4],
): Row {
  const [ours, theirs] = [fits.siffra.at(-1), fits.peer.at(-1)];
  const siffra = {
    seconds: fits.siffra.map((fit) => comparableSeconds(plan, fit)),
    startSeconds: fits.siffra.map((fit) => fit.startSeconds),
    ...(plan.input === "features" ? { featureSeconds: fits.siffra.map((fit) => fit.featureSeconds) } : {}),
    ...accuracyOf(predicts.siffra),
    modelBytes: ours?.modelBytes ?? 0,
    modelSha256: ours?.modelSha256 ?? "",
    peakMemoryMb: Math.max(...fits.siffra.map((fit) => fit.peakMemoryMb)),
  };
  const peer = theirs && {
    seconds: fits.peer.map((fit) => fit.seconds),
    ...accuracyOf(predicts.peer),
    iterations: theirs.iterations,
    warnings: theirs.warnings,
    peakMemoryMb: theirs.peakMemoryMb,
  };
  return toRow(plan.name, plan.fit, siffra, peer ?? null, more);
}

/** The row of a prediction of all test images. */
export function predictRow(
  plan: ClassifierCase,
  { siffra, peer }: Sides<Predicted, PeerPredicted>,
  more: Parameters<typeof toRow>[4],
): Row {
  const ours = {
    seconds: siffra.map((predict) => predict.seconds),
    startSeconds: siffra.map((predict) => predict.startSeconds),
    warmSeconds: siffra.map((predict) => predict.warmSeconds),
    ...accuracyOf(siffra),
    peakMemoryMb: Math.max(...siffra.map((predict) => predict.peakMemoryMb)),
  };
  const theirs: Omit<PeerSideOfRow, "name" | "min" | "median" | "max"> | null = peer[0]
    ? {
        seconds: peer.map((predict) => predict.seconds),
        ...accuracyOf(peer),
        peakMemoryMb: Math.max(...peer.map((predict) => predict.peakMemoryMb)),
      }
    : null;
  return toRow(predictName(plan.name), plan.predict as NonNullable<typeof plan.predict>, ours, theirs, more);
}

function accuracyOf(predicts: readonly { accuracy: number }[]): { accuracy?: number } {
  const [first] = predicts;
  return first ? { accuracy: first.accuracy } : {};
}
