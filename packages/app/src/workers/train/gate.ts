/** Lets work through while it is open. */
export class Gate {
  #opened: Promise<void> = Promise.resolve();
  #open: (() => void) | undefined;

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

  /** The same methods, each of which waits for the gate. */
  guard<T extends object>(api: T): T {
    return new Proxy(api, {
      get: (target, name) => {
        const method = Reflect.get(target, name) as (...args: unknown[]) => unknown;
        return async (...args: unknown[]) => {
          await this.#opened;
          return method(...args);
        };
      },
    });
  }
}
