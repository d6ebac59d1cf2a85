import { type LocalText, type Selection, SiffraError } from "@siffra/shared";
import { explain, RULE } from "./explain.ts";

/** What the rule looks at: nothing of it comes from test images. */
export interface Candidate {
  model: string;
  title: LocalText;
  validationAccuracy: number;
  /** Of model.safetensors. */
  bytes: number;
}

/**
 * Chooses a model by the written rule: the highest accuracy on `n` validation images sets the mark; of all models
 * within one standard error of it, sqrt(p (1 - p) / n), the smallest wins, and by name among equally small ones.
 * @throws SiffraError "selection-empty" without candidates
 */
export function selectModel(candidates: readonly Candidate[], n: number): Selection {
  const [best] = [...candidates].sort((a, b) => b.validationAccuracy - a.validationAccuracy || smallerFirst(a, b));
  if (!best) throw new SiffraError("selection-empty", "Expected at least one model to choose from, found none.");
  const p = best.validationAccuracy;
  const standardError = Math.sqrt((p * (1 - p)) / n);
  const threshold = p - standardError;
  const judged = candidates.map((candidate) => ({
    ...candidate,
    withinOneStandardError: candidate.validationAccuracy >= threshold,
  }));
  const [chosen = best] = judged.filter((candidate) => candidate.withinOneStandardError).sort(smallerFirst);
  return {
    formatVersion: 1,
    chosen: chosen.model,
    best: best.model,
    standardError,
    threshold,
    n,
    candidates: judged,
    rule: RULE,
    explanation: explain({ chosen, best, candidates: judged, standardError, threshold, n }),
  };
}

function smallerFirst(a: Candidate, b: Candidate): number {
  // By code unit, not by locale: the choice must not depend on the machine's language.
  return a.bytes - b.bytes || (a.model < b.model ? -1 : 1);
}
