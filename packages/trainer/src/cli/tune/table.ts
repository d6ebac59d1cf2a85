import { type SearchResult, standardDeviation, type Trial } from "@siffra/shared";
import { percent } from "../../percent.ts";
import { differing, ranked } from "../../tuning/index.ts";
import { alignColumns } from "../terminal/align.ts";

const MOST_ROWS = 12;

/** The best trials, those of the last rung first, with the parameters that differ; the best one has a star. */
export function formatTrials({ space, trials, best }: SearchResult): string {
  const names = differing(space, trials);
  const lastRung = Math.max(...trials.map(({ rung }) => rung));
  const rungs = Array.from({ length: lastRung + 1 }, (_, i) => trials.filter(({ rung }) => rung === lastRung - i));
  const shown = rungs.flatMap(ranked).slice(0, MOST_ROWS);
  const head = ["trial", "images", ...names.map(shortName), "accuracy", "spread"];
  const rows = shown.map((trial) => [
    trial.trial === best && trial.rung === lastRung ? `${trial.trial} *` : String(trial.trial),
    String(trial.images),
    ...names.map((name) => String(trial.parameters[name])),
    percent(trial.score),
    trial.scores.length > 1 ? percent(standardDeviation(trial.scores)) : "-",
  ]);
  const rest = trials.length - shown.length;
  return alignColumns([head, ...rows]) + (rest > 0 ? `\n(and ${rest} more in search.json)` : "");
}

/** `pca.n_components`, `C`: the classifier's own parameters stand alone. */
const shortName = (name: string) => name.replace(/^(classifier|transforms)\./, "");

/** One line of a trial that was just done. */
export function formatTrial({ trial, rung, images, parameters, score }: Trial, done: number, of: number): string {
  const settings = Object.entries(parameters).map(([name, value]) => `${shortName(name)}=${value}`);
  return `${done} of ${of} in rung ${rung}: trial ${trial}, ${images} images, ${settings.join(", ")}: ${percent(score)}`;
}
