import { MAX_PICTURE_BYTES, SiffraError } from "@siffra/shared";

/** What the picker offers; the core looks at the bytes, whatever the name says. */
export const ACCEPTED_TYPES = "image/png,image/jpeg,image/webp,image/gif,image/bmp";

/** What was dropped or pasted. */
export interface Given {
  files: File[];
  /** A folder was among it. Browsers give one as a file that nobody can read. */
  hasFolder: boolean;
}

/** The files among what was dropped or pasted, folders left out. To be asked during the event: browsers empty `items` after it. */
export function givenFiles(items: Iterable<Pick<DataTransferItem, "kind" | "getAsFile" | "webkitGetAsEntry">>): Given {
  const files: File[] = [];
  let hasFolder = false;
  for (const item of items) {
    const isFolder = item.kind === "file" && item.webkitGetAsEntry()?.isDirectory === true;
    const file = isFolder ? null : item.getAsFile();
    if (isFolder) hasFolder = true;
    else if (file) files.push(file);
  }
  return { files, hasFolder };
}

/**
 * The bytes of a file that a person gave.
 * @throws SiffraError "image-file-too-large" before anything is read, "image-unsupported-format" for an empty file,
 * "image-unreadable" when the file has gone or may not be read
 */
export async function readPictureFile(file: Blob): Promise<Uint8Array> {
  if (file.size > MAX_PICTURE_BYTES) {
    throw new SiffraError(
      "image-file-too-large",
      `Expected at most ${MAX_PICTURE_BYTES} bytes, the file has ${file.size}.`,
    );
  }
  if (file.size === 0) throw new SiffraError("image-unsupported-format", "Expected a picture, the file is empty.");
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new SiffraError("image-unreadable", "The file could not be read. Choose it again.", { cause });
  }
}
