import { type PipelineConfig, Profile } from "@siffra/shared";
import { isBaseline } from "../../evaluation/index.ts";
import { type ExperimentKind, readExperiment } from "../files/experiments.ts";
import { EXPERIMENTS_DIR } from "../files/paths.ts";
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

/** What the profile says of these pipelines alone. */
export function narrowTo(pipelines: readonly PipelineConfig[], profile: Profile): Profile {
  const { crossValidation, baselines = {}, ...rest } = profile;
  const isHere = (name: string) => pipelines.some((pipeline) => pipeline.name === name);
  const pairs = Object.entries(baselines).filter((names) => names.every(isHere));
  const narrow = {
    ...rest,
    pipelines: [...pipelines],
    ...(pairs.length > 0 && { baselines: Object.fromEntries(pairs) }),
  };
  if (!crossValidation) return narrow;
  const { fewerFolds = {}, ...plan } = crossValidation;
  const own = Object.entries(fewerFolds).filter(([name]) => isHere(name));
  return { ...narrow, crossValidation: own.length === 0 ? plan : { ...plan, fewerFolds: Object.fromEntries(own) } };
}

/** The profile without what is there for comparison only. */
export function withoutBaselines(profile: Profile): Profile {
  return narrowTo(
    profile.pipelines.filter(({ name }) => !isBaseline(profile, name)),
    profile,
  );
}

/** The profile, every model of which goes through all folds of its cross-validation. @throws UsageError when it has none */
export function withAllFolds(profile: Profile): Profile {
  if (!profile.crossValidation) {
    throw new UsageError(`--all-folds: the profile ${profile.name} has no cross-validation. Leave it out.`);
  }
  const { fewerFolds: _, ...crossValidation } = profile.crossValidation;
  return { ...profile, crossValidation };
}

/** The pipelines that --models names, in the profile's order; all of them when it is not given. */
export function choosePipelines(profile: Profile, names: readonly string[] | undefined): PipelineConfig[] {
  if (names === undefined) return profile.pipelines;
  const known = profile.pipelines.map((pipeline) => pipeline.name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return profile.pipelines.filter((pipeline) => names.includes(pipeline.name));
  throw new UsageError(`--models ${unknown.join(",")}: expected names out of ${known.join(", ")}.`);
}
