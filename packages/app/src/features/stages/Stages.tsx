import type { StageImage } from "@siffra/shared";
import { Index } from "solid-js";
import { t } from "../../i18n/index.ts";
import { PixelPicture } from "../../ui/picture/PixelPicture.tsx";

/** Stages before polarity is known show lightness; from then on bright means ink. */
const GREY_STAGES = new Set(["luminance", "flattened"]);

/** What a drawing goes through, before there is one. */
const BLANK: readonly StageImage[] = ["input", "width", "fitted"].map((name) => ({
  name,
  width: 28,
  height: 28,
  pixels: new Uint8Array(28 * 28),
}));

/** The way from the input to what the model sees: one picture a stage. It keeps its room, so that nothing jumps. */
export function Stages(props: { stages: readonly StageImage[] }) {
  const name = (stage: StageImage) => t().stages.names[stage.name] ?? stage.name;
  const shown = () => (props.stages.length > 0 ? props.stages : BLANK);
  return (
    <section class="stages" aria-labelledby="stages-title">
      <h2 id="stages-title">{t().stages.region}</h2>
      <p class="intro">{t().stages.intro}</p>
      <ol class="strip" tabindex="0" aria-labelledby="stages-title">
        <Index each={shown()}>
          {(stage) => (
            <li class="stage">
              <div class="stage-picture" classList={{ "stage-picture--cut": stage().name === "input" }}>
                <PixelPicture
                  picture={stage()}
                  kind={GREY_STAGES.has(stage().name) ? "grey" : "ink"}
                  label={t().stages.picture(name(stage()))}
                />
              </div>
              <h3 class="stage-name">{name(stage())}</h3>
              <p class="caption">{t().stages.explanations[stage().name]}</p>
            </li>
          )}
        </Index>
      </ol>
    </section>
  );
}
