import { type FileHandle, open, stat } from "node:fs/promises";
import { isGzip, maxStoredBytes, type SourceFile } from "../dataset/index.ts";
import { Watchdog } from "./watchdog.ts";

export interface DownloadOptions {
  fetch: typeof fetch;
  /** Milliseconds until the answer begins, and between two pieces of it. */
  timeouts: { connect: number; idle: number };
  signal: AbortSignal | undefined;
  onEvent: (message: string) => void;
}

/** What went wrong at one mirror, whether asking it again may help, and whether the bytes so far are worth keeping. */
export class MirrorFailure extends Error {
  readonly again: boolean;
  readonly keepPart: boolean;
  constructor(message: string, then: { again: boolean; keepPart: boolean }) {
    super(message);
    this.again = then.again;
    this.keepPart = then.keepPart;
  }
}

/**
 * Fetches the rest of the file `part`, or all of it where the server knows no ranges, and syncs it to disk.
 * Returns whether bytes from before were used. Throws `MirrorFailure`, and what the file system says as it is.
 */
export async function fetchInto(
  part: string,
  url: string,
  source: SourceFile,
  options: DownloadOptions,
): Promise<boolean> {
  const have = await sizeOf(part);
  const watchdog = new Watchdog(options.signal, options.timeouts.connect);
  let answered = false;
  let received = 0;
  try {
    const headers = { "accept-encoding": "identity", ...(have > 0 && { range: `bytes=${have}-` }) };
    const response = await options.fetch(url, { headers, signal: watchdog.signal });
    const resumed = goesOnFrom(have, response);
    answered = true;
    options.onEvent(`${resumed ? "resuming" : "downloading"} ${source.gz} from ${new URL(url).host}`);
    await writeTo(part, resumed ? "a" : "w", async (file) => {
      for await (const chunk of response.body ?? []) {
        watchdog.reset(options.timeouts.idle);
        refuseChunk(chunk, resumed ? have + received : received, source);
        await file.write(chunk);
        received += chunk.length;
      }
    });
    return resumed;
  } catch (error) {
    if (watchdog.timedOutAfter !== undefined) {
      const message = `no answer for ${watchdog.timedOutAfter / 1000} s`;
      throw new MirrorFailure(message, { again: received > 0, keepPart: true });
    }
    // fetch reports the network as a TypeError. Anything else (a full disk, say) is not this mirror's fault.
    if (!(error instanceof TypeError)) throw error;
    throw new MirrorFailure(`connection failed (${networkCode(error)})`, { again: answered, keepPart: true });
  } finally {
    watchdog.stop();
  }
}

async function writeTo(path: string, flags: "a" | "w", write: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags);
  try {
    await write(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

const USELESS = { again: false, keepPart: false };
const UNCHANGED = { again: false, keepPart: true };
const START_OVER = { again: true, keepPart: false };

/** Refuses an answer that is not the file. Returns whether it goes on from byte `have`. */
function goesOnFrom(have: number, { status, headers }: Response): boolean {
  if (status === 416) throw new MirrorFailure(`expected bytes after ${have}, found none`, START_OVER);
  if (status !== 200 && status !== 206) throw new MirrorFailure(`expected HTTP 200, found ${status}`, UNCHANGED);
  if (headers.get("content-type")?.startsWith("text/html")) {
    throw new MirrorFailure("expected a gzip file, found an HTML page", UNCHANGED);
  }
  const range = headers.get("content-range");
  if (status === 206 && !range?.startsWith(`bytes ${have}-`)) {
    throw new MirrorFailure(`expected the range from byte ${have}, found ${range}`, START_OVER);
  }
  return status === 206;
}

function refuseChunk(chunk: Uint8Array, position: number, source: SourceFile): void {
  if (position === 0 && chunk.length > 1 && !isGzip(chunk)) {
    throw new MirrorFailure(`expected a gzip file, found ${firstBytes(chunk)}`, USELESS);
  }
  if (position + chunk.length > maxStoredBytes(source)) {
    throw new MirrorFailure(`expected at most ${maxStoredBytes(source)} bytes, found more`, USELESS);
  }
}

function firstBytes(chunk: Uint8Array): string {
  return JSON.stringify(new TextDecoder("latin1").decode(chunk.subarray(0, 16)));
}

function networkCode(error: Error): string {
  const cause = error.cause as { code?: string; message?: string } | undefined;
  return cause?.code ?? cause?.message ?? error.message;
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (stats) => stats.size,
    () => 0,
  );
}
