import { cpSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { MAX_PICTURE_BYTES } from "@siffra/shared";
import { loadCore, loadSynth } from "@siffra/shared/node";
import { beforeAll, describe, expect, it } from "vitest";
import { jsonLines, siffra } from "./siffra.ts";
import { tinyRun } from "./tiny-run.ts";

const { dir, run, train } = tinyRun();

/** Three drawn digits as a --strokes file, then a line that is none. */
function writeStrokes(): void {
  const lines = [0, 1, 7].map((label) => {
    const { points, lengths } = loadSynth().synthStrokes(label, "tidy", 5, 0);
    let next = 0;
    const strokes = Array.from(lengths, (length) =>
      Array.from({ length }, () => [points[3 * next], points[3 * next++ + 1]]),
    );
    return JSON.stringify({ id: `digit-${label}`, strokes });
  });
  writeFileSync(join(dir, "drawn.jsonl"), `${lines.join("\n")}\n`);
  writeFileSync(join(dir, "broken.jsonl"), `${lines[0]}\n{"id":"x"}\nnot json\n{"id":"none","strokes":[]}\n`);
}

beforeAll(async () => {
  writeStrokes();
  expect(await train("--out", "run", "--models", "linear")).toMatchObject({ code: 0 });
});

describe("siffra predict", () => {
  const predict = (...args: string[]) => siffra(dir, "predict", "--model", join(run, "models", "linear"), ...args);

  it("answers every drawing with one JSON line, in order", async () => {
    const { code, stdout } = await predict("--strokes", "drawn.jsonl", "--json");
    expect(code).toBe(0);
    const lines = jsonLines(stdout);
    expect(lines.map((line) => line.input)).toEqual(["digit-0", "digit-1", "digit-7"]);
    for (const line of lines) {
      expect(Object.keys(line)).toEqual(["input", "digits", "refused", "model", "preprocessVersion"]);
      expect(line).toMatchObject({ refused: null, model: "linear", preprocessVersion: loadCore().preprocessVersion() });
      expect(line.digits).toHaveLength(1);
      const [{ box, label, probabilities, set }] = line.digits;
      expect(box).toHaveLength(4);
      expect(probabilities).toHaveLength(10);
      expect(probabilities[label]).toBe(Math.max(...probabilities));
      expect(probabilities.reduce((sum: number, p: number) => sum + p, 0)).toBeCloseTo(1, 5);
      expect(set).toContain(label);
    }
  });

  it("goes on after broken lines and files, and exits with 1", async () => {
    writeFileSync(join(dir, "huge.png"), "");
    truncateSync(join(dir, "huge.png"), MAX_PICTURE_BYTES + 1);
    writeFileSync(join(dir, "text.png"), "not a picture");
    const inputs = ["missing.png", "huge.png", "text.png", "."];
    const { code, stdout, stderr } = await predict(...inputs, "--strokes", "broken.jsonl", "--json");
    expect(code).toBe(1);
    const lines = jsonLines(stdout);
    const named = [...inputs, "digit-0", "broken.jsonl:2", "broken.jsonl:3", "none"];
    expect(lines.map((line) => line.input)).toEqual(named);
    const codes = lines.map((line) => line.error?.code ?? line.refused?.code ?? "read");
    expect(codes.slice(0, 2)).toEqual(["file-unreadable", "file-size"]);
    expect(codes[2]).toMatch(/^image-/);
    expect(codes.slice(3, 7)).toEqual(["file-unreadable", "read", "strokes-schema", "strokes-json"]);
    expect(codes[7]).toBe("no-ink");
    expect(stderr).not.toMatch(/ at .*\.ts:/);
  });

  it("reads IDX images", async () => {
    const core = loadCore();
    const { images } = loadSynth().synthDataset("tidy", 2, 0, 3);
    const idx = core.writeIdx(Uint32Array.of(3, 28, 28), images);
    writeFileSync(join(dir, "three.idx"), idx);
    writeFileSync(join(dir, "three.idx.gz"), gzipSync(idx));
    const { code, stdout } = await predict("--idx", "three.idx", "--json");
    expect(code).toBe(0);
    const readings = jsonLines(stdout);
    expect(readings.map((line) => line.input)).toEqual(["three.idx#0", "three.idx#1", "three.idx#2"]);

    const packed = await predict("--idx", "three.idx.gz", "--json");
    const digits = (lines: typeof readings) => lines.map((line) => line["digits"]);
    expect(digits(jsonLines(packed.stdout))).toEqual(digits(readings));
  });

  it("refuses a damaged gzip of an IDX file, by its code", async () => {
    writeFileSync(join(dir, "cut.idx.gz"), gzipSync(new Uint8Array(800)).subarray(0, -9));
    const { code, stdout, stderr } = await predict("--idx", "cut.idx.gz", "--json");
    expect(code).toBe(1);
    expect(jsonLines(stdout)).toMatchObject([{ input: "cut.idx.gz", error: { code: "gzip-truncated" } }]);
    expect(stderr).toContain("1 input could not be read: see the error above.");
  });

  it("refuses a bundle with a flipped byte, by its code", async () => {
    const damaged = join(dir, "damaged");
    cpSync(join(run, "models", "linear"), damaged, { recursive: true });
    const path = join(damaged, "model.safetensors");
    const bytes = readFileSync(path);
    bytes[bytes.length - 5] = (bytes[bytes.length - 5] as number) ^ 4;
    writeFileSync(path, bytes);
    const { code, stdout, stderr } = await siffra(dir, "predict", "--model", damaged, "--strokes", "drawn.jsonl");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^siffra: model\.safetensors: expected .* found .* \(bundle-hash\)\n$/);
  });
});
