import type { Core } from "@siffra/shared";
import { loadSynth } from "@siffra/shared/node";
import {
  type Dataset,
  loadSynthetic,
  parseMnist,
  type Sources,
  SYNTHETIC_SIZE,
  type VerifiedFile,
} from "../dataset/index.ts";
import { loadCache } from "./cache.ts";
import { DownloadFailed } from "./download.ts";
import { loadFolder } from "./folder.ts";
import type { DownloadOptions } from "./mirror.ts";
import { readSources } from "./sources.ts";

export interface LoadOptions {
  /** MNIST_DIR: a folder with the four files. When given it is used or refused, never passed over. */
  dir?: string | undefined;
  /** Where downloads are kept. */
  cacheDir: string;
  /** Whether synthetic handwriting may stand in when MNIST can be neither found nor downloaded. */
  allowSynthetic: boolean;
  synthetic?: { seed: number; train: number; test: number } | undefined;
  onEvent?: ((message: string) => void) | undefined;
  core: Core;
  signal?: AbortSignal | undefined;
  /** For tests: other files and mirrors, another fetch, other time-outs (milliseconds). */
  sources?: Sources;
  fetch?: typeof fetch;
  timeouts?: DownloadOptions["timeouts"];
}

const TIMEOUTS = { connect: 10_000, idle: 20_000 };

/**
 * MNIST from `dir`, else from the cache or a mirror, else (if allowed) synthetic handwriting, which says so in its first
 * event and in `source`. Throws a `SiffraError` whose code begins with "data-" or "idx-", or is "cancelled".
 */
export async function loadDataset(options: LoadOptions): Promise<Dataset> {
  const { core, signal, onEvent = () => {} } = options;
  const sources = options.sources ?? (await readSources());
  if (options.dir)
    return ofVerified(core, await loadFolder(options.dir, sources), `MNIST (files in ${options.dir}, verified)`);
  try {
    const download = { fetch: options.fetch ?? fetch, timeouts: options.timeouts ?? TIMEOUTS, signal, onEvent };
    return ofVerified(core, await loadCache(options.cacheDir, sources, download), "MNIST (downloaded and verified)");
  } catch (error) {
    if (!(error instanceof DownloadFailed && options.allowSynthetic)) throw error;
    const reason = `MNIST could not be had: ${error.reasons.join("; ")}`;
    return loadSynthetic({ ...(options.synthetic ?? SYNTHETIC_SIZE), synth: loadSynth(), reason, onEvent, signal });
  }
}

function ofVerified(core: Core, files: VerifiedFile[], source: string): Dataset {
  return parseMnist(
    core,
    files,
    source,
    files.map(({ record }) => record),
  );
}
