import { SiffraError } from "@siffra/shared";
import { MAX_FILE_BYTES, type OpenRunFile } from "../run/runFile.ts";

/** A file that was chosen with its folder; the path begins with the folder's name. */
export type FolderFile = Pick<File, "size" | "text" | "webkitRelativePath">;

const depth = ({ webkitRelativePath }: FolderFile) => webkitRelativePath.split("/").length;

/** The path of the run in a chosen folder: that of the metrics.json which lies least deep, "runs/full/" for instance. */
function findRun(files: readonly FolderFile[]): string {
  const [found] = files
    .filter(({ webkitRelativePath }) => webkitRelativePath.endsWith("/metrics.json"))
    .sort((a, b) => depth(a) - depth(b));
  if (found) return found.webkitRelativePath.slice(0, -"metrics.json".length);
  const message = `Expected a folder that siffra train has left, found ${files.length} files and no metrics.json.`;
  throw new SiffraError("run-missing", `${message} Choose the folder of a run.`);
}

/** The files of a run in a folder that a person chose. @throws SiffraError "run-missing" when there is no run in it */
export function openFolder(files: readonly FolderFile[]): OpenRunFile {
  const run = findRun(files);
  return async (name) => {
    const file = files.find(({ webkitRelativePath }) => webkitRelativePath === run + name);
    if (!file) throw new SiffraError("run-missing", `${run}: expected ${name}, found none. Choose a whole run.`);
    if (file.size <= MAX_FILE_BYTES) return file.text();
    const message = `${run}${name}: expected at most ${MAX_FILE_BYTES} bytes, found ${file.size}.`;
    throw new SiffraError("run-size", `${message} Choose a folder that siffra train has left.`);
  };
}
