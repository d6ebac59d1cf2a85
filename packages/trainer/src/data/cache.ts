import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { SiffraError } from "@siffra/shared";
import { type SourceFile, type Sources, type VerifiedFile, WrongFile } from "../dataset/index.ts";
import { download } from "./download.ts";
import type { DownloadOptions } from "./mirror.ts";
import { readVerified } from "./verify.ts";

/** The four files from `dir`, downloading those that are not there yet. Throws as `download` does, and `data-cache`. */
export async function loadCache(dir: string, sources: Sources, options: DownloadOptions): Promise<VerifiedFile[]> {
  try {
    await mkdir(dir, { recursive: true });
    const files: VerifiedFile[] = [];
    for (const source of sources.files) files.push(await cachedOrDownloaded(dir, source, options));
    return files;
  } catch (cause) {
    if (cause instanceof SiffraError) throw cause;
    const found = (cause as NodeJS.ErrnoException).code ?? String(cause);
    const nextStep = "Free some space or correct its permissions, or set MNIST_DIR to a folder with the files.";
    throw new SiffraError("data-cache", `${dir}: expected a folder to download to, found ${found}. ${nextStep}`, {
      cause,
    });
  }
}

async function cachedOrDownloaded(dir: string, source: SourceFile, options: DownloadOptions): Promise<VerifiedFile> {
  const path = join(dir, source.gz);
  try {
    if (existsSync(path)) return await readVerified(source, path);
  } catch (error) {
    if (!(error instanceof WrongFile)) throw error;
    options.onEvent(`${path}: ${error.difference}; downloading it again`);
    await rm(path);
  }
  return download(source, path, options);
}
