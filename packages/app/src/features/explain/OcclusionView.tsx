import type { PageDigit } from "@siffra/shared";
import { createMemo, For, Show } from "solid-js";
import { t as common, translate } from "../../i18n/index.ts";
import { createCanvas } from "../../ui/picture/createCanvas.ts";
import { askLab } from "../../workers/lab/lab.ts";
import type { Occlusion } from "../../workers/lab/labProtocol.ts";
import type { ReadingState } from "../read/state/createReading.ts";
import { theReader } from "../read/state/reader.ts";
import { createAsk } from "./createAsk.ts";
import { createRested } from "./createRested.ts";
import "./explain.css";
import { strongestPlace, toHeat } from "./heat.ts";
import { NothingRead } from "./NothingRead.tsx";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

/** A small picture of one colour with the given strengths as its alpha. */
function tinted(alpha: ArrayLike<number>, side: number, colour: string): OffscreenCanvas | undefined {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext("2d");
  if (!context) return undefined;
  const image = new ImageData(side, side);
  for (let i = 0; i < side * side; i++) image.data[4 * i + 3] = alpha[i] ?? 0;
  context.putImageData(image, 0, 0);
  context.globalCompositeOperation = "source-in";
  context.fillStyle = colour;
  context.fillRect(0, 0, side, side);
  return canvas;
}

/** The ink, faint, and over it what the answer hangs on. */
function Heat(props: { digit: PageDigit; occlusion: Occlusion; label: string }) {
  let canvas!: HTMLCanvasElement;
  createCanvas(
    () => canvas,
    (context, { width, ink }) => {
      const print = getComputedStyle(document.documentElement).color;
      const heat = tinted(toHeat(props.occlusion), props.occlusion.side, ink);
      const digit = tinted(props.digit.pixels, 28, print);
      context.clearRect(0, 0, width, width);
      context.imageSmoothingEnabled = false;
      context.globalAlpha = 0.3;
      if (digit) context.drawImage(digit, 0, 0, width, width);
      context.globalAlpha = 1;
      context.imageSmoothingEnabled = true;
      // The places are the middles of patches, two pixels apart and two pixels in from the edge.
      const inset = (1.5 * width) / 28;
      if (heat) context.drawImage(heat, inset, inset, width - 2 * inset, width - 2 * inset);
    },
  );
  return <canvas ref={canvas} class="heat" role="img" aria-label={props.label} />;
}

function DigitOcclusion(props: { digit: PageDigit }) {
  const asked = createAsk(
    () => props.digit,
    ({ pixels, label }) => askLab((api) => api.occlude(theReader().modelUrl(), pixels, label)),
  );
  const name = () => common().digits[props.digit.label] ?? "";
  const occlusion = () => {
    const now = asked();
    return now.kind === "answered" ? now.answer : undefined;
  };
  return (
    <Show when={occlusion()} fallback={<div class="heat" />}>
      {(found) => {
        const place = createMemo(() => strongestPlace(found()));
        const words = () => {
          const at = place();
          if (!at) return t().occlusionNone(name());
          return t().occlusionPicture(name(), t().places[at.row]?.[at.column] ?? "");
        };
        return (
          <figure class="heat-figure">
            <Heat digit={props.digit} occlusion={found()} label={words()} />
            <figcaption class="caption">{words()}</figcaption>
          </figure>
        );
      }}
    </Show>
  );
}

/** What the answer hangs on, for each digit that was read. */
export default function OcclusionView(props: { state: ReadingState }) {
  const rested = createRested(props.state);
  const first = () => rested()[0];
  return (
    <Show when={first()} fallback={<NothingRead state={props.state} />}>
      {(digit) => (
        <>
          <p class="intro">{t().occlusionIntro(common().digits[digit().label] ?? "")}</p>
          <div class="heats">
            <For each={rested().slice(0, 6)}>{(each) => <DigitOcclusion digit={each} />}</For>
          </div>
        </>
      )}
    </Show>
  );
}
