import { expect, it } from "vitest";
import { MAX_PICTURE_BYTES } from "../src/limits.ts";
import { loadDecoder } from "../src/platform/node.ts";

it("the decoder looks into a picture file of just the most bytes, and not into a larger one", () => {
  const decoder = loadDecoder();
  const attempt = (bytes: number) => () => decoder.decodePicture(new Uint8Array(bytes));
  expect(attempt(MAX_PICTURE_BYTES)).toThrow(expect.objectContaining({ code: "image-unsupported-format" }));
  expect(attempt(MAX_PICTURE_BYTES + 1)).toThrow(expect.objectContaining({ code: "image-file-too-large" }));
});
