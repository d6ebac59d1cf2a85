import type { FoldScore } from "../../evaluation/index.ts";
import type { Task } from "../pool.ts";
import type { FoldJob } from "../protocol.ts";

/** Scores one configuration in one fold, in one worker. */
export function foldTask(job: FoldJob): Task<FoldScore> {
  return (worker) => worker.api.score(job);
}
