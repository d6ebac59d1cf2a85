import type { BundleFiles } from "@siffra/shared";
import { proxy } from "comlink";
import type { Samples } from "../evaluation/index.ts";
import type { Measurement } from "../pipeline/index.ts";
import { allocateShared } from "../workers/index.ts";
import { startPool } from "../workers/node/index.ts";
import { StepProgress } from "./terminal/index.ts";

/**
 * Measures saved models on normalised test images, one after another in one worker, so that this thread hears Ctrl-C.
 * @throws SiffraError as `measureBundle` does, "cancelled"
 */
export async function measureInWorker(
  bundles: readonly BundleFiles[],
  test: Samples,
  command: string,
  signal: AbortSignal,
): Promise<Measurement[]> {
  const nothing = { images: allocateShared(0), labels: allocateShared(0) };
  const pool = startPool(1, nothing, signal);
  const progress = new StepProgress(command);
  const onProgress = proxy((step: string, share: number) => void progress.show(step, share));
  try {
    await pool.openTest(test);
    return await pool.run(bundles.map((files) => (worker) => worker.api.measure(files, onProgress)));
  } finally {
    progress.end();
    await pool.close();
  }
}
