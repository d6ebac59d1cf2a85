import type { RunEvent } from "@siffra/shared";
import { percent } from "../../percent.ts";
import type { Emit } from "../../training/index.ts";
import { bold, isTalkative, Progress, say } from "../terminal/index.ts";

/** Events as lines for people: progress and messages on stderr, what a run found out on stdout. */
export function createTerminal(isSample: boolean): Emit {
  const progress = new Progress();
  return (event) => {
    if (event.type === "model-progress") return progress.show(event.model, event.step, event.share);
    if (DONE.has(event.type) && "model" in event) progress.done(event.model);
    if (event.type === "explored") progress.done("exploration");
    if (event.type === "epoch") {
      const note = describeEpoch(event);
      return progress.note(event.model, note, `${event.model}: ${note}`);
    }
    const line = toLine(event, isSample);
    if (event.type === "message") progress.log(() => say(event.message));
    else if (line !== undefined && isWanted(event)) progress.log(() => void process.stdout.write(`${line}\n`));
    if (event.type === "run-finished" || event.type === "run-failed") progress.end();
  };
}

/** --quiet leaves the table at the end, and what the data are. */
const isWanted = ({ type }: RunEvent) => isTalkative() || type === "dataset";

/** Events after which a model's bar goes. */
const DONE: ReadonlySet<RunEvent["type"]> = new Set(["model-fitted", "model-cross-validated", "model-measured"]);

type Epoch = Extract<RunEvent, { type: "epoch" }>;

function describeEpoch({ member, epoch, epochs, loss, validationAccuracy, imagesPerSecond }: Epoch): string {
  const which = member ? `member ${member.number} of ${member.of}, ` : "";
  const learnt = `loss ${loss.toFixed(4)}, validation accuracy ${percent(validationAccuracy)}`;
  return `${which}epoch ${epoch} of ${epochs}, ${learnt}, ${Math.round(imagesPerSecond)} images/s`;
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
      return `${bold(`Chosen: ${event.model}.`)} ${event.explanation}\n${event.evidence}`.trimEnd();
    case "explored":
      return `exploration: ${event.likelyLabelErrors} labels are likely wrong (confident learning); none was changed`;
    case "model-measured":
      return `${event.model}: reloaded, test accuracy ${percent(event.testAccuracy)}`;
    case "test-judged":
      return event.text;
    default:
      return undefined;
  }
}
