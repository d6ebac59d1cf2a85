import { type PipelineConfig, Profile } from "@siffra/shared";
import { type ExperimentKind, readExperiment } from "../experiments.ts";
import { EXPERIMENTS_DIR } from "../paths.ts";
import { UsageError } from "../usage.ts";

const PROFILE: ExperimentKind = {
  dir: EXPERIMENTS_DIR,
  argument: "--profile",
  jsonCode: "profile-json",
  schemaCode: "profile-schema",
  advice: "Compare it with experiments/quick.json.",
};

/** The profile of that name in experiments/, or of that path when it ends in .json. */
export function readProfile(nameOrPath: string): Promise<Profile> {
  return readExperiment(Profile, nameOrPath, PROFILE);
}

/** The pipelines that --models names, in the profile's order; all of them when it is not given. */
export function choosePipelines(profile: Profile, names: readonly string[] | undefined): PipelineConfig[] {
  if (names === undefined) return profile.pipelines;
  const known = profile.pipelines.map((pipeline) => pipeline.name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return profile.pipelines.filter((pipeline) => names.includes(pipeline.name));
  throw new UsageError(`--models ${unknown.join(",")}: expected names out of ${known.join(", ")}.`);
}
