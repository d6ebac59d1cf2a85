import { backend_util } from "@tensorflow/tfjs";

type ConvInfo = backend_util.Conv2DInfo;

/** A convolution's sizes in the order of the core's kernels. */
export function convSizes(info: ConvInfo): Uint32Array {
  return Uint32Array.of(
    info.batchSize,
    info.inHeight,
    info.inWidth,
    info.inChannels,
    info.filterHeight,
    info.filterWidth,
    info.strideHeight,
    info.strideWidth,
    info.padInfo.top,
    info.padInfo.left,
    info.outHeight,
    info.outWidth,
    info.outChannels,
  );
}

/** The sizes of pooling in the order of the core's kernels. */
export function poolSizes(info: ConvInfo): Uint32Array {
  return Uint32Array.of(
    info.batchSize,
    info.inHeight,
    info.inWidth,
    info.inChannels,
    info.effectiveFilterHeight,
    info.effectiveFilterWidth,
    info.strideHeight,
    info.strideWidth,
    info.padInfo.top,
    info.padInfo.left,
    info.outHeight,
    info.outWidth,
  );
}

type Shape4D = [number, number, number, number];
export type Pad = Parameters<typeof backend_util.computeConv2DInfo>[4];

export interface ConvAttributes {
  strides: number | [number, number];
  pad: Pad;
  dataFormat?: "NHWC" | "NCHW";
  dimRoundingMode?: "floor" | "round" | "ceil";
}

/** What a convolution of these shapes comes to, as tfjs works it out itself. */
export function convInfo(image: number[], filter: number[], attributes: ConvAttributes): ConvInfo {
  const { strides, pad, dataFormat = "NHWC", dimRoundingMode } = attributes;
  const format = backend_util.convertConv2DDataFormat(dataFormat);
  if (format !== "channelsLast") throw new Error(`Expected dataFormat NHWC, found ${dataFormat}.`);
  return backend_util.computeConv2DInfo(image as Shape4D, filter as Shape4D, strides, 1, pad, dimRoundingMode);
}
