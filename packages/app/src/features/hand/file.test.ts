import { describe, expect, it } from "vitest";
import { readHandFile, writeHandFile } from "./file.ts";

const EXAMPLE = { label: 7, pixels: Uint8Array.from({ length: 784 }, (_, i) => i % 256) };

describe("the file of corrections", () => {
  it("comes back as it was", () => {
    expect(readHandFile(writeHandFile([EXAMPLE]))).toEqual([EXAMPLE]);
  });

  it.each([
    ["no JSON", "hello"],
    ["another file", '{"kind":"siffra-bundle"}'],
    ["a label that is no digit", writeHandFile([{ ...EXAMPLE, label: 10 }])],
    ["too few pixels", writeHandFile([{ ...EXAMPLE, pixels: new Uint8Array(783) }])],
    ["too many examples", writeHandFile(Array.from({ length: 501 }, () => EXAMPLE))],
  ])("is refused when it is %s", (_what, text) => {
    expect(() => readHandFile(text)).toThrow(expect.objectContaining({ code: "hand-broken" }));
  });
});
