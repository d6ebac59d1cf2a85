import { asSiffraError } from "@siffra/shared";
import { onCleanup } from "solid-js";
import { createStore } from "solid-js/store";
import type { ReaderClient } from "../../workers/reader/client.ts";
import { readPictureFile } from "../upload/files.ts";
import type { Result, Row } from "./rows.ts";

/** More than this are work for `siffra predict`. */
export const MAX_FILES = 200;

/** Reads the files one after the other, between what else the reader is asked, and tells of each as it comes. */
export function createBatch(client: ReaderClient, files: readonly File[]) {
  const taken = files.slice(0, MAX_FILES);
  const [rows, setRows] = createStore<Row[]>(taken.map((file) => ({ file, result: { kind: "waiting" } })));
  let isOver = false;

  async function read(file: File): Promise<Result> {
    try {
      return { kind: "read", reading: await client.read({ kind: "file", bytes: await readPictureFile(file) }) };
    } catch (error) {
      return { kind: "failed", code: asSiffraError(error).code };
    }
  }

  async function readAll(): Promise<void> {
    for (const [i, file] of taken.entries()) {
      const result = await read(file);
      if (isOver) return;
      setRows(i, "result", result);
    }
  }

  void readAll();
  onCleanup(() => {
    isOver = true;
  });

  return {
    rows,
    done: () => rows.filter(({ result }) => result.kind !== "waiting").length,
    leftOut: files.length - taken.length,
  };
}
