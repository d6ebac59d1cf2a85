import { readFileSync } from "node:fs";
import { MessageChannel } from "node:worker_threads";
import { expose, wrap } from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import { afterAll, describe, expect, it } from "vitest";
import {
  asSiffraError,
  createRng,
  lineStrokes,
  packStrokes,
  registerErrorTransfer,
  SiffraError,
  sha256Hex,
  VERSION,
} from "../src/index.ts";

const SHUFFLED_BY_SEED_1 = [2, 18, 9, 13, 17, 1, 4, 7, 8, 19, 12, 15, 5, 0, 14, 10, 16, 3, 11, 6];

describe("createRng", () => {
  it("gives the same order for the same seed, another for another", () => {
    const shuffled = (seed: number) => {
      const items = Uint32Array.from({ length: 20 }, (_, i) => i);
      createRng(seed).shuffle(items);
      return [...items];
    };
    // Committed: another order would change every split, and with it every model.
    expect(shuffled(1)).toEqual(SHUFFLED_BY_SEED_1);
    expect(shuffled(2)).not.toEqual(SHUFFLED_BY_SEED_1);
    expect(shuffled(2).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it("draws every number below the bound about equally often", () => {
    const rng = createRng(3);
    const counts = new Uint32Array(5);
    for (let i = 0; i < 5000; i++) {
      const drawn = rng.below(5);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});

it("hashes as FIPS 180 says", () => {
  const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  expect(sha256Hex(new TextEncoder().encode("abc"))).toBe(abc);
});

it("has the version of its package", () => {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  expect(VERSION).toBe(JSON.parse(text).version);
});

describe("strokes", () => {
  it("are packed as triplets, with a pressure where the pen gave none", () => {
    const strokes = lineStrokes({
      id: "a",
      strokes: [
        [
          [1, 2],
          [3, 4, 0.25],
        ],
        [[5, 6]],
      ],
    });
    const { points, lengths } = packStrokes(strokes);
    expect([...points]).toEqual([1, 2, 1, 3, 4, 0.25, 5, 6, 1]);
    expect([...lengths]).toEqual([2, 1]);
  });

  it("are refused when no person can have drawn so many", () => {
    const stroke = new Array(100_001).fill({ x: 0, y: 0, pressure: 1 });
    expect(() => packStrokes([stroke])).toThrow(expect.objectContaining({ code: "strokes-size" }));
  });
});

describe("errors", () => {
  it("keep the code of the core's errors", () => {
    const error = Object.assign(new Error("wrong magic"), { name: "CoreError", code: "idx-wrong-magic" });
    expect(asSiffraError(error)).toMatchObject({ code: "idx-wrong-magic", message: "wrong magic" });
    expect(asSiffraError("oh")).toMatchObject({ code: "unexpected", message: "oh" });
  });

  const { port1, port2 } = new MessageChannel();
  afterAll(() => port1.close());

  it("cross a worker's boundary whole", async () => {
    registerErrorTransfer();
    const fail = () => {
      throw new SiffraError("bundle-hash", "damaged", { cause: new RangeError("inner") });
    };
    expose({ fail }, nodeEndpoint(port1));
    const error = await wrap<{ fail(): void }>(nodeEndpoint(port2))
      .fail()
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SiffraError);
    expect(error).toMatchObject({ code: "bundle-hash", message: "damaged" });
    expect((error as SiffraError).cause).toMatchObject({ name: "RangeError", message: "inner" });
  });
});
