import type { Grey } from "./raster.ts";

/** A video of `frames` times the same grey picture, in the form that Chromium's fake camera reads: YUV4MPEG2, 4:2:0. */
export function toY4m({ width, height, pixels }: Grey, frames: number): Buffer {
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F30:1 Ip A1:1 C420jpeg\n`);
  const colourless = Buffer.alloc(2 * (width / 2) * (height / 2), 128);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), pixels, colourless]);
  return Buffer.concat([header, ...Array.from({ length: frames }, () => frame)]);
}
