import { For, Show } from "solid-js";
import { language, translate } from "../../i18n/index.ts";
import { formatShare } from "../../i18n/language.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { Curves, describeEpoch } from "./Curves.tsx";
import type { TrainingState } from "./createTraining.ts";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

type Running = Extract<TrainingState, { kind: "running" }>;

/** How far a training has come, step by step. A screen reader is told of steps, not of every per cent. */
export function Progress(props: { running: Running; onPause: (isPaused: boolean) => void; onCancel: () => void }) {
  const nameOf = (step: string) => t().steps[step] ?? step;
  const last = () => props.running.steps.at(-1)?.name ?? "";
  const epochs = () => props.running.epochs;
  const isPaused = () => props.running.pause !== "none";
  const state = () => ({ none: t().leaving, asked: t().pausing, begun: t().paused })[props.running.pause];
  const said = () => {
    if (isPaused()) return state();
    return last() === "cnn" && epochs().length > 0 ? describeEpoch(epochs()) : nameOf(last());
  };

  return (
    <section aria-labelledby="progress-title" class="prose">
      <h2 id="progress-title">{t().progress}</h2>
      <ol class="train-steps">
        <For each={props.running.steps.map(({ name }) => name)}>
          {(name) => {
            const share = () => props.running.steps.find((step) => step.name === name)?.share ?? 0;
            return (
              <li>
                <span>{nameOf(name)}</span>
                <Show when={name !== "images" || share() > 0} fallback={<progress aria-label={nameOf(name)} />}>
                  <progress aria-label={nameOf(name)} max="1" value={share()} />
                </Show>
                <span class="caption">{share() > 0 ? formatShare(language(), share()) : ""}</span>
              </li>
            );
          }}
        </For>
      </ol>
      <Show when={epochs().length > 0}>
        <p>{describeEpoch(epochs())}</p>
        <Curves epochs={epochs()} />
      </Show>
      <p role="status" class="visually-hidden">
        {said()}
      </p>
      <p class="caption">{state()}</p>
      <div class="train-actions">
        <Button onClick={() => props.onPause(!isPaused())}>{isPaused() ? t().goOn : t().pause}</Button>
        <Button onClick={() => props.onCancel()}>{t().cancel}</Button>
      </div>
    </section>
  );
}
