import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Page, ReaderCore } from "../src/core.ts";
import { preprocessPicture } from "../src/picture.ts";
import { loadCore, loadDecoder, loadReaderCore } from "../src/platform/node.ts";

type Input =
  | { kind: "strokes"; points: number[]; lengths: number[] }
  | { kind: "rgba"; width: number; height: number; rgba_base64: string }
  | { kind: "image"; bytes_base64: string }
  | { kind: "mnist"; pixels_base64: string };

interface Expected {
  digits: { bounds: number[]; pixels_base64: string }[];
  refused: string | null;
}

type Case = Input & { name: string; expected: Expected };

// Written by the Rust tests, which hold the native build to the same bytes.
const FILE = new URL("../../../crates/mnist-core/tests/golden/preprocess.json", import.meta.url);
const cases: Case[] = JSON.parse(readFileSync(FILE, "utf8"));
const small = loadReaderCore();

const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, "base64"));
const toBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

function preprocess(input: Exclude<Input, { kind: "mnist" }>): Page {
  switch (input.kind) {
    case "strokes":
      return small.preprocessStrokes(Float32Array.from(input.points), Uint32Array.from(input.lengths));
    case "rgba":
      return small.preprocessRgba(fromBase64(input.rgba_base64), input.width, input.height);
    case "image":
      return preprocessPicture(small, loadDecoder(), fromBase64(input.bytes_base64));
  }
}

function describePage(page: Page): Expected {
  const digits = Array.from({ length: page.digitCount }, (_, i) => ({
    bounds: [...page.bounds(i)],
    pixels_base64: toBase64(page.pixels(i)),
  }));
  return { digits, refused: page.refusedCode ?? null };
}

function normalise(core: ReaderCore, base64: string): Expected {
  const pixels = core.normaliseMnist(fromBase64(base64));
  return { digits: [{ bounds: [0, 0, 28, 28], pixels_base64: toBase64(pixels) }], refused: null };
}

/** The file has the shortest decimal numbers that are these f32. */
function rounded({ digits, refused }: Expected): Expected {
  return { digits: digits.map((digit) => ({ ...digit, bounds: digit.bounds.map(Math.fround) })), refused };
}

it("has cases of every kind", () => {
  const kinds = new Set(cases.map((golden) => golden.kind));
  expect([...kinds].sort()).toEqual(["image", "mnist", "rgba", "strokes"]);
});

it.each(cases.map((golden) => [golden.name, golden] as const))("%s gives Rust's bytes in Node", (_, golden) => {
  const found = golden.kind === "mnist" ? normalise(small, golden.pixels_base64) : describePage(preprocess(golden));
  expect(found).toEqual(rounded(golden.expected));
});

const images = cases.flatMap((golden) => (golden.kind === "mnist" ? [golden] : []));

it.each(images.map((golden) => [golden.name, golden] as const))("%s gives them in the whole core too", (_, golden) => {
  expect(normalise(loadCore(), golden.pixels_base64)).toEqual(rounded(golden.expected));
});
