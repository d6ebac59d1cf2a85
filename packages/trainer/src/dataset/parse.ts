import { type Core, SiffraError } from "@siffra/shared";
import { type Dataset, datasetSum, type FileRecord, type Split } from "./dataset.ts";
import type { SourceFile } from "./sources.ts";

/** One of the four files, found to be what sources.json says. */
export interface MnistFile {
  source: SourceFile;
  /** Uncompressed. */
  bytes: Uint8Array;
}

export interface VerifiedFile extends MnistFile {
  record: FileRecord;
}

/** MNIST out of its four files. @throws SiffraError "data-count-mismatch" or the core's "idx-..." */
export function parseMnist(core: Core, files: readonly MnistFile[], source: string, records: FileRecord[]): Dataset {
  const train = parseSplit(core, files, "train");
  const test = parseSplit(core, files, "test");
  return {
    name: "mnist",
    source,
    sha256: datasetSum(train, test),
    files: records,
    train,
    test,
  };
}

function parseSplit(core: Core, files: readonly MnistFile[], split: "train" | "test"): Split {
  const bytesOf = (holds: "images" | "labels") =>
    files.find(({ source }) => source.split === split && source.holds === holds)?.bytes as Uint8Array;
  const images = core.parseMnistImages(bytesOf("images"));
  const labels = core.parseMnistLabels(bytesOf("labels"));
  if (images.length !== labels.length * 784) {
    const message = `${split}: expected as many images as labels, found ${images.length / 784} and ${labels.length}. Restore datasets/sources.json.`;
    throw new SiffraError("data-count-mismatch", message);
  }
  return { images, labels };
}
