import {
  customGrad,
  engine,
  type GradSaveFunc,
  matMul,
  type NamedTensorMap,
  relu,
  step,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tidy,
  transpose,
} from "@tensorflow/tfjs";
import { CONV_STACK, CONV_STACK_GRADIENTS, type ConvStack } from "./register.ts";

/**
 * What the convolutions and poolings at a network's beginning make of `x`, [n, 784]: [n, features]. They are one kernel of the
 * core's, and so are the gradients of `weights`, a kernel and a bias of each convolution in order. Between the two `stack`
 * keeps what each layer gave: ask for the gradients before the next images.
 */
export function convStack(stack: ConvStack, x: Tensor2D, weights: readonly Tensor[]): Tensor2D {
  const op = customGrad((...args) => {
    const weights = args.slice(0, -1) as Tensor[];
    const inputs = Object.fromEntries([["x", x], ...weights.map((weight, i) => [i, weight])]) as NamedTensorMap;
    const value = engine().runKernel(CONV_STACK, inputs, { stack } as never) as Tensor;
    const shapes = weights.map(({ shape }) => shape);
    const gradFunc = (dy: Tensor) =>
      engine().runKernel(CONV_STACK_GRADIENTS, { dy }, { stack, shapes } as never) as Tensor[];
    return { value, gradFunc };
  });
  return op(...weights) as Tensor2D;
}

/**
 * `x`, [batch, in], times `kernel`, [in, out], plus `bias`, and ReLU when `isHidden`. The gradients transpose first: tfjs's
 * product of a transposed matrix takes ten times as long.
 */
export function dense(x: Tensor2D, kernel: Tensor2D, bias: Tensor1D, isHidden: boolean): Tensor2D {
  const op = customGrad((...args) => {
    const [x, kernel, bias, save] = args as unknown as [Tensor2D, Tensor2D, Tensor1D, GradSaveFunc];
    const y = tidy(() => {
      const scores = matMul(x, kernel).add(bias);
      return isHidden ? relu(scores) : scores;
    });
    save([x, kernel, y]);
    const gradFunc = (dy: Tensor, saved: unknown) => {
      const [x, kernel, y] = saved as [Tensor2D, Tensor2D, Tensor2D];
      const inner = (isHidden ? dy.mul(step(y)) : dy) as Tensor2D;
      return [matMul(inner, transpose(kernel)), matMul(transpose(x), inner), sum(inner, 0)];
    };
    return { value: y, gradFunc };
  });
  return op(x, kernel, bias) as Tensor2D;
}
