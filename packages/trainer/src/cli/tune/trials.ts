import { mean } from "@siffra/shared";
import type { PlannedTrial, RunTrials } from "../../tuning/index.ts";
import { foldTask, type Task, type WorkerPool } from "../../workers/index.ts";
import type { Journal } from "./journal.ts";
import type { TuneListener } from "./options.ts";

/** Does the trials that the journal does not have, each in one worker, and writes each down when it is done. */
export function createRunner(pool: WorkerPool, journal: Journal, listener: TuneListener): RunTrials {
  return async (planned) => {
    const missing = planned.filter((trial) => journal.find(trial) === undefined).sort(byTransforms);
    let done = planned.length - missing.length;
    const tasks = missing.map(
      (trial): Task<void> =>
        async (worker, board) => {
          const started = performance.now();
          const scores: number[] = [];
          for (const task of foldTasks(trial)) scores.push((await task(worker, board)).accuracy);
          const { folds: _, ...rest } = trial;
          const finished = { ...rest, score: mean(scores), scores };
          await journal.append(finished, (performance.now() - started) / 1000);
          listener.trial(finished, ++done, planned.length);
        },
    );
    await pool.run(tasks);
    return planned.map((trial) => journal.find(trial) ?? []);
  };
}

function foldTasks({ config, seed, rung, folds }: PlannedTrial) {
  return folds.map((fold, i) => foldTask({ config, seed, fold, sharedAs: `${rung}/${i}` }));
}

/** Trials with the same transforms after one another, so that a worker finds the features of the last one there. */
function byTransforms(a: PlannedTrial, b: PlannedTrial): number {
  const [first, second] = [JSON.stringify(a.config.transforms), JSON.stringify(b.config.transforms)];
  if (first === second) return a.trial - b.trial;
  return first < second ? -1 : 1;
}
