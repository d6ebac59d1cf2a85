import { type Pipeline, SiffraError } from "@siffra/shared";
import { releaseProxy } from "comlink";
import type { ShardNetwork } from "../../models/cnn/training.ts";
import type { Fit } from "../../pipeline/index.ts";
import type { OnJobProgress } from "../protocol.ts";

/** A fit under way, and whom to tell how far it has come. */
interface FitUnderWay {
  fit: Fit;
  onProgress: OnJobProgress;
}

/** What a worker keeps in wasm memory between two calls, by name. */
export class Kept {
  readonly #fits = new Map<string, FitUnderWay>();
  readonly #models = new Map<string, Pipeline>();
  readonly #networks = new Map<string, ShardNetwork>();

  putFit(id: string, fit: FitUnderWay): void {
    this.close(id);
    this.#fits.set(id, fit);
  }

  /** Keeps a model in place of what was there. */
  putModel(id: string, model: Pipeline): void {
    this.close(id);
    this.#models.set(id, model);
  }

  putNetwork(id: string, network: ShardNetwork): void {
    this.close(id);
    this.#networks.set(id, network);
  }

  fit(id: string): FitUnderWay {
    return found(this.#fits.get(id), "fit", id);
  }

  model(id: string): Pipeline {
    return found(this.#models.get(id), "model", id);
  }

  network(id: string): ShardNetwork {
    return found(this.#networks.get(id), "network", id);
  }

  /** Frees what has this name, if anything. */
  close(id: string): void {
    const underWay = this.#fits.get(id);
    underWay?.fit.free();
    release(underWay?.onProgress);
    this.#models.get(id)?.free();
    this.#networks.get(id)?.free();
    this.#networks.delete(id);
    this.#fits.delete(id);
    this.#models.delete(id);
  }
}

/** Closes the channel of a callback that came over comlink. */
function release(callback: (OnJobProgress & { [releaseProxy]?: () => void }) | undefined): void {
  callback?.[releaseProxy]?.();
}

function found<T>(kept: T | undefined, kind: string, id: string): T {
  if (kept) return kept;
  throw new SiffraError("worker-missing", `Expected the worker to have ${kind} ${id} open, found none of that name.`);
}
