import { existsSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { writeNpy } from "../../src/cli/bench/npy.ts";
import { PeerProcess } from "../../src/cli/bench/peer/process.ts";
import { BENCH_DIR } from "../../src/cli/files/paths.ts";
import { jsonLines, makeFolder, siffra } from "../cli/siffra.ts";

const PYTHON = join(BENCH_DIR, ".venv", "bin", "python");
const cwd = makeFolder();

// `siffra bench --help` says how to make that Python.
describe.skipIf(!existsSync(PYTHON))("scikit-learn beside Siffra", () => {
  it("solves the same problems and finds Siffra's optimum as good as its own", async () => {
    const sizes = ["--synthetic", "--train", "400", "--test", "100", "--repeat", "1"];
    const rows = ["--rows", "svm-raw,forest-raw-predict,logistic-raw,linear-svc-hog"];
    const done = await siffra(cwd, "bench", ...sizes, ...rows, "--peer", "sklearn", "--json");
    expect(done).toMatchObject({ code: 0 });
    const lines = jsonLines(done.stdout);
    expect(lines.map(({ work }) => work)).toEqual(rows[1]?.split(","));
    for (const { siffra, peer, ratio } of lines) {
      expect(peer.seconds).toHaveLength(1);
      expect(ratio).toBeCloseTo(peer.median / siffra.median, 9);
    }
    const [svm, forest, logistic, linear] = lines;
    expect(Math.abs(svm.objectiveDifference)).toBeLessThan(1e-5);
    expect(svm.constraintViolation).toBeLessThan(1e-4);
    expect(svm.agreement).toBe(1);
    expect(Math.abs(linear.objectiveDifference)).toBeLessThan(1e-3);
    expect(logistic.objectiveDifference).toBeLessThan(1e-3);
    expect(forest).not.toHaveProperty("agreement");
  }, 180_000);

  it("refuses what it cannot do, and goes on", async () => {
    const peer = new PeerProcess(
      { command: PYTHON, args: [join(BENCH_DIR, "sklearn_peer.py")] },
      new AbortController().signal,
    );
    try {
      const any = v.looseObject({});
      const ask = (command: { op: string } & Record<string, unknown>) => peer.ask(any, command, 60);
      await peer.hello(any, 60);
      const files = { x: join(cwd, "x.npy"), y: join(cwd, "y.npy") };
      writeNpy(files.x, Uint8Array.of(0, 9, 255, 1), [4, 1]);
      writeNpy(files.y, Uint8Array.of(0, 0, 1), [3]);
      const load = { op: "load", train: files, test: files, scale: 255, dtype: "float64", rows: null };
      const svc = { op: "fit", estimator: "SVC", params: {} };
      await expect(ask({ op: "dance" })).rejects.toThrow(/expected one of load, fit, .* found "dance"/);
      await expect(ask(svc)).rejects.toThrow(/bad-order/);
      await expect(ask(load)).rejects.toThrow(/as many labels as samples, found 3 and 4/);
      await expect(ask({ ...load, train: { ...files, x: "nowhere.npy" } })).rejects.toThrow(/file-unreadable/);
      await expect(ask({ ...load, rows: true })).rejects.toThrow(/"rows": expected int or NoneType, found true/);
      writeNpy(files.y, Uint8Array.of(0, 0, 1, 0), [4]);
      await ask(load);
      await expect(ask({ ...svc, estimator: "os.system" })).rejects.toThrow(/expected one of SVC, /);
      await expect(ask({ ...svc, params: { speed: "ludicrous" } })).rejects.toThrow(/bad-params/);
      await expect(ask({ ...svc, params: { C: -1 } })).rejects.toThrow(/InvalidParameterError/);
      await expect(ask({ op: "predict" })).rejects.toThrow(/expected "fit" first/);
      expect(await ask(svc)).toHaveProperty("seconds");
      expect(await ask({ op: "predict" })).toMatchObject({ accuracy: 1 });
      await expect(ask({ op: "compare", model: files.x, predictions: files.y })).rejects.toThrow(/bad-model/);
    } finally {
      peer.stop();
    }
  });
});
