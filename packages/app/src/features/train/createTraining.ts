import { asSiffraError, type RunEvent } from "@siffra/shared";
import { createRoot, createSignal } from "solid-js";
import { startTraining, type Training } from "../../workers/train/client.ts";
import type { TrainedBundle, TrainRequest } from "../../workers/train/protocol.ts";

/** A step of a training that has begun. */
interface Step {
  name: string;
  /** 0 to 1. */
  share: number;
}

/** What is told after an epoch of a network. */
export type Epoch = Extract<RunEvent, { type: "epoch" }>;

/** A pause that was asked for begins when what the workers are at is done. */
type Pause = "none" | "asked" | "begun";

export type TrainingState =
  | { kind: "idle" }
  | { kind: "running"; pause: Pause; steps: readonly Step[]; epochs: readonly Epoch[] }
  | { kind: "done"; trained: TrainedBundle; request: TrainRequest; epochs: readonly Epoch[] }
  | { kind: "failed"; code: string };

/** The name of the step that an event tells of, and how far it is. Drawing images has no share of its own. */
function stepOf(event: RunEvent): Step | undefined {
  if (event.type === "message") return { name: "images", share: 0 };
  if (event.type === "model-progress") {
    return { name: event.model === "compared" ? "compared" : event.step, share: event.share };
  }
  return undefined;
}

/** A step that comes anew ends those before it. */
function withStep(steps: readonly Step[], step: Step): Step[] {
  const last = steps.at(-1);
  if (last?.name === step.name) return [...steps.slice(0, -1), { ...step, share: Math.max(step.share, last.share) }];
  if (steps.some(({ name }) => name === step.name)) return [...steps];
  return [...steps.map((done) => ({ ...done, share: 1 })), step];
}

/** Makes the browser ask before the tab is closed, which would end the training. */
function askBeforeClosing(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** One training at a time, in workers that end with it. */
function createTraining() {
  const [state, setState] = createSignal<TrainingState>({ kind: "idle" });
  let training: Training | undefined;
  let pauses = 0;

  function hear(current: Training | undefined, event: RunEvent): void {
    const now = state();
    if (current !== training || now.kind !== "running") return;
    if (event.type === "epoch") setState({ ...now, epochs: [...now.epochs, event] });
    const step = stepOf(event);
    if (step) setState({ ...now, steps: withStep(now.steps, step) });
  }

  function epochsSoFar(): readonly Epoch[] {
    const now = state();
    return now.kind === "running" ? now.epochs : [];
  }

  async function start(request: TrainRequest): Promise<void> {
    setState({ kind: "running", pause: "none", steps: [{ name: "images", share: 0 }], epochs: [] });
    const current: Training = startTraining(request, (event) => hear(current, event));
    training = current;
    addEventListener("beforeunload", askBeforeClosing);
    const outcome = await current.result.then(
      (trained): TrainingState => ({ kind: "done", trained, request, epochs: epochsSoFar() }),
      (error: unknown): TrainingState => ({ kind: "failed", code: asSiffraError(error).code }),
    );
    if (training !== current) return;
    removeEventListener("beforeunload", askBeforeClosing);
    setState(outcome);
  }

  function cancel(): void {
    training?.end();
    training = undefined;
    removeEventListener("beforeunload", askBeforeClosing);
    setState({ kind: "idle" });
  }

  function beginPause(): void {
    const now = state();
    if (now.kind === "running" && now.pause === "asked") setState({ ...now, pause: "begun" });
  }

  function setPaused(isPaused: boolean): void {
    const now = state();
    if (now.kind !== "running") return;
    setState({ ...now, pause: isPaused ? "asked" : "none" });
    pauses += 1;
    const asked = pauses;
    const begin = () => asked === pauses && beginPause();
    // A training that ends while it waits says so itself.
    training?.setPaused(isPaused).then(begin, () => {});
  }

  return { state, start, cancel, setPaused };
}

let started: ReturnType<typeof createTraining> | undefined;

/** The training of this tab: it goes on, and its result stays, while other pages are looked at. */
export function theTraining(): ReturnType<typeof createTraining> {
  started ??= createRoot(createTraining);
  return started;
}
