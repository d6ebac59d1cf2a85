import { readFileSync } from "node:fs";
import { expect, test } from "./support/test.ts";

type Core = typeof import("@siffra/core");

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

const CORE = new URL("../../../crates/mnist-core/", import.meta.url);
const GLUE = readFileSync(new URL("pkg/mnist_core.js", CORE), "utf8");
const CASES: Golden[] = JSON.parse(readFileSync(new URL("tests/golden/preprocess.json", CORE), "utf8"));

/** Runs in the page: every case through the core whose wasm is at `wasm`. */
async function preprocessAll({ cases, glue, wasm }: { cases: Golden[]; glue: string; wasm: string }) {
  const core: Core = await import(glue);
  await core.default({ module_or_path: wasm });
  const fromBase64 = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const toBase64 = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

  function preprocess(golden: Exclude<Golden, { kind: "mnist" }>) {
    if (golden.kind === "image") return core.preprocessImage(fromBase64(golden.bytes_base64));
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

test("the shipped core gives Rust's bytes in Chromium", async ({ app, page, baseURL }) => {
  const requested = page.waitForRequest(/\.wasm$/);
  await app.open();
  const wasm = (await requested).url();
  const glue = `${baseURL}golden/mnist_core.js`;
  await page.route(glue, (route) => route.fulfill({ contentType: "text/javascript", body: GLUE }));
  const read = await page.evaluate(preprocessAll, { cases: CASES, glue, wasm });
  expect(read.length).toBeGreaterThan(0);
  expect(read).toEqual(CASES.map(rounded));
});
