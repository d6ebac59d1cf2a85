import type { Distribution } from "@siffra/shared";
import { For } from "solid-js";

const WIDTH = 320;
const ROW = 22;
const LEFT = 24;
/** Below the rows, for the two ends of the scale. */
const FOOT = 20;

/** Quantiles of a quantity, a row a digit: 5 to 95 % as a line, 25 to 75 % as a bar, the median as a mark. */
export function Spread(props: { of: Distribution; digit: number; label: string; format: (value: number) => string }) {
  const top = () => Math.max(...props.of.byClass.map((quantiles) => quantiles[4]), Number.MIN_VALUE);
  const x = (value: number) => LEFT + ((WIDTH - LEFT - 8) * Math.max(0, value)) / top();
  return (
    <svg class="spread" viewBox={`0 0 ${WIDTH} ${10 * ROW + FOOT}`} role="img" aria-label={props.label}>
      <For each={props.of.byClass}>
        {([p5, p25, p50, p75, p95], digit) => {
          const y = () => (digit() + 0.5) * ROW;
          return (
            <g classList={{ picked: digit() === props.digit }}>
              <text x="4" y={y() + 4}>
                {digit()}
              </text>
              <line x1={x(p5)} x2={x(p95)} y1={y()} y2={y()} />
              <rect x={x(p25)} y={y() - 5} width={Math.max(0, x(p75) - x(p25))} height="10" rx="3" />
              <circle cx={x(p50)} cy={y()} r="3.5" />
            </g>
          );
        }}
      </For>
      <text class="scale" x={LEFT} y={10 * ROW + 14}>
        {props.format(0)}
      </text>
      <text class="scale" x={WIDTH - 8} y={10 * ROW + 14} text-anchor="end">
        {props.format(top())}
      </text>
    </svg>
  );
}
