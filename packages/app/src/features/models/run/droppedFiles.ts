import { SiffraError } from "@siffra/shared";
import type { FolderFile } from "./folder.ts";

/** A folder of runs has some hundreds of files; a whole disk is not looked through. */
const MAX_FILES = 5000;

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject));

/** Everything in a folder: browsers give it in portions, an empty one last. */
async function* entriesIn(folder: FileSystemDirectoryEntry): AsyncGenerator<FileSystemEntry> {
  const reader = folder.createReader();
  const portion = () => new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
  for (let entries = await portion(); entries.length > 0; entries = await portion()) yield* entries;
}

async function* filesIn(entry: FileSystemEntry): AsyncGenerator<FolderFile> {
  if (isFile(entry)) yield { path: entry.fullPath, file: await fileOf(entry) };
  else if (isFolder(entry)) for await (const inner of entriesIn(entry)) yield* filesIn(inner);
}

/**
 * The files of what was dropped, of folders too. Looks at `items` before it waits: browsers empty them after the event.
 * @throws SiffraError "run-size" for more files than runs have
 */
export async function droppedFiles(items: Iterable<Pick<DataTransferItem, "webkitGetAsEntry">>): Promise<FolderFile[]> {
  const entries = Array.from(items, (item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const files: FolderFile[] = [];
  for (const entry of entries) {
    for await (const file of filesIn(entry)) {
      if (files.push(file) <= MAX_FILES) continue;
      throw new SiffraError("run-size", `Expected at most ${MAX_FILES} files, found more. Drop the folder of a run.`);
    }
  }
  return files;
}
