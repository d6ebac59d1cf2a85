import type { Core } from "@siffra/shared";
import {
  backend_util,
  getKernel,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from "@tensorflow/tfjs";
import { joined } from "../joined.ts";
import { makeOutput, viewsOf } from "./heap.ts";
import { type ConvAttributes, convInfo, convSizes, type Pad, poolSizes } from "./sizes.ts";

/** A network's convolutions in the core, with what they gave last. */
export type ConvStack = InstanceType<Core["ConvStack"]>;

/** Kernels of ours that tfjs has no name for: all convolutions and poolings of a network, and the gradients of their weights. */
export const CONV_STACK = "SiffraConvStack";
export const CONV_STACK_GRADIENTS = "SiffraConvStackGradients";

const BACKEND = "wasm";

/**
 * Teaches tfjs's wasm backend to train convolutions: `Conv2DBackpropFilter`, which it lacks, and in place of its own
 * `Conv2DBackpropInput`, which is slow, and `MaxPoolGrad`, which is slow and gives a window of negative values no gradient.
 */
export function registerKernels(core: Core): void {
  register("Conv2DBackpropFilter", ({ backend, inputs, attrs }) => {
    const { x, dy } = inputs as Record<"x" | "dy", TensorInfo>;
    const attributes = attrs as unknown as ConvAttributes & { filterShape: number[] };
    const info = convInfo(x.shape, attributes.filterShape, attributes);
    return output(backend, info.filterShape, [x, dy], ([x, dy], out) =>
      core.conv2dBackpropFilter(convSizes(info), x as Float32Array, dy as Float32Array, out),
    );
  });
  register("Conv2DBackpropInput", ({ backend, inputs, attrs }) => {
    const { dy, filter } = inputs as Record<"dy" | "filter", TensorInfo>;
    const attributes = attrs as unknown as ConvAttributes & { inputShape: number[] };
    const info = convInfo(attributes.inputShape, filter.shape, attributes);
    return output(backend, info.inShape, [dy, filter], ([dy, filter], out) =>
      core.conv2dBackpropInput(convSizes(info), dy as Float32Array, filter as Float32Array, out),
    );
  });
  register("MaxPoolGrad", ({ backend, inputs, attrs }) => {
    const { dy, input } = inputs as Record<"dy" | "input", TensorInfo>;
    const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as PoolAttributes;
    const shape = input.shape as [number, number, number, number];
    const info = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
    return output(backend, info.inShape, [input, dy], ([x, dy], out) =>
      core.maxPoolGradient(poolSizes(info), x as Float32Array, dy as Float32Array, out),
    );
  });
  register(CONV_STACK, ({ backend, inputs, attrs }) => {
    const { x, ...weights } = inputs as Record<string, TensorInfo> & { x: TensorInfo };
    const { stack } = attrs as unknown as StackAttributes;
    const [count = 0] = x.shape;
    return output(backend, [count, stack.nFeatures], [x, ...Object.values(weights)], ([x, ...weights], out) =>
      stack.forward(joined(weights), x as Float32Array, out),
    );
  });
  register(CONV_STACK_GRADIENTS, ({ backend, inputs, attrs }) => {
    const { stack, shapes } = attrs as unknown as StackAttributes & { shapes: number[][] };
    const [dy] = viewsOf(backend, (inputs as Record<"dy", TensorInfo>).dy);
    const gradient = stack.backward(dy as Float32Array);
    const made = shapes.map((shape) => makeOutput(backend, shape));
    let start = 0;
    for (const view of viewsOf(backend, ...made)) {
      view.set(gradient.subarray(start, start + view.length));
      start += view.length;
    }
    return made;
  });
}

interface StackAttributes {
  stack: ConvStack;
}

interface PoolAttributes {
  filterSize: number | [number, number];
  strides: number | [number, number];
  pad: Pad;
  dimRoundingMode?: "floor" | "round" | "ceil";
}

/** Replaces what the backend has under this name. */
function register(kernelName: string, kernelFunc: KernelFunc): void {
  if (getKernel(kernelName, BACKEND)) unregisterKernel(kernelName, BACKEND);
  registerKernel({ kernelName, backendName: BACKEND, kernelFunc });
}

/** A new tensor, filled by `fill` out of views of the inputs. */
function output(
  backend: unknown,
  shape: number[],
  inputs: TensorInfo[],
  fill: (inputs: Float32Array[], out: Float32Array) => void,
): TensorInfo {
  const made = makeOutput(backend, shape);
  const [out, ...views] = viewsOf(backend, made, ...inputs);
  fill(views, out as Float32Array);
  return made;
}
