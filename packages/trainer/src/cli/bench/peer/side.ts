import { asSiffraError } from "@siffra/shared";
import type { SklearnPeer } from "./sklearn.ts";

/**
 * The peer in one case: does what it is asked until it fails once, and from then on nothing; the case goes on without.
 */
export class PeerSide {
  /** Why there is no peer any more; null while there is one or none was wanted. */
  failure: string | null = null;
  readonly #log: (line: string) => void;
  #peer: SklearnPeer | undefined;

  private constructor(log: (line: string) => void) {
    this.#log = log;
  }

  /** @param start undefined when no peer is wanted */
  static async open(start: (() => Promise<SklearnPeer>) | undefined, log: (line: string) => void): Promise<PeerSide> {
    const side = new PeerSide(log);
    if (!start) return side;
    try {
      side.#peer = await start();
    } catch (error) {
      side.#giveUp(error);
    }
    return side;
  }

  get isThere(): boolean {
    return this.#peer !== undefined;
  }

  /** What `use` gives, or null when there is no peer or it has failed. @throws SiffraError "cancelled" alone */
  async try<T>(use: (peer: SklearnPeer) => Promise<T>): Promise<T | null> {
    if (!this.#peer) return null;
    try {
      return await use(this.#peer);
    } catch (error) {
      this.#giveUp(error);
      return null;
    }
  }

  close(): void {
    this.#peer?.stop();
    this.#peer = undefined;
  }

  #giveUp(thrown: unknown): void {
    this.close();
    const { code, message } = asSiffraError(thrown);
    if (code === "cancelled") throw thrown;
    this.failure = `${message} (${code})`;
    this.#log(`without a peer: ${this.failure}`);
  }
}
