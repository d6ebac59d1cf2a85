import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Profile } from "@siffra/shared";
import { makeFolder, type Outcome, siffra } from "./siffra.ts";

/** A profile that is trained in seconds. */
export const PROFILE: Profile = {
  name: "tiny",
  description: "For tests.",
  dataset: { train: 600, test: 200 },
  validationShare: 0.25,
  seed: 3,
  crossValidation: { folds: 2, repeats: 2, train: 300, fewerFolds: { forest: 1 } },
  pipelines: [
    { name: "linear", transforms: [{ kind: "scale" }], classifier: { kind: "logistic_regression" } },
    { name: "forest", transforms: [], classifier: { kind: "random_forest", n_estimators: 10 } },
  ],
};
/** A folder with that profile in it, where `train` runs it on drawn digits, and its first run. */
export function tinyRun() {
  const dir = makeFolder();
  writeFileSync(join(dir, "tiny.json"), JSON.stringify(PROFILE));
  const run = join(dir, "run");
  return {
    dir,
    run,
    train: (...args: string[]): Promise<Outcome> =>
      siffra(dir, "train", "--profile", "tiny.json", "--synthetic", ...args),
    readJson: (...path: string[]) => JSON.parse(readFileSync(join(run, ...path), "utf8")),
  };
}
