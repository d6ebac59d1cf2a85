/** Lets work through while it is open, and knows what it has let through. */
export class Gate {
  #opened: Promise<void> = Promise.resolve();
  #open: (() => void) | undefined;
  #inside = 0;
  #waiting: (() => void)[] = [];

  set isClosed(isClosed: boolean) {
    if (isClosed && !this.#open) {
      this.#opened = new Promise((resolve) => {
        this.#open = resolve;
      });
    } else if (!isClosed) {
      this.#open?.();
      this.#open = undefined;
    }
  }

  /** Resolves when nothing that was let through is at work any more. */
  emptied(): Promise<void> {
    if (this.#inside === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Lets something in once the gate is open; what it gives is called when that is done. */
  async enter(): Promise<() => void> {
    await this.#opened;
    this.#inside += 1;
    return () => {
      this.#inside -= 1;
      if (this.#inside === 0) for (const resolve of this.#waiting.splice(0)) resolve();
    };
  }

  /** The same methods, each of which waits for the gate. */
  guard<T extends object>(api: T): T {
    return new Proxy(api, {
      get: (target, name) => {
        const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
        return async (...args: unknown[]) => {
          const leave = await this.enter();
          return method(...args).finally(leave);
        };
      },
    });
  }
}
