import { imagesPerSecond, scientific, times } from "../judge.ts";
import type { Growth } from "../measure/growth.ts";
import type { Row } from "../measure/rows.ts";
import type { BenchResult } from "../run.ts";
import { median } from "../statistics.ts";
import { cellsOf, HEAD, secondsText } from "./cells.ts";

/** benchmarks.md: what was measured, where and how. */
export function toMarkdown(result: BenchResult, command: string): string {
  const parts = [
    "# Benchmarks",
    `Made by \`${command}\`, which measures again and writes this page, its picture and all single values ([bench.json](bench.json)).`,
    machineText(result),
    table(HEAD, result.rows.map(titledCells)),
    "What each row does exactly, and what it must and should reach, stands in `bench/rows.json`.",
    howToRead(result),
    notes(result.rows),
    growthText(result.growth),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function machineText({ machine, peer, dataset, repeat, workers }: BenchResult): string {
  const data = dataset.name === "mnist" ? "MNIST" : "synthetic handwriting, so these figures are NOT about MNIST";
  const sample = dataset.train < 60_000 || dataset.test < 10_000 ? " (a sample: not to quote figures from)" : "";
  const lines = [
    `- machine: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.os}`,
    `- Siffra ${machine.siffra} on Node ${machine.node} (V8 ${machine.v8}), ${workers} worker threads`,
    peer ? `- scikit-learn ${peer.sklearn}, NumPy ${peer.numpy}, Python ${peer.python}` : "- no peer was measured",
    `- data: ${data}; ${dataset.train} training and ${dataset.test} test images${sample}`,
    `- everything measured ${repeat === 1 ? "once" : `${repeat} times (what takes minutes, less often: one number is one run)`}, Siffra and scikit-learn by turns`,
  ];
  return lines.join("\n");
}

/** As in the terminal, but with the row's title. */
function titledCells(row: Row): string[] {
  const [work, ...cells] = cellsOf(row);
  return [`${row.title} (\`${work}\`)`, ...cells];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function howToRead({ rows }: BenchResult): string {
  const starts = rows.flatMap(({ siffra }) => siffra?.startSeconds ?? []);
  const start =
    starts.length === 0 ? "" : ` (${secondsText(Math.min(...starts))} to ${secondsText(Math.max(...starts))} s here)`;
  return [
    "How to read it:",
    "",
    "- Seconds are what a user waits for: from handing the images to the worker threads until the model is there as bytes, or",
    `  until all test images have their probabilities. Starting the threads and compiling the core${start} is not in them.`,
    "  Every repeat is a new process with nothing warm. scikit-learn's seconds are those of its own call alone, with the values",
    "  ready in memory, in one process for all repeats.",
    "- Where scikit-learn is given Siffra's features, `fit` is the classifier alone on both sides; Siffra's `predict` still has its",
    "  features in it.",
    "- The peer is scikit-learn; of the networks it is tfjs alone, in one thread, on fewer images, its seconds scaled to as many.",
    "- The ratio is the peer's median over Siffra's. The peak is that of Siffra's whole process with all its threads.",
    "- Under must and goal, brackets hold what was found where it is not enough.",
  ].join("\n");
}

/** What the table has no room for. */
function notes(rows: readonly Row[]): string {
  const lines = rows.flatMap((row) => [
    ...exactness(row),
    ...features(row),
    ...variance(row),
    ...speed(row),
    ...trouble(row),
  ]);
  return lines.map((line) => `- ${line}`).join("\n");
}

function exactness({ work, objectiveDifference, worstPairDifference, agreement, supportVectors }: Row): string[] {
  const parts = [];
  if (objectiveDifference !== undefined) {
    const worst =
      worstPairDifference === undefined ? "" : ` (the worst pair of classes ${scientific(worstPairDifference)})`;
    const side = objectiveDifference > 0 ? "above" : "below";
    const size = scientific(Math.abs(objectiveDifference));
    parts.push(`objective ${size} ${side} scikit-learn's, relative, in float64${worst}`);
  }
  if (agreement !== undefined) parts.push(`the same answer to ${(100 * agreement).toFixed(2)} % of the test images`);
  if (supportVectors) parts.push(`${supportVectors.siffra} support vectors (scikit-learn ${supportVectors.peer})`);
  return parts.length === 0 ? [] : [`${work}: ${parts.join("; ")}.`];
}

function features({ work, siffra }: Row): string[] {
  if (siffra?.featureSeconds === undefined) return [];
  return [`${work}: the features themselves take ${secondsText(median(siffra.featureSeconds))} s (median).`];
}

function variance({ work, siffra, peer }: Row): string[] {
  if (siffra?.explainedVariance === undefined || peer?.explainedVariance === undefined) return [];
  const share = siffra.explainedVariance / peer.explainedVariance;
  return [`${work}: the components have ${(100 * share).toFixed(4)} % of the variance of scikit-learn's.`];
}

const PEERS = {
  sklearn: "scikit-learn",
  "tfjs-cpu": "tfjs's cpu backend",
  "tfjs-wasm": "tfjs's wasm backend with gradients composed of its own operations",
};

function speed(row: Row): string[] {
  const rate = imagesPerSecond(row);
  if (rate === undefined || row.images === undefined) return [];
  const peer = row.peer && ` (${PEERS[row.peer.name]}, one thread: ${(row.images / row.peer.median).toPrecision(3)})`;
  return [`${row.work}: learns from ${rate.toFixed(0)} images a second${peer ?? ""}.`];
}

function trouble({ work, error, peer, peerError }: Row): string[] {
  const warnings = (peer?.warnings ?? []).map((warning) => `${work}: scikit-learn warned: ${warning}`);
  const failed = error ? [`${work} failed: ${error.message} (${error.code})`] : [];
  return [...failed, ...warnings, ...(peerError === undefined ? [] : [`${work}: without scikit-learn: ${peerError}`])];
}

function growthText(growth: readonly Growth[]): string {
  if (growth.length === 0) return "";
  const rows = growth.flatMap(({ growth: name, points }) =>
    points.map(({ n, siffra, peerSeconds }) => [
      name,
      String(n),
      secondsText(siffra.median),
      siffra.peakMemoryMb.toFixed(0),
      peerSeconds === null ? "-" : secondsText(peerSeconds),
      peerSeconds === null ? "-" : times(peerSeconds / siffra.median),
    ]),
  );
  return [
    "## How it grows",
    "![Seconds and peak memory of a fit against the number of training images; the table below has the same figures](growth.svg)",
    exponents(growth),
    table(["work", "images", "Siffra s (median)", "peak MB", "scikit-learn s", "ratio"], rows),
  ].join("\n\n");
}

function exponents(growth: readonly Growth[]): string {
  const text = (value: number | null) => (value === null ? "unknown" : value.toFixed(2));
  const each = growth.map(({ growth: name, exponent }) => {
    const peer = exponent.peer === null ? "" : ` (scikit-learn ${text(exponent.peer)})`;
    return `${name} ${text(exponent.siffra)}${peer}`;
  });
  return `Seconds grow as n to the power of: ${each.join(", ")}; by least squares of the logarithms, over the sizes below.`;
}
