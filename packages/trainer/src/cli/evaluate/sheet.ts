import type { StageImage } from "@siffra/shared";
import { encode } from "fast-png";
import { type Html, html, trustedHtml } from "../../report/html.ts";
import { answerOf, formatScores, isRight, type WildScore } from "./score.ts";
import type { WildReading } from "./wild.ts";

// Larger stages are shown at every second, third, ... pixel: a sheet of hundreds must still open.
const MAX_SIDE = 200;

const STYLE = trustedHtml(`
body { font: 15px/1.4 system-ui, sans-serif; margin: 2rem; color-scheme: light dark }
section { border-top: 1px solid #8888; padding: .8rem 0 }
figure { display: inline-block; margin: .3rem .6rem .3rem 0; vertical-align: top }
img { display: block; image-rendering: pixelated; max-height: 140px; min-height: 56px; background: #888 }
figcaption { font-size: .8rem }
`);

/** One page with every failure and the pictures of its stages. */
export function renderSheet(model: string, scores: readonly WildScore[], readings: readonly WildReading[]): string {
  const failures = readings.filter((wild) => !isRight(wild));
  const page = html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Failures of ${model}</title>
<style>${STYLE}</style></head><body><h1>Failures of ${model}</h1><pre>${formatScores(scores)}</pre>
${failures.map(renderFailure)}</body></html>`;
  return page.text;
}

function renderFailure(wild: WildReading): Html {
  const { input, label, kind, reading, error } = wild;
  const read = error ?? (reading?.refused ? `refused: ${reading.refused.code}` : answerOf(wild));
  const sure = [...(reading?.digits ?? []), ...(reading?.guesses ?? [])].map(({ label, probabilities }) => {
    return `${label} ${Math.round(100 * (probabilities[label] as number))} %`;
  });
  return html`<section><p><b>${label}</b> read as <b>${read}</b> (${sure.join(", ")}) &middot; ${kind} &middot; ${input}</p>
${reading?.stages.map(renderStage) ?? []}</section>`;
}

function renderStage(stage: StageImage): Html {
  const { width, height, pixels } = shrink(stage);
  const png = encode({ width, height, data: pixels, channels: 1, depth: 8 });
  const source = `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
  return html`<figure><img src="${source}" alt="${stage.name}"><figcaption>${stage.name}</figcaption></figure>`;
}

function shrink({ name, width, height, pixels }: StageImage): StageImage {
  const step = Math.ceil(Math.max(width, height) / MAX_SIDE);
  const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
  const kept = Uint8Array.from({ length: columns * rows }, (_, i) => {
    const [x, y] = [i % columns, Math.floor(i / columns)];
    return pixels[y * step * width + x * step] as number;
  });
  return { name, width: columns, height: rows, pixels: kept };
}
