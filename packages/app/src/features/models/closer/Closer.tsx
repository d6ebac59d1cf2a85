import { createSignal, For, Show } from "solid-js";
import { language, translate } from "../../../i18n/index.ts";
import type { Run } from "../run/run.ts";
import { TEXTS } from "../texts.ts";
import { Confusion } from "./Confusion.tsx";
import { LearningCurve } from "./LearningCurve.tsx";
import { Reliability } from "./Reliability.tsx";

const t = translate(TEXTS);

/** One model at a time: how far its certainty can be trusted, what more images give, and what it takes for what. */
export function Closer(props: { run: Run }) {
  const models = () => props.run.metrics.models;
  const [name, setName] = createSignal(props.run.selection.chosen);
  const model = () => models().find((candidate) => candidate.model === name()) ?? models()[0];
  const bins = () => props.run.diagnostics.reliability.find((each) => each.model === model()?.model)?.bins ?? [];
  const points = () => props.run.diagnostics.learningCurves.find((each) => each.model === model()?.model)?.points ?? [];
  return (
    <Show when={model()} keyed>
      {(shown) => (
        <>
          <section aria-labelledby="closer-title" class="prose closer">
            <h2 id="closer-title">{t().closer.title}</h2>
            <label class="closer-model">
              {t().closer.model}
              <select onInput={(event) => setName(event.currentTarget.value)}>
                <For each={models()}>
                  {(candidate) => (
                    <option value={candidate.model} selected={candidate.model === shown.model}>
                      {candidate.title[language()]}
                    </option>
                  )}
                </For>
              </select>
            </label>
            <div class="chart-figures">
              <Show when={bins().length > 0}>
                <Reliability bins={bins()} ece={shown.test.ece} />
              </Show>
              <Show when={points().length > 1}>
                <LearningCurve points={points()} />
              </Show>
            </div>
          </section>
          <Confusion model={shown} misread={props.run.misread} />
        </>
      )}
    </Show>
  );
}
