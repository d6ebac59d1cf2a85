import type { Core } from "@siffra/shared";
import type { Samples } from "../../evaluation/index.ts";
import type { LoadSynth } from "../../models/cnn/index.ts";

/** What a worker starts with, whether a thread of Node's or a browser's. */
export interface WorkerSetup {
  core: Core;
  loadSynth: LoadSynth;
  /** Normalised training images; a job names those that it uses by index. */
  train: Samples;
  /** Whether everything is to stop; asked between steps. */
  isCancelled: () => boolean;
  /** Addresses of tfjs's wasm files, which Node finds itself. */
  wasmPaths?: Record<string, string>;
}
