import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Trial } from "@siffra/shared";
import { afterAll, describe, expect, it } from "vitest";
import { Journal } from "../../src/cli/tune/journal.ts";
import { search } from "../../src/tuning/index.ts";
import { tinySpace } from "./space.ts";

const dir = mkdtempSync(join(tmpdir(), "siffra-journal-"));
afterAll(() => rmSync(dir, { recursive: true }));

const SUM = "a".repeat(64);
const labels = Uint8Array.from({ length: 300 }, (_, i) => i % 10);
const file = (name: string) => join(dir, name);

/** A search whose trials are made up, over a journal; tells how many trials it did now. */
async function searchOver(path: string, messages: string[] = []) {
  const journal = await Journal.open(path, SUM, (message) => messages.push(message));
  let done = 0;
  const found = await search(tinySpace(), labels, 4, async (planned) => {
    for (const { folds: _, ...trial } of planned.filter((each) => !journal.find(each))) {
      const score = 1 / (2 + ((7 * trial.trial) % 9)) + trial.rung / 100;
      await journal.append({ ...trial, score, scores: [score] }, 0.5);
      done++;
    }
    return planned.map((trial) => journal.find(trial) as number[]);
  });
  await journal.close();
  return { found, done };
}

describe("the journal", () => {
  it("gives the same result from wherever it was cut, byte by byte", async () => {
    const whole = await searchOver(file("whole"));
    const text = readFileSync(file("whole"));
    expect(whole.done).toBe(13);
    for (let bytes = 0; bytes <= text.length; bytes += 97) {
      const messages: string[] = [];
      writeFileSync(file("cut"), text.subarray(0, bytes));
      const again = await searchOver(file("cut"), messages);
      const lines = text.subarray(0, bytes).toString().split("\n");
      expect(again.found).toEqual(whole.found);
      expect(again.done).toBe(13 - (lines.length - 1));
      expect(readFileSync(file("cut"), "utf8").trimEnd().split("\n")).toHaveLength(13);
      expect(messages.length > 0).toBe(lines.at(-1) !== "");
      if (messages.length > 0) expect(messages[0]).toMatch(/last line is torn .* dropped/);
    }
  });

  it("has lines that say what was tried, from which seed, and the score", async () => {
    await searchOver(file("lines"));
    for (const line of readFileSync(file("lines"), "utf8").trimEnd().split("\n")) {
      const trial: Trial = JSON.parse(line);
      expect(trial).toMatchObject({ seed: 4, config: { name: "linear" } });
      expect(trial.score).toBeGreaterThan(0);
    }
  });

  it("says what to do when the disk does not take a trial, and takes no later one", async () => {
    const journal = await Journal.open(file("full"), SUM, () => {});
    await journal.close(); // what the disk refuses, a closed file refuses too
    const trial = { trial: 0, rung: 0, images: 100, parameters: {}, config: tinySpace().pipeline, seed: 1 };
    const append = () => journal.append({ ...trial, score: 0.5, scores: [0.5] }, 1);
    await expect(append()).rejects.toMatchObject({
      code: "journal-write",
      message: expect.stringMatching(/Make room .* --resume/),
    });
    await expect(append()).rejects.toMatchObject({ code: "journal-write" });
    expect([journal.size, readFileSync(file("full"), "utf8")]).toEqual([0, ""]);
  });

  it("is refused when it is another search's, or damaged before its end", async () => {
    await searchOver(file("mine"));
    const open = (path: string, sum = SUM) => Journal.open(path, sum, () => {});
    await expect(open(file("mine"), "b".repeat(64))).rejects.toMatchObject({ code: "journal-foreign" });
    const text = readFileSync(file("mine"), "utf8");
    writeFileSync(file("damaged"), `not json\n${text}`);
    await expect(open(file("damaged"))).rejects.toMatchObject({
      code: "journal-json",
      message: expect.stringMatching(/line 1 is not JSON/),
    });
    writeFileSync(file("other"), `${text}{"config":1}\n`);
    await expect(open(file("other"))).rejects.toMatchObject({
      code: "journal-schema",
      message: expect.stringMatching(/line 14:/),
    });
    await expect(open(dir)).rejects.toMatchObject({ code: "journal-unreadable" });
  });
});
