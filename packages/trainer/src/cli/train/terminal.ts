import type { RunEvent } from "@siffra/shared";
import { percent } from "../../percent.ts";
import type { Emit } from "./options.ts";

/** Events as lines for people: progress and messages on stderr, what a run found out on stdout. */
export function createTerminal(isSample: boolean): Emit {
  const status = new StatusLine();
  return (event) => {
    if (event.type === "model-progress") return status.show(event.model, event.step, event.share);
    status.clear();
    if (event.type === "model-fitted" || event.type === "model-cross-validated" || event.type === "model-measured")
      status.done(event.model);
    if (event.type === "message") return void process.stderr.write(`${event.message}\n`);
    const line = toLine(event, isSample);
    if (line !== undefined) process.stdout.write(`${line}\n`);
  };
}

function toLine(event: RunEvent, isSample: boolean): string | undefined {
  switch (event.type) {
    case "dataset":
      return `Data: ${event.source}${event.name === "synthetic" ? ". These figures are NOT about MNIST." : ""}`;
    case "run-started": {
      const sample = isSample ? " (a sample: the figures are rough)" : "";
      const counts = `${event.fit} to fit, ${event.validation} to calibrate and choose, ${event.test} to test${sample}`;
      return `Run ${event.run}: ${event.models.length} models, ${event.workers} workers; images: ${counts}`;
    }
    case "model-fitted":
      return `${event.model}: fitted in ${event.fitSeconds.toFixed(1)} s, validation accuracy ${percent(event.validationAccuracy)}`;
    case "model-cross-validated": {
      const spread =
        event.folds === 1
          ? "one fold only"
          : `standard deviation ${percent(event.standardDeviation)} over ${event.folds} folds`;
      return `${event.model}: cross-validated accuracy ${percent(event.mean)}, ${spread}`;
    }
    case "selected":
      return `Chosen: ${event.model}. ${event.explanation}\n${event.evidence}`;
    case "model-measured":
      return `${event.model}: reloaded, test accuracy ${percent(event.testAccuracy)}`;
    case "test-judged":
      return event.text;
    default:
      return undefined;
  }
}

/** What every model is doing: one line that is drawn anew on a terminal, one line a step elsewhere. */
class StatusLine {
  readonly #steps = new Map<string, { step: string; share: number }>();

  show(model: string, step: string, share: number): void {
    const isNew = this.#steps.get(model)?.step !== step;
    this.#steps.set(model, { step, share });
    if (process.stderr.isTTY) this.#draw();
    else if (isNew) process.stderr.write(`${model}: ${step}\n`);
  }

  #draw(): void {
    const parts = [...this.#steps].map(([model, { step, share }]) => `${model} ${step} ${bar(share)}`);
    process.stderr.write(`\r\x1b[K${parts.join("   ").slice(0, (process.stderr.columns ?? 80) - 1)}`);
  }

  clear(): void {
    if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  }

  done(model: string): void {
    this.#steps.delete(model);
  }
}

function bar(share: number): string {
  const width = 10;
  const filled = Math.round(share * width);
  return `${"█".repeat(filled)}${"░".repeat(width - filled)} ${String(Math.round(100 * share)).padStart(3)} %`;
}
