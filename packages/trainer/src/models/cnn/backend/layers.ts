import {
  customGrad,
  engine,
  fused,
  type GradSaveFunc,
  matMul,
  type NamedTensorMap,
  relu,
  step,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tidy,
  transpose,
  zerosLike,
} from "@tensorflow/tfjs";
import { CONV_RELU_GRADIENTS } from "./register.ts";

type Padding = "same" | "valid";

/**
 * Convolution with stride 1, bias and ReLU of `x`, [batch, height, width, in], by `filter`, [height, width, in, out]. Its
 * gradients are one call of the core's kernel; `isFirst` leaves out that of the image, which nothing asks for.
 */
export function convRelu(x: Tensor4D, filter: Tensor4D, bias: Tensor1D, pad: Padding, isFirst: boolean): Tensor4D {
  const op = customGrad((...args) => {
    const [x, filter, bias, save] = args as unknown as [Tensor4D, Tensor4D, Tensor1D, GradSaveFunc];
    const y = fused.conv2d({ x, filter, bias, strides: 1, pad, activation: "relu" });
    save([x, filter, y]);
    return { value: y, gradFunc: (dy, saved) => gradients(dy, saved as Tensor[], pad, isFirst) };
  });
  return op(x, filter, bias) as Tensor4D;
}

function gradients(dy: Tensor, [x, filter, y]: Tensor[], pad: Padding, isFirst: boolean): Tensor[] {
  const inputs = { x, y, dy, filter } as unknown as NamedTensorMap;
  const [dx, df, db] = engine().runKernel(CONV_RELU_GRADIENTS, inputs, { pad, withImage: !isFirst }) as Tensor[];
  if (isFirst) dx?.dispose();
  return [isFirst ? zerosLike(x as Tensor) : dx, df, db] as Tensor[];
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
