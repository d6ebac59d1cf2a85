/** An abort signal that fires when nothing has happened for a while, or when the caller cancels. */
export class Watchdog {
  /** Milliseconds of silence after which it fired; undefined while it has not. */
  timedOutAfter: number | undefined;
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout;

  constructor(caller: AbortSignal | undefined, milliseconds: number) {
    this.#timer = this.#start(milliseconds);
    this.signal = caller ? AbortSignal.any([caller, this.#controller.signal]) : this.#controller.signal;
  }

  readonly signal: AbortSignal;

  reset(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = this.#start(milliseconds);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #start(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.timedOutAfter = milliseconds;
      this.#controller.abort();
    }, milliseconds);
  }
}
