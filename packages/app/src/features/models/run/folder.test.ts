import { describe, expect, it } from "vitest";
import { type FolderFile, openFolder } from "./folder.ts";

const file = (path: string, text = "{}", size = text.length): FolderFile => ({
  path,
  file: { size, text: async () => text },
});

describe("openFolder", () => {
  it("finds the run that lies least deep, and its files", async () => {
    const open = openFolder([
      file("runs/full/old/metrics.json", "old"),
      file("runs/full/metrics.json", "new"),
      file("runs/full/selection.json", "chosen"),
    ]);
    expect(await open("metrics.json")).toBe("new");
    expect(await open("selection.json")).toBe("chosen");
  });

  it("says which file is missing", async () => {
    expect(() => openFolder([file("photos/cat.png")])).toThrow(expect.objectContaining({ code: "run-missing" }));
    const open = openFolder([file("run/metrics.json")]);
    await expect(open("selection.json")).rejects.toThrow("expected selection.json");
  });

  it("reads no file that is too large", async () => {
    const open = openFolder([file("run/metrics.json", "{}", 9_000_000)]);
    await expect(open("metrics.json")).rejects.toMatchObject({ code: "run-size" });
  });
});
