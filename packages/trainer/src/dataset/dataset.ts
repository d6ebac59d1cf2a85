import { sha256Hex } from "@siffra/shared";

/** What sources.json asks for and what the file has. They are equal in every file that was let through. */
interface Check<T> {
  expected: T;
  found: T;
}

export interface FileRecord {
  name: string;
  path: string;
  /** Size and sums of the uncompressed bytes. */
  bytes: Check<number>;
  md5: Check<string>;
  sha256: Check<string>;
}

export interface Split {
  /** n x 784 grey values, row by row, ink bright; as they come, not normalised. */
  images: Uint8Array;
  /** n labels, each 0 to 9. */
  labels: Uint8Array;
}

export interface Dataset {
  name: "mnist" | "synthetic";
  /** Where the images come from, in a sentence for people. */
  source: string;
  /** `datasetSum` of the two splits. */
  sha256: string;
  /** The verified files; none for synthetic handwriting. */
  files: FileRecord[];
  train: Split;
  test: Split;
}

/** SHA-256 of train images, train labels, test images and test labels, one after the other, without any IDX header. */
export function datasetSum(train: Split, test: Split): string {
  return sha256Hex(train.images, train.labels, test.images, test.labels);
}
