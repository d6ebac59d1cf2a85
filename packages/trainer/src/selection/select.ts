import { type Comparison, type LocalText, type Selection, SiffraError } from "@siffra/shared";
import { evidence } from "./evidence.ts";
import { explain, RULE } from "./explain.ts";

/** What the rule looks at: nothing of it comes from test images. */
export interface Candidate {
  model: string;
  title: LocalText;
  validationAccuracy: number;
  /** One validation image, one thread. */
  predictMilliseconds: number;
  /** Of model.safetensors. */
  bytes: number;
}

/** An answer after every stroke has to come within a frame of a screen, with time left to draw it. */
const MOST_MILLISECONDS = 10;

type Judged = Selection["candidates"][number];

/**
 * Chooses a model by the written rule: the highest accuracy on `n` validation images sets the mark; of all models
 * within one standard error of it, sqrt(p (1 - p) / n), the cheapest wins. Cheapest is, in this order: answers within
 * 10 ms an image; the fewest bytes; the name. The limit is far from what any model takes, so that the clock of a
 * particular machine has no say in the choice between models that are all quick.
 * @param comparison is put into words beside the choice and has no part in it
 * @throws SiffraError "selection-empty" without candidates
 */
export function selectModel(candidates: readonly Candidate[], n: number, comparison: Comparison): Selection {
  const judged = judge(candidates, n);
  const { best, standardError, threshold } = judged;
  const equals = judged.candidates.filter((candidate) => candidate.withinOneStandardError);
  const [chosen = best] = equals.sort(cheaperFirst);
  return {
    formatVersion: 1,
    chosen: chosen.model,
    best: best.model,
    standardError,
    threshold,
    n,
    candidates: judged.candidates,
    rule: RULE,
    explanation: explain({ chosen, best, candidates: judged.candidates, standardError, threshold, n }),
    evidence: evidence(chosen.model, comparison),
  };
}

function judge(candidates: readonly Candidate[], n: number) {
  const [first] = candidates.toSorted((a, b) => b.validationAccuracy - a.validationAccuracy);
  if (!first) throw new SiffraError("selection-empty", "Expected at least one model to choose from, found none.");
  const p = first.validationAccuracy;
  const standardError = Math.sqrt((p * (1 - p)) / n);
  const threshold = p - standardError;
  const judged = candidates.map(
    (candidate): Judged => ({
      ...candidate,
      withinOneStandardError: candidate.validationAccuracy >= threshold,
      fastEnough: candidate.predictMilliseconds <= MOST_MILLISECONDS,
    }),
  );
  // Of several with the highest accuracy, the cheapest gives its name to the mark.
  const [best = judged[0] as Judged] = judged.filter((each) => each.validationAccuracy === p).sort(cheaperFirst);
  return { best, standardError, threshold, candidates: judged };
}

function cheaperFirst(a: Judged, b: Judged): number {
  // By code unit, not by locale: the choice must not depend on the machine's language.
  return Number(b.fastEnough) - Number(a.fastEnough) || a.bytes - b.bytes || (a.model < b.model ? -1 : 1);
}
