import { SiffraError } from "@siffra/shared";
import { MAX_FILE_BYTES, type OpenRunFile } from "../../run/runFile.ts";

/** A file of a folder; its path begins with the folder's name. */
export interface FolderFile {
  path: string;
  file: Pick<File, "size" | "text">;
}

/** The files of a folder that was chosen in the browser's dialogue. */
export const chosenFiles = (files: Iterable<File>): FolderFile[] =>
  Array.from(files, (file) => ({ path: file.webkitRelativePath, file }));

const depth = ({ path }: FolderFile) => path.split("/").length;

/** The path of the run in a chosen folder: that of the metrics.json which lies least deep, "runs/full/" for instance. */
function findRun(files: readonly FolderFile[]): string {
  const [found] = files.filter(({ path }) => path.endsWith("/metrics.json")).sort((a, b) => depth(a) - depth(b));
  if (found) return found.path.slice(0, -"metrics.json".length);
  const message = `Expected a folder that siffra train has left, found ${files.length} files and no metrics.json.`;
  throw new SiffraError("run-missing", `${message} Choose the folder of a run.`);
}

/** The files of a run in a folder that a person chose. @throws SiffraError "run-missing" when there is no run in it */
export function openFolder(files: readonly FolderFile[]): OpenRunFile {
  const run = findRun(files);
  return async (name) => {
    const found = files.find(({ path }) => path === run + name);
    if (!found) throw new SiffraError("run-missing", `${run}: expected ${name}, found none. Choose a whole run.`);
    const { file } = found;
    if (file.size <= MAX_FILE_BYTES) return file.text();
    const message = `${run}${name}: expected at most ${MAX_FILE_BYTES} bytes, found ${file.size}.`;
    throw new SiffraError("run-size", `${message} Choose a folder that siffra train has left.`);
  };
}
