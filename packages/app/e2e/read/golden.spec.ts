import { readdirSync, readFileSync, statSync } from "node:fs";
import { expect, test } from "../support/test.ts";

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

const CORE = new URL("../../../../crates/mnist-core/", import.meta.url);
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

/** The shipped cores by size: the small one, which reads, and the whole one, which decodes files too. */
const ASSETS = new URL("../../dist/assets/", import.meta.url);
const SHIPPED = readdirSync(ASSETS)
  .filter((name) => name.startsWith("mnist_core") && name.endsWith(".wasm"))
  .sort((a, b) => statSync(new URL(a, ASSETS)).size - statSync(new URL(b, ASSETS)).size);

for (const [i, core] of ["pkg/reader", "pkg"].entries()) {
  test(`the shipped core of ${core} gives Rust's bytes in Chromium`, async ({ app, page, baseURL }) => {
    expect(SHIPPED).toHaveLength(2);
    await app.open();
    const glue = `${baseURL}golden/mnist_core.js`;
    const body = readFileSync(new URL(`${core}/mnist_core.js`, CORE), "utf8");
    await page.route(glue, (route) => route.fulfill({ contentType: "text/javascript", body }));
    const cases = CASES.filter(({ kind }) => core === "pkg" || kind !== "image");
    const read = await page.evaluate(preprocessAll, { cases, glue, wasm: `${baseURL}assets/${SHIPPED[i]}` });
    expect(read.length).toBeGreaterThan(0);
    expect(read).toEqual(cases.map(rounded));
  });
}
