import { For, Match, Switch } from "solid-js";
import { t as common, translate } from "../../i18n/index.ts";
import { PixelPicture } from "../../ui/picture/PixelPicture.tsx";
import { askLab } from "../../workers/lab/lab.ts";
import type { Neighbour } from "../../workers/lab/labProtocol.ts";
import type { ReadingState } from "../read/state/createReading.ts";
import { asPicture } from "../run/thumbnails.ts";
import { createAsk } from "./createAsk.ts";
import { createRested } from "./createRested.ts";
import "./explain.css";
import { NothingRead } from "./NothingRead.tsx";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

const folderUrl = () => new URL("run/", document.baseURI).href;

function Neighbours(props: { found: readonly Neighbour[] }) {
  const name = (label: number) => common().digits[label] ?? "";
  return (
    <ul class="neighbours">
      <For each={props.found}>
        {({ label, pixels }) => (
          <li>
            <PixelPicture picture={asPicture(pixels)} kind="ink" label={t().neighbour(name(label))} />
            <span aria-hidden="true">{label}</span>
          </li>
        )}
      </For>
    </ul>
  );
}

/** The training images that the first digit is most like. */
export default function NearestView(props: { state: ReadingState }) {
  const rested = createRested(props.state);
  const pixels = () => rested()[0]?.pixels;
  const asked = createAsk(pixels, (image) => askLab((api) => api.nearest(folderUrl(), image)));
  const found = () => {
    const now = asked();
    return now.kind === "answered" ? now.answer : undefined;
  };
  return (
    <Switch fallback={<p class="intro">{t().asking}</p>}>
      <Match when={!pixels()}>
        <NothingRead state={props.state} />
      </Match>
      <Match when={asked().kind === "failed"}>
        <p role="alert">{t().nearestFailed}</p>
      </Match>
      <Match when={found()}>
        {(neighbours) => (
          <>
            <p class="intro">{t().nearestIntro}</p>
            <Neighbours found={neighbours()} />
          </>
        )}
      </Match>
    </Switch>
  );
}
