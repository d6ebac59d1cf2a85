import { type Core, SiffraError } from "@siffra/shared";
import { loadCache } from "./cache.ts";
import { type Dataset, datasetSum, type Split } from "./dataset.ts";
import { DownloadFailed } from "./download.ts";
import { loadFolder } from "./folder.ts";
import type { DownloadOptions } from "./mirror.ts";
import { readSources, type Sources } from "./sources.ts";
import { loadSynthetic } from "./synthetic.ts";
import type { VerifiedFile } from "./verify.ts";

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

const SYNTHETIC = { seed: 1, train: 60_000, test: 10_000 };
const TIMEOUTS = { connect: 10_000, idle: 20_000 };

/**
 * MNIST from `dir`, else from the cache or a mirror, else (if allowed) synthetic handwriting, which says so in its first
 * event and in `source`. Throws a `SiffraError` whose code begins with "data-" or "idx-", or is "cancelled".
 */
export async function loadDataset(options: LoadOptions): Promise<Dataset> {
  const { core, signal, onEvent = () => {} } = options;
  const sources = options.sources ?? (await readSources());
  if (options.dir)
    return parse(core, await loadFolder(options.dir, sources), `MNIST (files in ${options.dir}, verified)`);
  try {
    const download = { fetch: options.fetch ?? fetch, timeouts: options.timeouts ?? TIMEOUTS, signal, onEvent };
    return parse(core, await loadCache(options.cacheDir, sources, download), "MNIST (downloaded and verified)");
  } catch (error) {
    if (!(error instanceof DownloadFailed && options.allowSynthetic)) throw error;
    const reason = `MNIST could not be had: ${error.reasons.join("; ")}`;
    return loadSynthetic({ ...(options.synthetic ?? SYNTHETIC), core, reason, onEvent, signal });
  }
}

function parse(core: Core, files: VerifiedFile[], source: string): Dataset {
  const train = parseSplit(core, files, "train");
  const test = parseSplit(core, files, "test");
  return {
    name: "mnist",
    source,
    sha256: datasetSum(train, test),
    files: files.map((file) => file.record),
    train,
    test,
  };
}

function parseSplit(core: Core, files: VerifiedFile[], split: "train" | "test"): Split {
  const bytesOf = (holds: "images" | "labels") =>
    files.find(({ source }) => source.split === split && source.holds === holds)?.bytes as Uint8Array;
  const images = core.parseMnistImages(bytesOf("images"));
  const labels = core.parseMnistLabels(bytesOf("labels"));
  if (images.length !== labels.length * 784) {
    const message = `${split}: expected as many images as labels, found ${images.length / 784} and ${labels.length}. Restore datasets/sources.json.`;
    throw new SiffraError("data-count-mismatch", message);
  }
  return { images, labels };
}
