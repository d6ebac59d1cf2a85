import type { StageImage } from "@siffra/shared";
import { For, Show } from "solid-js";
import { t } from "../../i18n/index.ts";
import { PixelPicture } from "../../ui/PixelPicture.tsx";

/** Stages before polarity is known show lightness; from then on bright means ink. */
const GREY_STAGES = new Set(["luminance", "flattened"]);

/** The way from the input to what the model sees: one picture a stage. */
export function Stages(props: { stages: readonly StageImage[] }) {
  const name = (stage: StageImage) => t().stages.names[stage.name] ?? stage.name;
  return (
    <Show when={props.stages.length > 0}>
      <section class="stages" aria-labelledby="stages-title">
        <h2 id="stages-title">{t().stages.region}</h2>
        <p class="intro">{t().stages.intro}</p>
        <ol class="strip" tabindex="0" aria-labelledby="stages-title">
          <For each={props.stages}>
            {(stage) => (
              <li class="stage">
                <div class="stage-picture">
                  <PixelPicture
                    picture={stage}
                    kind={GREY_STAGES.has(stage.name) ? "grey" : "ink"}
                    label={t().stages.picture(name(stage))}
                  />
                </div>
                <h3 class="stage-name">{name(stage)}</h3>
                <p class="caption">{t().stages.explanations[stage.name]}</p>
              </li>
            )}
          </For>
        </ol>
      </section>
    </Show>
  );
}
