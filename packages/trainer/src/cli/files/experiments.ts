import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type JsonKind, parseJson } from "@siffra/shared";
import type * as v from "valibot";
import { UsageError } from "../usage.ts";
import { readLimited } from "./disk.ts";
import { userPath } from "./paths.ts";

const MAX_BYTES = 1_000_000;

/** Where experiments of one kind are kept, and how errors speak of them. */
export interface ExperimentKind extends Omit<JsonKind, "what"> {
  dir: string;
  /** What was typed before the name: `--profile`. */
  argument: string;
}

/** The experiment of that name, or of that path when it ends in .json. @throws UsageError, or SiffraError by `kind` */
export async function readExperiment<S extends v.GenericSchema>(
  schema: S,
  nameOrPath: string,
  kind: ExperimentKind,
): Promise<v.InferOutput<S>> {
  const path = nameOrPath.endsWith(".json") ? userPath(nameOrPath) : await findNamed(nameOrPath, kind);
  return parseJson(schema, new TextDecoder().decode(await readLimited(path, MAX_BYTES)), { ...kind, what: path });
}

async function findNamed(name: string, { dir, argument }: ExperimentKind): Promise<string> {
  const files = (await readdir(dir)).filter((file) => file.endsWith(".json"));
  if (files.includes(`${name}.json`)) return join(dir, `${name}.json`);
  const names = files.map((file) => file.slice(0, -".json".length)).sort();
  throw new UsageError(`${argument} ${name}: expected one of ${names.join(", ")}, or a path that ends in .json.`);
}
