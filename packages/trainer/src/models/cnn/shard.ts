import { CLASS_COUNT, type Core, IMAGE_SIZE, type PipelineConfig } from "@siffra/shared";
import {
  dispose,
  losses,
  type Scalar,
  type Tensor,
  tensor,
  tensor2d,
  tidy,
  type Variable,
  variable,
  variableGrads,
} from "@tensorflow/tfjs";
import { gather, type Samples } from "../../evaluation/index.ts";
import type { ConvStack } from "./backend/index.ts";
import { scores } from "./forward.ts";
import { type Layout, type NetworkParams, networkLayout, networkParams } from "./params.ts";
import { scaled, targetsOf } from "./targets.ts";

/** The mean loss of a shard's images, and its gradient by every weight. */
export interface ShardGradient {
  loss: number;
  gradient: Float32Array;
}

/** One worker's network: gives the gradient of any shard at any weights. It holds tensors: free it when done. */
export class ShardNetwork {
  readonly #params: NetworkParams;
  readonly #layout: Layout;
  readonly #samples: Samples;
  readonly #stack: ConvStack;
  readonly #augmenter: InstanceType<Core["Augmenter"]> | undefined;
  readonly #variables: Variable[];

  /** @param samples what `withExtra` gave */
  constructor(core: Core, config: PipelineConfig, samples: Samples, seed: number) {
    this.#params = networkParams(core, config);
    this.#layout = networkLayout(core, config);
    this.#samples = samples;
    this.#stack = new core.ConvStack(JSON.stringify(config.classifier));
    const { augment } = this.#params;
    this.#augmenter = augment ? new core.Augmenter(JSON.stringify(augment), seed) : undefined;
    this.#variables = this.#layout.tensors.map(({ shape }) => variable(tensor(new Float32Array(sizeOf(shape)), shape)));
  }

  /** The mean over the samples `indices`, distorted as in `epoch`. It depends on the arguments only. */
  gradient(weights: Float32Array, indices: Uint32Array, epoch: number): ShardGradient {
    this.#assign(weights);
    const { images, labels } = gather(this.#samples, indices);
    const pixels = this.#augmenter?.apply(images, indices, epoch) ?? images;
    const { value, grads } = tidy(() => variableGrads(() => this.#loss(pixels, labels), this.#variables));
    const gradient = new Float32Array(this.#layout.n_weights);
    for (const [i, { offset }] of this.#layout.tensors.entries()) {
      const grad = grads[(this.#variables[i] as Variable).name] as Tensor;
      gradient.set(grad.dataSync() as Float32Array, offset);
    }
    const [loss = Number.NaN] = value.dataSync();
    dispose([value, grads] as never);
    return { loss, gradient };
  }

  /** The mean loss of the samples `indices` as they are. */
  loss(weights: Float32Array, indices: Uint32Array): number {
    this.#assign(weights);
    const { images, labels } = gather(this.#samples, indices);
    const [loss = Number.NaN] = tidy(() => this.#loss(images, labels).dataSync());
    return loss;
  }

  #assign(weights: Float32Array): void {
    for (const [i, { shape, offset, size }] of this.#layout.tensors.entries()) {
      tidy(() => (this.#variables[i] as Variable).assign(tensor(weights.slice(offset, offset + size), shape)));
    }
  }

  #loss(pixels: Uint8Array, labels: Uint8Array): Scalar {
    const x = tensor2d(scaled(pixels), [labels.length, IMAGE_SIZE]);
    const targets = tensor2d(targetsOf(labels, this.#params.label_smoothing), [labels.length, CLASS_COUNT]);
    return losses.softmaxCrossEntropy(targets, scores(this.#stack, this.#params.layers, this.#variables, x)) as Scalar;
  }

  free(): void {
    dispose(this.#variables);
    this.#stack.free();
    this.#augmenter?.free();
  }
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}
