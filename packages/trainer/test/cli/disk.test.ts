import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeFolders } from "../../src/cli/files/disk.ts";
import { makeFolder, siffra } from "./siffra.ts";

describe("making folders", () => {
  it("makes those above too, and is content with one that is there", async () => {
    const path = join(makeFolder(), "a", "b", "c");
    await Promise.all([makeFolders(path), makeFolders(path)]);
    await makeFolders(path);
    expect(existsSync(path)).toBe(true);
  });

  it("fails where a file is in the way", async () => {
    const file = join(makeFolder(), "file");
    writeFileSync(file, "");
    await expect(makeFolders(file)).rejects.toMatchObject({ code: "EEXIST" });
    await expect(makeFolders(join(file, "below"))).rejects.toMatchObject({ code: "ENOTDIR" });
  });

  it("ends where no folder can be made", async (test) => {
    if (!existsSync("/proc/self")) return test.skip("there is no /proc here");
    await expect(makeFolders("/proc/siffra/run")).rejects.toMatchObject({ code: "ENOENT" });
    for (const [command, code] of [
      [["tune", "svm"], "search-folder"],
      [["train", "--profile", "quick"], "run-folder"],
    ] as const) {
      const outcome = await siffra(makeFolder(), ...command, "--synthetic", "--out", "/proc/siffra/run");
      expect(outcome).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(new RegExp(`^siffra: Cannot make .*\\(${code}\\)\\n$`)),
      });
    }
  }, 30_000);
});
