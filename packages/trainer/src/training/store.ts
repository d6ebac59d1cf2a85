import type { BundleFiles, RunEvent } from "@siffra/shared";
import type { Checkpoint } from "../models/cnn/index.ts";

/** Hears of everything that happens in a run. */
export type Emit = (event: RunEvent) => void;

/** Where the bundles of a run go: a folder, or a browser's memory. */
export interface BundleStore {
  /** Keeps a bundle and gives back what is kept. */
  writeBundle(name: string, files: BundleFiles): Promise<BundleFiles>;
  replaceManifest(name: string, manifest: Uint8Array): Promise<void>;
}

/** Where networks stood, for a training that is gone on with. */
export interface CheckpointStore {
  /** @param key everything that the training depends on, as one sum */
  find(model: string, key: string): Promise<Checkpoint | undefined>;
  save(model: string, key: string, checkpoint: Checkpoint): Promise<void>;
}
