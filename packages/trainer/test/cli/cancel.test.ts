import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadCore } from "@siffra/shared/node";
import { describe, expect, it } from "vitest";
import { SHIPPED_MODELS_DIR } from "../../src/cli/files/paths.ts";
import { finish, makeFolder, start } from "./siffra.ts";

// The slowest model: what it does not hear between two slices of images, no command hears.
const SVM = join(SHIPPED_MODELS_DIR, "svm");

/** Starts a command, sends Ctrl-C when it says something, and tells how it ended and how soon. */
async function interrupt(cwd: string, when: string | RegExp, args: readonly string[]) {
  const child = start(cwd, args);
  let sentAt = 0;
  const listen = (chunk: unknown) => {
    if (sentAt > 0 || !String(chunk).match(when)) return;
    sentAt = performance.now();
    child.kill("SIGINT");
  };
  child.stderr?.on("data", listen);
  child.stdout?.on("data", listen);
  const outcome = await finish(child);
  return { ...outcome, milliseconds: performance.now() - sentAt, wasSent: sentAt > 0 };
}

/** A folder of many pictures and drawings. */
function wildFolder(): string {
  const dir = makeFolder();
  const strokes = [
    [
      [0, 0],
      [0, 100],
    ],
  ];
  const lines = Array.from({ length: 5000 }, (_, i) => JSON.stringify({ id: String(i), label: "1", strokes }));
  writeFileSync(join(dir, "strokes.jsonl"), lines.join("\n"));
  writeFileSync(join(dir, "labels.tsv"), "file\tlabel\tkind\n");
  return dir;
}

describe("Ctrl-C ends within a second or so, says what was kept, and with 130", () => {
  const evaluate = ["evaluate", "--model", SVM, "--synthetic"];
  const copies = Array.from({ length: 20 }, () => SVM);
  it.each([
    ["evaluate while digits are drawn", /synthetic test/, evaluate, /nothing was written\. .*measure anew/],
    ["evaluate", "evaluate: test", evaluate, /nothing was written\. .*measure anew/],
    ["evaluate --round-trip", "evaluate: photo", [...evaluate, "--round-trip"], /nothing was written/],
    ["evaluate --refusals", "evaluate: letter", [...evaluate, "--refusals", "--count", "9000"], /nothing was written/],
    ["compare", "compare: test", ["compare", ...copies, "--synthetic"], /nothing was changed\. .*compare anew/],
  ])("%s", async (_, when, args, wayOn) => {
    const cwd = makeFolder();
    const { code, stdout, stderr, milliseconds, wasSent } = await interrupt(cwd, when, args);
    expect({ wasSent, code, stdout }).toEqual({ wasSent: true, code: 130, stdout: "" });
    expect(stderr).toMatch(/siffra: Cancelled: .* \(cancelled\)\n$/);
    expect(stderr).toMatch(wayOn);
    expect(milliseconds).toBeLessThan(2000);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it("evaluate --wild", async () => {
    const args = ["evaluate", "--model", SVM, "--wild", wildFolder(), "--out", "page.html"];
    const cwd = makeFolder();
    const { code, stderr, milliseconds } = await interrupt(cwd, "evaluate: drawings", args);
    expect(code).toBe(130);
    expect(stderr).toMatch(/Cancelled: nothing was written/);
    expect(milliseconds).toBeLessThan(2000);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it("predict, which has answered whole lines", async () => {
    const cwd = makeFolder();
    writeFileSync(
      join(cwd, "blank.idx"),
      loadCore().writeIdx(Uint32Array.of(9000, 28, 28), new Uint8Array(9000 * 784)),
    );
    const args = ["predict", "--model", SVM, "--idx", "blank.idx", "--json"];
    const { code, stdout, stderr, milliseconds } = await interrupt(cwd, /^\{/, args);
    expect(code).toBe(130);
    expect(stderr).toMatch(/Cancelled: the answers above are whole/);
    expect(milliseconds).toBeLessThan(2000);
    expect(stdout).toMatch(/\}\n$/);
  });
});
