import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256Hex } from "@siffra/shared";
import { describe, expect, it } from "vitest";
import { finish, makeFolder, siffra, start } from "../cli/siffra.ts";

const dir = makeFolder();

function writeProfile(name: string, training: object): string {
  const layers = [{ kind: "conv", filters: 4, size: 3 }, { kind: "max_pool" }, { kind: "dense", units: 12 }];
  const classifier = { kind: "cnn", layers, weights: "int8", batch_size: 16, augment: {}, ...training };
  const pipelines = [{ name: "cnn", transforms: [{ kind: "scale" }], classifier }];
  const dataset = { train: 600, test: 100 };
  const profile = { name, description: "For tests.", dataset, validationShare: 0.25, seed: 3, pipelines };
  writeFileSync(join(dir, `${name}.json`), JSON.stringify(profile));
  return `${name}.json`;
}

const args = (profile: string, out: string, ...more: string[]) => [
  ...["train", "--profile", profile, "--synthetic", "--out", out],
  ...more,
];
const sumOf = (run: string) => sha256Hex(readFileSync(join(dir, run, "models", "cnn", "model.safetensors")));

describe("siffra train with a network", () => {
  it("gives the same bytes with 1, 2 and 4 workers", async () => {
    const profile = writeProfile("workers", { epochs: 3 });
    for (const workers of ["1", "2", "4"]) {
      const { code, stderr } = await siffra(dir, ...args(profile, `run-${workers}`, "--workers", workers));
      expect({ code, stderr }).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(/epoch 3 of 3, loss \d.+, validation accuracy \d.+ %, \d+ images/),
      });
    }
    expect([sumOf("run-2"), sumOf("run-4")]).toEqual([sumOf("run-1"), sumOf("run-1")]);
  });

  it("goes on after kill -9 and gives the bytes of an unbroken run", async () => {
    const profile = writeProfile("killed", { epochs: 6 });
    const whole = await siffra(dir, ...args(profile, "whole"));
    expect(whole.code).toBe(0);
    for (const epoch of [1, 4]) {
      await killAfter(profile, `epoch ${epoch} of`);
      expect(existsSync(join(dir, "broken"))).toBe(false);
      const { code, stderr } = await siffra(dir, ...args(profile, "broken", "--resume"));
      expect(code).toBe(0);
      expect(stderr).not.toContain("epoch 1 of 6");
      expect(sumOf("broken")).toBe(sumOf("whole"));
      expect(readdirSync(dir).filter((name) => name.startsWith(".broken"))).toEqual([]);
      rmSync(join(dir, "broken"), { recursive: true });
    }
  });

  it("trains a committee to the same bytes with 1 and 4 workers, and after kill -9 in its second member", async () => {
    const profile = writeProfile("committee", { epochs: 3, members: 2, views: 3 });
    for (const workers of ["1", "4"]) {
      const { code, stderr } = await siffra(dir, ...args(profile, `committee-${workers}`, "--workers", workers));
      expect({ code, stderr }).toMatchObject({
        code: 0,
        stderr: expect.stringContaining("member 2 of 2, epoch 3 of 3"),
      });
    }
    await killAfter(profile, "member 2 of 2, epoch 1 of");
    const { code, stderr } = await siffra(dir, ...args(profile, "broken", "--resume"));
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.not.stringContaining("member 1 of 2") });
    expect([sumOf("committee-4"), sumOf("broken")]).toEqual([sumOf("committee-1"), sumOf("committee-1")]);
    const card = readFileSync(join(dir, "broken", "models", "cnn", "README.md"), "utf8");
    const { models } = JSON.parse(readFileSync(join(dir, "committee-1", "metrics.json"), "utf8"));
    expect(card).toContain(`n_weights ${models[0].facts.n_weights},`);
    rmSync(join(dir, "broken"), { recursive: true });
  });

  it("begins anew without --resume, and where the checkpoint is of another training", async () => {
    const profile = writeProfile("killed", { epochs: 6 });
    await killAfter(profile, "epoch 2 of");
    const other = writeProfile("other", { epochs: 6, learning_rate: 0.001 });
    const { code, stderr } = await siffra(dir, ...args(other, "broken", "--resume"));
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining("epoch 1 of 6") });
  });

  it("refuses a damaged checkpoint", async () => {
    const profile = writeProfile("damaged", { epochs: 6 });
    await killAfter(profile, "epoch 1 of", "hurt");
    const path = join(dir, ".hurt.checkpoints", "cnn.json");
    writeFileSync(path, readFileSync(path, "utf8").replace(/"optimizer":"(.{40})./, '"optimizer":"$1A'));
    const { code, stderr } = await siffra(dir, ...args(profile, "hurt", "--resume"));
    expect(code).toBe(1);
    expect(stderr).toContain("(checkpoint-damaged)");
  });

  it("stops with an error where training diverges, and leaves no run", async () => {
    const profile = writeProfile("wild", { epochs: 2, learning_rate: 1e20, warmup_epochs: 0, max_gradient_norm: 1e30 });
    const { code, stderr } = await siffra(dir, ...args(profile, "wild"));
    expect(code).toBe(1);
    expect(stderr).toMatch(/diverged at step \d+.*\(training-diverged\)/);
    expect(existsSync(join(dir, "wild"))).toBe(false);
  });

  it("is cancelled within a second or so", async () => {
    const profile = writeProfile("long", { epochs: 900 });
    const child = start(dir, args(profile, "long"));
    await untilTold(child, "epoch 1 of");
    const asked = performance.now();
    child.kill("SIGINT");
    const { code } = await finish(child);
    expect(code).toBe(130);
    expect(performance.now() - asked).toBeLessThan(3000);
  });
});

/** Waits until training says these words. */
function untilTold(child: ReturnType<typeof start>, words: string): Promise<void> {
  let told = "";
  return new Promise((resolve, reject) => {
    child.stderr?.on("data", (chunk) => {
      told += chunk;
      if (told.includes(words)) resolve();
    });
    child.once("close", () => reject(new Error(`ended before ${words}: ${told}`)));
  });
}

async function killAfter(profile: string, words: string, out = "broken"): Promise<void> {
  const child = start(dir, args(profile, out));
  await untilTold(child, words);
  // The checkpoint follows the message.
  await new Promise((resolve) => setTimeout(resolve, 60));
  child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "close");
}
