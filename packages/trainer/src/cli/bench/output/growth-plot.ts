import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type { Growth, GrowthPoint } from "../measure/growth.ts";

const WIDTH = 360;
const HEIGHT = 330;
const TITLE_HEIGHT = 34;
const LEGEND_HEIGHT = 30;

// Each is told from its neighbours and from the paper, light and dark, with every common kind of colour vision (Okabe and Ito).
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

// A picture in a document does not see the page's colours, so it brings its own paper.
const STYLE = `
.paper { fill: #f7f4ec } .ink, text { fill: #1b1a17 } .axis { color: #1b1a17 }
@media (prefers-color-scheme: dark) { .paper { fill: #151412 } .ink, text { fill: #f1ece0 } .axis { color: #f1ece0 } }
text { font: 12px system-ui, sans-serif } .title { font-size: 14px }`;

interface Line {
  name: string;
  side: "siffra" | "peer";
  n: number;
  value: number;
}

/** growth.svg: seconds on the left, both axes logarithmic; memory on the right, both linear. Dashed lines are scikit-learn's. */
export function growthPlot(growth: readonly Growth[]): string {
  const seconds = growth.flatMap(({ growth: name, points }) => points.flatMap((point) => secondsOf(name, point)));
  const memory = growth.flatMap(({ growth: name, points }) =>
    points.map(({ n, siffra }): Line => ({ name, side: "siffra", n, value: siffra.peakMemoryMb })),
  );
  const names = growth.map(({ growth: name }) => name);
  const panels = [
    panel(0, "Seconds to fit", draw(seconds, names, "log", roundSteps(seconds.map(({ value }) => value)))),
    panel(WIDTH, "Peak memory, MB", draw(memory, names, "linear", 6)),
  ];
  const height = TITLE_HEIGHT + HEIGHT + LEGEND_HEIGHT;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${2 * WIDTH}" height="${height}" viewBox="0 0 ${2 * WIDTH} ${height}" role="img">
<title>How seconds and peak memory of a fit grow with the number of training images</title>
<style>${STYLE}</style>
<rect class="paper" width="100%" height="100%" rx="6"/>
${panels.join("\n")}
${legend(names, height - LEGEND_HEIGHT / 2)}
</svg>
`;
}

function secondsOf(name: string, { n, siffra, peerSeconds }: GrowthPoint): Line[] {
  const ours: Line = { name, side: "siffra", n, value: siffra.median };
  return peerSeconds === null ? [ours] : [ours, { name, side: "peer", n, value: peerSeconds }];
}

function panel(x: number, title: string, svg: string): string {
  return `<text class="title" x="${x + 14}" y="24">${title}</text>
<svg class="axis" x="${x}" y="${TITLE_HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-size="12" text-anchor="middle">${svg}</svg>`;
}

/** 1, 2 and 5 of each power of ten from below the least value to above the largest. */
function roundSteps(values: readonly number[]): number[] {
  const [first, last] = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))];
  const decades = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const steps = decades.flatMap((power) => [1, 2, 5].map((step) => step * 10 ** power));
  const below = steps.findLastIndex((step) => step <= Math.min(...values));
  const above = steps.findIndex((step) => step >= Math.max(...values));
  return steps.slice(Math.max(0, below), above === -1 ? undefined : above + 1);
}

function draw(lines: Line[], names: string[], type: "log" | "linear", ticks: number | number[]): string {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const sizes = [...new Set(lines.map(({ n }) => n))];
  const common = { x: "n", y: "value", stroke: "name", z: (line: Line) => `${line.name} ${line.side}` };
  const of = (side: Line["side"]) => lines.filter((line) => line.side === side);
  const svg = Plot.plot({
    document: document as never,
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 48,
    marginRight: 24,
    marginBottom: 40,
    x: {
      type,
      ticks: sizes,
      tickFormat: (n: number) => `${n / 1000}k`,
      label: "training images",
      labelArrow: "none",
    },
    y: Array.isArray(ticks)
      ? {
          type,
          ticks,
          domain: [ticks[0] ?? 0.1, ticks.at(-1) ?? 1],
          tickFormat: (value: number) => String(Number(value.toPrecision(1))),
          label: null,
        }
      : { type, ticks, zero: true, nice: true, tickFormat: "d", label: null },
    color: { type: "categorical", domain: names, range: COLOURS },
    marks: [
      Plot.gridY({ ticks, strokeOpacity: 0.12 }),
      Plot.line(of("siffra"), { ...common, strokeWidth: 2.5 }),
      Plot.line(of("peer"), { ...common, strokeWidth: 1.5, strokeDasharray: "5 4" }),
      Plot.dot(lines, { x: "n", y: "value", fill: "name", r: 3 }),
    ],
  }) as unknown as { innerHTML: string; querySelectorAll(selector: string): Iterable<{ remove(): void }> };
  for (const style of svg.querySelectorAll("style")) style.remove();
  return svg.innerHTML;
}

function legend(names: readonly string[], y: number): string {
  const step = (2 * WIDTH - 28) / (names.length + 1);
  const entry = (i: number, text: string, line: string) =>
    `<g transform="translate(${14 + i * step} ${y})">${line}<text x="30" y="4">${text}</text></g>`;
  const colours = names.map((name, i) =>
    entry(i, name, `<path d="M0 0H24" stroke="${COLOURS[i]}" stroke-width="2.5"/>`),
  );
  const dashes = `<path class="axis" d="M0 0H24" stroke="currentColor" stroke-width="1.5" stroke-dasharray="5 4"/>`;
  return [...colours, entry(names.length, "scikit-learn", dashes)].join("\n");
}
