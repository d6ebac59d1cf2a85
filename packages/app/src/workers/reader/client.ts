import { type BundleManifest, SiffraError } from "@siffra/shared";
import type { Example } from "../../features/hand/example.ts";
import type { AdaptedReading, ReadRequest } from "./protocol.ts";
import { isReading } from "./reading.ts";

/** A started worker as the client uses it, so that tests can do without one. */
export interface ReaderWorker {
  api: {
    load(modelUrl: string): Promise<BundleManifest>;
    read(request: ReadRequest): Promise<AdaptedReading>;
    setHand(examples: readonly Example[]): Promise<void>;
  };
  /** Calls back when the worker dies or throws outside of a call. */
  onCrash(callback: (reason: string) => void): void;
  terminate(): void;
}

export interface ReaderClientOptions {
  spawn(): ReaderWorker;
  /** Address of the bundle's folder, asked for at every start of the worker. */
  modelUrl(): string;
  /** A read that takes longer counts as a crash. Milliseconds. */
  readTimeout?: number;
}

class WorkerCrash extends Error {}

/** A trap leaves wasm memory in an unknown state: the worker must not be used again. */
const isTrap = (error: unknown): boolean => error instanceof Error && error.name === "RuntimeError";

function start({ spawn, modelUrl, readTimeout = 20_000 }: ReaderClientOptions) {
  const worker = spawn();
  const crashed = new Promise<never>((_, reject) => worker.onCrash((reason) => reject(new WorkerCrash(reason))));
  const manifest = Promise.race([worker.api.load(modelUrl()), crashed]);
  // Both are awaited by calls; a failure between calls must not count as unhandled.
  crashed.catch(() => {});
  manifest.catch(() => {});

  async function read(request: ReadRequest): Promise<AdaptedReading> {
    await manifest;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new WorkerCrash(`no answer in ${readTimeout} ms`)), readTimeout);
    });
    try {
      const reading: unknown = await Promise.race([worker.api.read(request), crashed, late]);
      if (isReading(reading)) return reading;
      throw new SiffraError(
        "worker-message",
        "Expected a reading from the worker, found something else. Reload the page.",
      );
    } catch (error) {
      throw isTrap(error) ? new WorkerCrash(String(error)) : error;
    } finally {
      clearTimeout(timer);
    }
  }

  return { manifest, read, setHand: worker.api.setHand, terminate: worker.terminate };
}

/**
 * Reads through a worker and starts it again when it crashes, once a call: the request is kept here, so nothing that
 * was drawn is lost. @throws SiffraError "worker-crashed" when it crashes again; else what the worker's call threw
 */
export function makeReaderClient(options: ReaderClientOptions) {
  let worker = start(options);
  let hand: readonly Example[] = [];

  /** Messages are taken in their order: what is read later leans on it. A worker that crashes gets it again. */
  function sendHand(): void {
    worker.setHand(hand).catch(() => {});
  }

  function restart(): void {
    worker.terminate();
    worker = start(options);
    if (hand.length > 0) sendHand();
  }

  async function withRestart<T>(use: (current: typeof worker) => Promise<T>): Promise<T> {
    const first = worker;
    try {
      return await use(first);
    } catch (error) {
      if (!(error instanceof WorkerCrash)) throw error;
      // Another call may have started it again already.
      if (worker === first) restart();
    }
    return use(worker).catch((error: unknown) => {
      if (!(error instanceof WorkerCrash)) throw error;
      restart();
      throw new SiffraError("worker-crashed", `The worker crashed twice: ${error.message}.`, { cause: error });
    });
  }

  return {
    /** What is known of the model, once it is loaded. */
    manifest: (): Promise<BundleManifest> => withRestart((current) => current.manifest),
    read: (request: ReadRequest): Promise<AdaptedReading> => withRestart((current) => current.read(request)),
    /** The person's corrections, for everything that is read from now on. */
    setHand(examples: readonly Example[]): void {
      hand = examples;
      sendHand();
    },
    restart,
  };
}

export type ReaderClient = ReturnType<typeof makeReaderClient>;
