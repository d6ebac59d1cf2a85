import type { TransformParams } from "@siffra/shared";
import type { FoldFeatures } from "../../pipeline/index.ts";

/**
 * The features of the folds that one worker used last, as long as the transforms stay the same: trials that differ in
 * their classifier alone find them here. It changes how long a trial takes, not what it gives.
 */
export class FoldCache {
  #transforms = "";
  readonly #features = new Map<string, FoldFeatures>();

  /** The features of fold `id`, made if they are not there; those under other transforms are freed. */
  get(transforms: readonly TransformParams[], id: string, make: () => FoldFeatures): FoldFeatures {
    const key = JSON.stringify(transforms);
    if (key !== this.#transforms) this.clear();
    this.#transforms = key;
    const found = this.#features.get(id);
    if (found) return found;
    const made = make();
    this.#features.set(id, made);
    return made;
  }

  clear(): void {
    for (const features of this.#features.values()) features.free();
    this.#features.clear();
  }
}
