import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type JsonKind, type PipelineConfig, Profile, parseJson } from "@siffra/shared";
import { readLimited } from "../files.ts";
import { EXPERIMENTS_DIR, userPath } from "../paths.ts";
import { UsageError } from "../usage.ts";

const MAX_PROFILE_BYTES = 1_000_000;

/** The profile of that name in experiments/, or of that path when it ends in .json. */
export async function readProfile(nameOrPath: string): Promise<Profile> {
  const path = nameOrPath.endsWith(".json") ? userPath(nameOrPath) : await namedProfile(nameOrPath);
  const kind: JsonKind = {
    what: path,
    jsonCode: "profile-json",
    schemaCode: "profile-schema",
    advice: "Compare it with experiments/quick.json.",
  };
  return parseJson(Profile, new TextDecoder().decode(await readLimited(path, MAX_PROFILE_BYTES)), kind);
}

async function namedProfile(name: string): Promise<string> {
  const files = (await readdir(EXPERIMENTS_DIR)).filter((file) => file.endsWith(".json"));
  if (files.includes(`${name}.json`)) return join(EXPERIMENTS_DIR, `${name}.json`);
  const names = files.map((file) => file.slice(0, -".json".length)).sort();
  throw new UsageError(`--profile ${name}: expected one of ${names.join(", ")}, or a path that ends in .json.`);
}

/** The pipelines that --models names, in the profile's order; all of them when it is not given. */
export function choosePipelines(profile: Profile, names: readonly string[] | undefined): PipelineConfig[] {
  if (names === undefined) return profile.pipelines;
  const known = profile.pipelines.map((pipeline) => pipeline.name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return profile.pipelines.filter((pipeline) => names.includes(pipeline.name));
  throw new UsageError(`--models ${unknown.join(",")}: expected names out of ${known.join(", ")}.`);
}
