import type { PipelineConfig, Profile, RunEvent } from "@siffra/shared";
import type { Trained } from "@siffra/trainer/browser";

/** What to learn from. */
export type DataChoice = { kind: "synthetic" } | { kind: "mnist"; files: readonly File[] };

/** What the page asks for. */
export interface TrainRequest {
  profile: Profile;
  config: PipelineConfig;
  data: DataChoice;
  /** Folder of the bundle that the new one is compared with. */
  shippedUrl: string;
}

/** What comes of a training. */
export interface TrainedBundle extends Trained {
  /** manifest.json, README.md and model.safetensors. */
  zip: Uint8Array;
}

/** What the worker that leads a training offers. It is ended to cancel: nothing is left of it then. */
export interface TrainApi {
  /** @throws SiffraError with the code of what went wrong */
  train(request: TrainRequest, onEvent: (event: RunEvent) => void): Promise<TrainedBundle>;
  /** Lets no more work begin, and resolves when what has begun is done; or lets the work go on. */
  setPaused(isPaused: boolean): Promise<void>;
}
