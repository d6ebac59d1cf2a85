import { For, Show } from "solid-js";
import "./chart.css";
import { logTicks, ticks } from "./ticks.ts";

export interface Point {
  x: number;
  y: number;
  /** How much stands behind it, 0 to 1: the area of its mark. All marks are alike without. */
  weight?: number;
}

interface Series {
  name: string;
  points: readonly Point[];
}

export type Range = readonly [number, number];

const WIDTH = 480;
const HEIGHT = 260;
/** Room for the ticks' words. */
const LEFT = 64;
const BOTTOM = 28;
const EDGE = 28;

export interface LineChartProps {
  /** What the picture shows, for who does not see it. */
  label: string;
  /** The first is the one that matters; a second one is fainter and dashed. */
  series: readonly Series[];
  x: Range;
  y: Range;
  formatX: (value: number) => string;
  formatY: (value: number) => string;
  /** Equal factors of x are equally far apart: its range begins above 0. */
  isLogX?: boolean;
  /** Ticks of x are this far apart at least. */
  leastX?: number;
  /** A line from corner to corner: where both are the same. */
  hasDiagonal?: boolean;
}

/** Radius of a point's mark: small ones are still seen. */
const radius = ({ weight }: Point) => (weight === undefined ? 4 : 2.5 + 8.5 * Math.sqrt(weight));

/** Lines with a mark at each point, on round ticks. */
export function LineChart(props: LineChartProps) {
  const place = (value: number, [low, high]: Range) => (high > low ? (value - low) / (high - low) : 0.5);
  const along = (value: number) => (props.isLogX ? Math.log(value) : value);
  const left = (value: number) =>
    LEFT + place(along(value), [along(props.x[0]), along(props.x[1])]) * (WIDTH - LEFT - EDGE);
  const top = (value: number) => HEIGHT - BOTTOM - place(value, props.y) * (HEIGHT - BOTTOM - EDGE);
  const path = (points: readonly Point[]) => points.map(({ x, y }) => `${left(x)},${top(y)}`).join(" ");
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={props.label}>
      <For each={ticks(props.y, 4)}>
        {(value) => (
          <>
            <line class="rule" x1={LEFT} x2={WIDTH - EDGE} y1={top(value)} y2={top(value)} />
            <text x={LEFT - 10} y={top(value) + 5} text-anchor="end">
              {props.formatY(value)}
            </text>
          </>
        )}
      </For>
      <For each={props.isLogX ? logTicks(props.x) : ticks(props.x, 5, props.leastX)}>
        {(value) => (
          <text x={left(value)} y={HEIGHT - 6} text-anchor="middle">
            {props.formatX(value)}
          </text>
        )}
      </For>
      <Show when={props.hasDiagonal}>
        <line class="diagonal" x1={left(props.x[0])} y1={top(props.y[0])} x2={left(props.x[1])} y2={top(props.y[1])} />
      </Show>
      <For each={props.series}>
        {({ points }) => (
          <g class="series">
            <polyline points={path(points)} />
            <For each={points}>{(point) => <circle cx={left(point.x)} cy={top(point.y)} r={radius(point)} />}</For>
          </g>
        )}
      </For>
    </svg>
  );
}
