import { MAX_PICTURE_BYTES } from "@siffra/shared";
import { describe, expect, it } from "vitest";
import { givenFiles, readPictureFile } from "./files.ts";

/** A file of any size that nobody has to fill. */
const fileOf = (size: number, arrayBuffer: () => Promise<ArrayBuffer>) => ({ size, arrayBuffer }) as unknown as Blob;

describe("givenFiles", () => {
  const item = (kind: string, file: File | null, isDirectory?: boolean) => ({
    kind,
    getAsFile: () => file,
    webkitGetAsEntry: () => (isDirectory === undefined ? null : ({ isDirectory } as FileSystemEntry)),
  });
  const [a, b] = [new File([], "a.png"), new File([], "b.png")];

  it("leaves text and folders out, and says that there was a folder", () => {
    const items = [item("file", a, false), item("string", null), item("file", new File([], "photos"), true)];
    expect(givenFiles([...items, item("file", b)])).toEqual({ files: [a, b], hasFolder: true });
    expect(givenFiles([item("string", null)])).toEqual({ files: [], hasFolder: false });
  });
});

describe("readPictureFile", () => {
  it("gives the bytes", async () => {
    expect([...(await readPictureFile(new Blob([new Uint8Array([1, 2])])))]).toEqual([1, 2]);
  });

  it("refuses a file that is too large without reading it", async () => {
    const file = fileOf(MAX_PICTURE_BYTES + 1, () => Promise.reject(new Error("was read")));
    await expect(readPictureFile(file)).rejects.toMatchObject({ code: "image-file-too-large" });
  });

  it("refuses an empty file", async () => {
    await expect(readPictureFile(new Blob([]))).rejects.toMatchObject({ code: "image-unsupported-format" });
  });

  it("says when a file has gone", async () => {
    const file = fileOf(10, () => Promise.reject(new DOMException("gone", "NotFoundError")));
    await expect(readPictureFile(file)).rejects.toMatchObject({ code: "image-unreadable" });
  });
});
