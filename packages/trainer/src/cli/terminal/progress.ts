import { MultiBar, Presets, type SingleBar } from "cli-progress";
import { isTalkative, say } from "./say.ts";

/** Bars need a terminal that can be written over; CI systems record every line. */
const hasBars = () => process.stderr.isTTY === true && !process.env.CI;

const FORMAT = "{name} {bar} {percentage} %  {step}  {left}  {note}";
// The share of a step that must be done before its time left can be guessed.
const LEAST_SHARE = 0.05;

interface Line {
  bar: SingleBar | undefined;
  step: string;
  startedAt: number;
  /** What was found out on the way. */
  note: string;
}

/** How far several things are: a bar each with the time left on a terminal, a line at each new step elsewhere. */
export class Progress {
  readonly #lines = new Map<string, Line>();
  #bars: MultiBar | undefined;

  /** @param share of the step, 0 to 1 */
  show(name: string, step: string, share: number): void {
    if (!isTalkative()) return;
    const line = this.#line(name, step);
    const left = timeLeft(share, performance.now() - line.startedAt);
    line.bar?.update(Math.round(100 * share), { name, step, left, note: line.note });
    // Work that keeps the thread busy leaves no turn for the bars' own timer.
    if (line.bar) this.#bars?.update();
  }

  /** What a step has found out so far: on the bar, or as a line where there are no bars. */
  note(name: string, text: string, line: string): void {
    if (!isTalkative()) return;
    const known = this.#lines.get(name);
    if (known) known.note = text;
    if (!known?.bar) say(line);
  }

  /** Takes a finished thing away. */
  done(name: string): void {
    const line = this.#lines.get(name);
    if (line?.bar) this.#bars?.remove(line.bar);
    this.#lines.delete(name);
  }

  /** A line above the bars, on stderr or stdout as `write` does. */
  log(write: () => void): void {
    this.end();
    write();
  }

  /** Takes all bars away; the next `show` brings back its own. */
  end(): void {
    this.#bars?.stop();
    this.#bars = undefined;
    for (const line of this.#lines.values()) line.bar = undefined;
  }

  #line(name: string, step: string): Line {
    const known = this.#lines.get(name);
    const isNew = known?.step !== step;
    const line = isNew ? { bar: known?.bar, step, startedAt: performance.now(), note: "" } : known;
    this.#lines.set(name, line);
    if (hasBars()) line.bar ??= this.#createBar(name, step);
    else if (isNew) say(`${name}: ${step}`);
    return line;
  }

  #createBar(name: string, step: string): SingleBar {
    // Its own handlers of signals would keep Ctrl-C from ending a command that has none.
    const options = { format: FORMAT, stream: process.stderr, clearOnComplete: true, barsize: 20, gracefulExit: false };
    this.#bars ??= new MultiBar(options, Presets.shades_classic);
    return this.#bars.create(100, 0, { name, step, left: "", note: "" });
  }
}

/** "12 s left", once it can be guessed. */
export function timeLeft(share: number, elapsedMilliseconds: number): string {
  if (share < LEAST_SHARE || share >= 1) return "";
  const seconds = Math.ceil(((elapsedMilliseconds / share) * (1 - share)) / 1000);
  return seconds < 60 ? `${seconds} s left` : `${Math.floor(seconds / 60)} min ${seconds % 60} s left`;
}

/** The progress of one thing that goes through steps and cannot be stopped from inside. */
export class StepProgress {
  readonly #progress = new Progress();
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  /** Always true: go on. */
  show(step: string, share: number): true {
    this.#progress.show(this.#name, step, share);
    return true;
  }

  end(): void {
    this.#progress.end();
  }
}
