import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IMAGE_SIZE, type TransformParams } from "@siffra/shared";
import type { Dataset } from "../../../dataset/index.ts";
import { writeNpy } from "../npy.ts";
import type { PeerProgram } from "../peer/process.ts";
import { PeerSide } from "../peer/side.ts";
import { type PeerSamples, SklearnPeer } from "../peer/sklearn.ts";
import type { PeerPlan } from "../plan.ts";
import type { SampleFiles } from "../siffra/protocol.ts";
import { runJob } from "../siffra/run.ts";

export interface BenchOptions {
  repeat: number;
  workers: number;
  /** Images to train on and to test with: the first of each set. */
  train: number;
  test: number;
  /** null measures Siffra alone. */
  peer: PeerProgram | null;
}

interface Features {
  files: { train: SampleFiles; test: SampleFiles };
  seconds: number;
}

/** What all cases share: the images as files that both sides read, and how to start a peer. */
export class BenchContext {
  readonly options: BenchOptions;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  readonly images: { train: SampleFiles; test: SampleFiles };
  /** The versions of the last peer that started. */
  peerVersions: SklearnPeer["versions"] | null = null;
  readonly #dir: string;
  readonly #features = new Map<string, Promise<Features>>();

  constructor(dataset: Dataset, options: BenchOptions, signal: AbortSignal, log: (line: string) => void) {
    this.options = options;
    this.signal = signal;
    this.log = log;
    this.#dir = mkdtempSync(join(tmpdir(), "siffra-bench-"));
    const write = (name: "train" | "test", count: number): SampleFiles => {
      const files = { x: this.file(`${name}-x.npy`), y: this.file(`${name}-y.npy`) };
      writeNpy(files.x, dataset[name].images.subarray(0, IMAGE_SIZE * count), [count, IMAGE_SIZE]);
      writeNpy(files.y, dataset[name].labels.subarray(0, count), [count]);
      return files;
    };
    this.images = { train: write("train", options.train), test: write("test", options.test) };
  }

  /** A name in a folder that is gone after the run. */
  file(name: string): string {
    return join(this.#dir, name);
  }

  /** What transforms fitted to the first `rows` training images make of these and of the test images. Made once. */
  features(transforms: TransformParams[], rows: number): Promise<Features> {
    const key = JSON.stringify([transforms, rows]);
    const known = this.#features.get(key);
    if (known) return known;
    const made = this.#makeFeatures(transforms, rows, this.#features.size);
    this.#features.set(key, made);
    return made;
  }

  async #makeFeatures(transforms: TransformParams[], rows: number, number: number): Promise<Features> {
    const out = { train: this.file(`features-${number}-train.npy`), test: this.file(`features-${number}-test.npy`) };
    const { seconds } = await runJob({ kind: "features", transforms, ...this.images, rows, out }, this.signal);
    const kinds = transforms.map(({ kind }) => kind).join(", ");
    this.log(`features (${kinds}) of ${rows} images, one thread: ${seconds.toFixed(2)} s`);
    const files = { train: { ...this.images.train, x: out.train }, test: { ...this.images.test, x: out.test } };
    return { files, seconds };
  }

  /** A new peer that has the values of a case: `rows` images' pixels, or what `transforms` make of them. */
  openPeer(plan: PeerPlan | null, input: PeerSamples["input"], transforms: TransformParams[], rows: number) {
    const program = this.options.peer;
    if (!program || !plan) return PeerSide.open(undefined, this.log);
    const start = async (): Promise<SklearnPeer> => {
      const files = input === "features" ? (await this.features(transforms, rows)).files : this.images;
      const peer = await SklearnPeer.start(program, this.signal);
      this.peerVersions = peer.versions;
      try {
        await peer.load({ files, input, rows }, plan.dtype);
        return peer;
      } catch (error) {
        peer.stop();
        throw error;
      }
    };
    return PeerSide.open(start, this.log);
  }

  close(): void {
    rmSync(this.#dir, { recursive: true, force: true });
  }
}
