import { rename, rm } from "node:fs/promises";
import { SiffraError } from "@siffra/shared";
import { type SourceFile, type VerifiedFile, WrongFile } from "../dataset/index.ts";
import { type DownloadOptions, fetchInto, MirrorFailure } from "./mirror.ts";
import { readVerified } from "./verify.ts";

/** No mirror gave the file. `reasons` has what happened at each, in order. */
export class DownloadFailed extends SiffraError {
  readonly reasons: string[];
  constructor(source: SourceFile, reasons: string[]) {
    const tried = reasons.map((reason) => `  ${reason}\n`).join("");
    const nextStep = "Check the network, or put the four MNIST files into a folder and set MNIST_DIR to it.";
    super("data-download", `${source.gz}: expected it from a mirror, found\n${tried}${nextStep}`);
    this.reasons = reasons;
  }
}

const ATTEMPTS_PER_MIRROR = 3;

/**
 * Downloads one gzipped file to `path`, from the first mirror that gives it whole and right. It is written to `path.part`,
 * resumed after an interruption, verified, and only then renamed. Throws `DownloadFailed`, `cancelled`, or what the file
 * system says.
 */
export async function download(source: SourceFile, path: string, options: DownloadOptions): Promise<VerifiedFile> {
  const reasons: string[] = [];
  for (const url of source.mirrors) {
    for (let attempt = 1; attempt <= ATTEMPTS_PER_MIRROR; attempt++) {
      try {
        return await downloadFrom(url, source, path, options);
      } catch (error) {
        if (options.signal?.aborted) throw cancelled(error);
        if (!(error instanceof MirrorFailure)) throw error;
        reasons.push(`${new URL(url).host}: ${error.message}`);
        if (!error.keepPart) await rm(`${path}.part`, { force: true });
        if (!error.again) break;
      }
    }
  }
  throw new DownloadFailed(source, reasons);
}

async function downloadFrom(
  url: string,
  source: SourceFile,
  path: string,
  options: DownloadOptions,
): Promise<VerifiedFile> {
  const part = `${path}.part`;
  const resumed = await fetchInto(part, url, source, options);
  try {
    const file = await readVerified(source, part);
    await rename(part, path);
    return { ...file, record: { ...file.record, path } };
  } catch (error) {
    if (!(error instanceof WrongFile)) throw error;
    // Bytes from before may be of another gzip of the same file: then the whole is fetched once more.
    throw new MirrorFailure(error.difference, { again: resumed, keepPart: false });
  }
}

function cancelled(cause: unknown): SiffraError {
  return new SiffraError(
    "cancelled",
    "Download cancelled. What has come is kept, and the next run goes on from there.",
    { cause },
  );
}
