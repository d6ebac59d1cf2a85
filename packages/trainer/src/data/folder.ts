import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { SiffraError } from "@siffra/shared";
import type { SourceFile, Sources, VerifiedFile } from "../dataset/index.ts";
import { readVerified } from "./verify.ts";

/**
 * Reads and verifies the four files in a folder of the user's. Each may be gzipped or not, and may have a dot before "idx",
 * as some copies do. Throws `data-no-folder`, `data-missing-file` and what `readVerified` throws.
 */
export async function loadFolder(dir: string, sources: Sources): Promise<VerifiedFile[]> {
  const present = await list(dir);
  const paths = sources.files.map((source) => join(dir, choose(dir, present, source)));
  const files: VerifiedFile[] = [];
  for (const [i, source] of sources.files.entries()) files.push(await readVerified(source, paths[i] as string));
  return files;
}

async function list(dir: string): Promise<string[]> {
  try {
    return (await readdir(dir)).sort();
  } catch (cause) {
    const found = (cause as NodeJS.ErrnoException).code ?? String(cause);
    const message = `MNIST_DIR: expected a folder with the four MNIST files at ${dir}, found ${found}. ${NEXT_STEP}`;
    throw new SiffraError("data-no-folder", message, { cause });
  }
}

function choose(dir: string, present: string[], source: SourceFile): string {
  const names = acceptedNames(source);
  const name = names.find((candidate) => present.includes(candidate));
  if (name !== undefined) return name;
  const found = present.length === 0 ? "an empty folder" : present.slice(0, 8).join(", ");
  const message = `${dir}: ${source.name} is missing: expected one of ${names.join(", ")}, found ${found}. ${NEXT_STEP}`;
  throw new SiffraError("data-missing-file", message);
}

function acceptedNames(source: SourceFile): string[] {
  const dotted = source.name.replace("-idx", ".idx");
  return [source.name, source.gz, dotted, `${dotted}.gz`];
}

const NEXT_STEP = "Correct MNIST_DIR or put the file there; without MNIST_DIR the files are downloaded.";
