import { constants } from "node:fs";
import { access, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { SiffraError } from "@siffra/shared";
import { toJsonText, writeDurable } from "../../files/disk.ts";
import type { BenchResult } from "../run.ts";
import { growthPlot } from "./growth-plot.ts";
import { toMarkdown } from "./markdown.ts";

/** Makes the folder, so that a wrong one is known before an hour's work and not after it. */
export async function prepareFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true });
    await access(dir, constants.W_OK);
  } catch (cause) {
    throw cannotWrite(dir, cause);
  }
}

/** Writes benchmarks.md, bench.json and, where growth was measured, growth.svg; each is replaced in one step. */
export async function writeResult(dir: string, result: BenchResult, command: string): Promise<string[]> {
  const files: Record<string, string> = {
    "bench.json": toJsonText({ formatVersion: 1, command, ...result }),
    ...(result.growth.length > 0 ? { "growth.svg": growthPlot(result.growth) } : {}),
    "benchmarks.md": toMarkdown(result, command),
  };
  try {
    for (const [name, content] of Object.entries(files)) await replaceFile(join(dir, name), content);
  } catch (cause) {
    throw cannotWrite(dir, cause);
  }
  return Object.keys(files);
}

function cannotWrite(dir: string, cause: unknown): SiffraError {
  const advice = "Name another folder with --out.";
  return new SiffraError("bench-out", `Cannot write to ${dir}: ${(cause as Error).message}. ${advice}`, { cause });
}

async function replaceFile(path: string, content: string): Promise<void> {
  const partial = `${path}.${process.pid}.partial`;
  try {
    await writeDurable(partial, content);
    await rename(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
}
