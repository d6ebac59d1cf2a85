import type { Core } from "@siffra/shared";
import {
  backend_util,
  getKernel,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from "@tensorflow/tfjs";
import { makeOutput, viewsOf } from "./heap.ts";
import { type ConvAttributes, convInfo, convSizes, type Pad, poolSizes } from "./sizes.ts";

/** The kernel of ours that tfjs has no name for: the three gradients of convolution, bias and ReLU at once. */
export const CONV_RELU_GRADIENTS = "SiffraConvReluGradients";

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
  register(CONV_RELU_GRADIENTS, ({ backend, inputs, attrs }) => convReluGradients(core, backend, inputs, attrs));
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

function convReluGradients(core: Core, backend: unknown, inputs: unknown, attrs: unknown): TensorInfo[] {
  const { x, y, dy, filter } = inputs as Record<"x" | "y" | "dy" | "filter", TensorInfo>;
  const { pad, withImage } = attrs as { pad: Pad; withImage: boolean };
  const info = convInfo(x.shape, filter.shape, { strides: 1, pad });
  const made = [withImage ? info.inShape : [0], filter.shape, [info.outChannels]].map((s) => makeOutput(backend, s));
  const [dx, df, db, xs, ys, dys, filters] = viewsOf(backend, ...made, x, y, dy, filter) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  core.convReluGradients(convSizes(info), xs, ys, dys, filters, dx, df, db);
  return made;
}
