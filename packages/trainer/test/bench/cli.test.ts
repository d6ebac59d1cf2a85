import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readNpy, writeNpy } from "../../src/cli/bench/npy.ts";
import { finish, jsonLines, makeFolder, siffra, start } from "../cli/siffra.ts";

const cwd = makeFolder();
const TINY = ["bench", "--synthetic", "--train", "300", "--test", "100", "--repeat", "1"];

// Where the command puts its files while it runs.
const temporary = makeFolder();
process.env["TMPDIR"] = temporary;
const leftovers = () => readdirSync(temporary).filter((name) => name.startsWith("siffra-bench-"));

describe("siffra bench", () => {
  it("measures rows without a peer, one JSON line each, and writes the page", async () => {
    const rows = "svm-raw,svm-raw-predict,forest-raw";
    const done = await siffra(cwd, ...TINY, "--rows", rows, "--json", "--growth", "--out", "docs");
    expect(done).toMatchObject({ code: 0 });
    const lines = jsonLines(done.stdout);
    const measured = lines.filter((line) => "work" in line);
    expect(measured.map(({ work }) => work)).toEqual(rows.split(","));
    for (const { siffra, peer, ratio } of measured) {
      expect({ peer, ratio }).toEqual({ peer: null, ratio: null });
      expect(siffra.seconds).toHaveLength(1);
      expect(siffra.median).toBeGreaterThan(0);
      expect(siffra.accuracy).toBeGreaterThan(0.8);
      expect(siffra.peakMemoryMb).toBeGreaterThan(30);
    }
    const grown = lines.filter((line) => "growth" in line);
    expect(grown.map(({ growth }) => growth)).toEqual(["svm-raw", "forest-raw"]);
    expect(grown[0].points).toEqual([expect.objectContaining({ n: 300, peerSeconds: null })]);
    expect(readdirSync(join(cwd, "docs")).sort()).toEqual(["bench.json", "benchmarks.md", "growth.svg"]);
    expect(JSON.parse(readFileSync(join(cwd, "docs", "bench.json"), "utf8")).rows).toEqual(measured);
    expect(readFileSync(join(cwd, "docs", "benchmarks.md"), "utf8")).toContain(
      "--train 300 --test 100 --growth --synthetic",
    );
    expect(leftovers()).toEqual([]);
  });

  it("trains a network, whose speed is in the page", async () => {
    const done = await siffra(cwd, ...TINY, "--rows", "cnn-training", "--json", "--out", "network");
    expect(done).toMatchObject({ code: 0 });
    const [row] = jsonLines(done.stdout).filter((line) => "work" in line);
    expect(row).toMatchObject({ work: "cnn-training", images: 300, peer: null });
    expect(readFileSync(join(cwd, "network", "benchmarks.md"), "utf8")).toMatch(
      /cnn-training: learns from \d+ images a second\./,
    );
  });

  it("goes on without a peer that does not work, and says why", async () => {
    writeFileSync(join(cwd, "python"), "#!/bin/sh\necho 'no numpy here' >&2\nexit 1\n", { mode: 0o755 });
    const done = await siffra(cwd, ...TINY, "--rows", "forest-raw", "--peer", "sklearn", "--python", "python");
    expect(done).toMatchObject({ code: 0, stderr: expect.stringMatching(/without a peer: .*no numpy here/) });
    expect(done.stdout).toMatch(/^forest-raw .* failed +- /m);
  });

  it("goes on when there is no such Python", async () => {
    const done = await siffra(
      cwd,
      ...TINY,
      "--rows",
      "pca",
      "--peer",
      "sklearn",
      "--python",
      "nowhere",
      "--train",
      "400",
    );
    expect(done).toMatchObject({ code: 0, stderr: expect.stringContaining("python3 -m venv bench/.venv") });
    expect(done.stdout).toMatch(/^pca +\d/m);
  });

  it("says at once that it cannot write where it should", async () => {
    writeFileSync(join(cwd, "file"), "");
    const done = await siffra(cwd, ...TINY, "--out", "file");
    expect(done).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^siffra: Cannot write to .*bench-out/),
    });
  });

  it("is cancelled by Ctrl-C at once and leaves nothing", async () => {
    const child = start(cwd, [...TINY, "--rows", "forest-raw", "--repeat", "100", "--out", "cancelled"]);
    child.stderr?.on("data", (chunk) => {
      if (String(chunk).includes("fit 1 of 100")) child.kill("SIGINT");
    });
    const { code, stderr } = await finish(child);
    expect(code).toBe(130);
    expect(stderr).toMatch(/siffra: Cancelled: nothing was written\. \(cancelled\)\n$/);
    expect(readdirSync(join(cwd, "cancelled"))).toEqual([]);
    expect(leftovers()).toEqual([]);
  });
});

describe(".npy", () => {
  const path = join(cwd, "x.npy");

  it("gives back what was written, or its first rows", () => {
    writeNpy(path, Float32Array.of(1, 2, 3, 4, 5, 6), [3, 2]);
    expect([...readNpy(path, Float32Array).values]).toEqual([1, 2, 3, 4, 5, 6]);
    const { values, shape } = readNpy(path, Float32Array, 2);
    expect({ values: [...values], shape }).toEqual({ values: [1, 2, 3, 4], shape: [2, 2] });
    writeNpy(path, Uint8Array.of(7, 8, 9), [3]);
    expect([...readNpy(path, Uint8Array).values]).toEqual([7, 8, 9]);
    // What NumPy itself writes for numpy.save("x.npy", numpy.array([7, 8, 9], dtype=numpy.uint8)).
    const header = "{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }".padEnd(117);
    const expected = Buffer.concat([
      Buffer.from("\x93NUMPY\x01\0v\0", "latin1"),
      Buffer.from(`${header}\n\x07\x08\x09`),
    ]);
    expect(readFileSync(path)).toEqual(expected);
  });

  it("refuses a file that ends early", () => {
    writeFileSync(path, readFileSync(path).subarray(0, -1));
    expect(() => readNpy(path, Uint8Array)).toThrow(/expected 1 bytes more, found its end/);
  });
});
