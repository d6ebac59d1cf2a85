import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../../../", import.meta.url));

/** Folders of the repository, wherever the command was started. */
export const RUNS_DIR = join(ROOT, "runs");
export const EXPERIMENTS_DIR = join(ROOT, "experiments");
export const SEARCH_DIR = join(EXPERIMENTS_DIR, "search");
export const BENCH_DIR = join(ROOT, "bench");
export const MNIST_CACHE_DIR = join(ROOT, "datasets", "mnist");
export const SHIPPED_MODELS_DIR = join(ROOT, "packages", "app", "public", "models");

/** A path as a person gave it: from the folder where they typed it, which pnpm hands on as INIT_CWD. */
export function userPath(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

/** MNIST_DIR. turbo starts every task in its package's folder, so a relative one is from the repository's root. */
export function mnistDir(): string | undefined {
  const { MNIST_DIR } = process.env;
  return MNIST_DIR ? resolve(ROOT, MNIST_DIR) : undefined;
}
