import { createUniqueId, For, Show } from "solid-js";
import "../table/table.css";
import { LineChart, type LineChartProps, type Point } from "./LineChart.tsx";

interface ChartFigureProps extends Omit<LineChartProps, "label"> {
  title: string;
  /** What is seen, in a sentence. */
  summary: string;
  /** Heads of the table's columns: of x, then of each series. */
  columns: readonly string[];
  /** Opens the table. */
  tableLabel: string;
}

/** A chart with its title, what it says in words, and the same figures as a table. */
export function ChartFigure(props: ChartFigureProps) {
  const id = createUniqueId();
  const rows = () => [...new Set(props.series.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const valueAt = (points: readonly Point[], x: number) => points.find((point) => point.x === x)?.y;
  return (
    <figure class="chart-figure" aria-labelledby={id}>
      <figcaption>
        <h3 id={id}>{props.title}</h3>
        <p class="caption">{props.summary}</p>
      </figcaption>
      <div class="chart-frame">
        <LineChart {...props} label={`${props.title}. ${props.summary}`} />
      </div>
      <Show when={props.series.length > 1}>
        <ul class="chart-key caption" aria-hidden="true">
          <For each={props.series}>{({ name }) => <li>{name}</li>}</For>
        </ul>
      </Show>
      <details>
        <summary>{props.tableLabel}</summary>
        <table class="table">
          <caption class="visually-hidden">{props.title}</caption>
          <thead>
            <tr>
              <For each={props.columns}>{(name) => <th scope="col">{name}</th>}</For>
            </tr>
          </thead>
          <tbody>
            <For each={rows()}>
              {(x) => (
                <tr>
                  <th scope="row">{props.formatX(x)}</th>
                  <For each={props.series}>
                    {({ points }) => {
                      const value = valueAt(points, x);
                      return <td>{value === undefined ? "–" : props.formatY(value)}</td>;
                    }}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </details>
    </figure>
  );
}
