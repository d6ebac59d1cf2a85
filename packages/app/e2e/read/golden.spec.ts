import { readFileSync } from "node:fs";
import { type Module, serveModule } from "../support/serveModule.ts";
import { expect, test } from "../support/test.ts";

type Core = typeof import("@siffra/core/reader");
type Decoder = typeof import("@siffra/core/decoder");

interface Expected {
  digits: { bounds: number[]; pixels_base64: string }[];
  refused: string | null;
}
type Golden = { name: string; expected: Expected } & (
  | { kind: "strokes"; points: number[]; lengths: number[] }
  | { kind: "rgba"; width: number; height: number; rgba_base64: string }
  | { kind: "image"; bytes_base64: string }
  | { kind: "mnist"; pixels_base64: string }
);

const CORE = new URL("../../../../crates/mnist-core/", import.meta.url);
const CASES: Golden[] = JSON.parse(readFileSync(new URL("tests/golden/preprocess.json", CORE), "utf8"));

/** Runs in the page: every case through this core, files through the decoder first. */
async function preprocessAll({ cases, ...served }: { cases: Golden[]; core: Module; decoder: Module }) {
  const core: Core = await import(served.core.glue);
  await core.default({ module_or_path: served.core.wasm });
  const decoder: Decoder = await import(served.decoder.glue);
  await decoder.default({ module_or_path: served.decoder.wasm });
  const fromBase64 = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const toBase64 = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

  function preprocess(golden: Exclude<Golden, { kind: "mnist" }>) {
    if (golden.kind === "image") {
      const { pixels, width, height } = decoder.decodePicture(fromBase64(golden.bytes_base64));
      return core.preprocessRgba(pixels, width, height);
    }
    if (golden.kind === "rgba") return core.preprocessRgba(fromBase64(golden.rgba_base64), golden.width, golden.height);
    return core.preprocessStrokes(Float32Array.from(golden.points), Uint32Array.from(golden.lengths));
  }

  function read(golden: Golden): Expected {
    if (golden.kind === "mnist") {
      const pixels = core.normaliseMnist(fromBase64(golden.pixels_base64));
      return { digits: [{ bounds: [], pixels_base64: toBase64(pixels) }], refused: null };
    }
    const page = preprocess(golden);
    const digits = Array.from({ length: page.digitCount }, (_, i) => ({
      bounds: Array.from(page.bounds(i)),
      pixels_base64: toBase64(page.pixels(i)),
    }));
    const refused = page.refusedCode ?? null;
    page.free();
    return { digits, refused };
  }

  return cases.map((golden) => ({ name: golden.name, ...read(golden) }));
}

/** JSON has more decimals than the core's 32-bit numbers; MNIST images are whole, so their bounds say nothing. */
function rounded({ name, kind, expected: { digits, refused } }: Golden) {
  const bounds = (values: number[]) => (kind === "mnist" ? [] : values.map(Math.fround));
  return { name, digits: digits.map((digit) => ({ ...digit, bounds: bounds(digit.bounds) })), refused };
}

// The whole core preprocesses images of MNIST only; whoever gives a drawing or a picture has the small one for it.
const CORES = [
  { name: "reader/mnist_core", cases: CASES },
  { name: "mnist_core", cases: CASES.filter(({ kind }) => kind === "mnist") },
];

for (const { name, cases } of CORES) {
  test(`the shipped ${name} gives Rust's bytes in Chromium`, async ({ app, page, baseURL }) => {
    expect(cases).not.toHaveLength(0);
    await app.open();
    const core = await serveModule(page, baseURL ?? "", name);
    const decoder = await serveModule(page, baseURL ?? "", "decoder/picture_decoder");
    const read = await page.evaluate(preprocessAll, { cases, core, decoder });
    expect(read).toEqual(cases.map(rounded));
  });
}
