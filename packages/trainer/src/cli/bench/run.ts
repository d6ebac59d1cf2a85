import { asSiffraError } from "@siffra/shared";
import type { Dataset } from "../../dataset/index.ts";
import { describeMachine, type Machine } from "./machine.ts";
import { measureClassifier } from "./measure/classifier.ts";
import { BenchContext, type BenchOptions } from "./measure/context.ts";
import { type Growth, measureGrowth } from "./measure/growth.ts";
import { measureNetwork } from "./measure/network.ts";
import type { Row } from "./measure/rows.ts";
import { measureTransform } from "./measure/transform.ts";
import type { SklearnPeer } from "./peer/sklearn.ts";
import { type BenchPlan, type Case, type ChosenCase, predictName } from "./plan.ts";

/** What to measure. */
export interface BenchRequest {
  plan: BenchPlan;
  cases: readonly ChosenCase[];
  hasGrowth: boolean;
  /** The peer's growth on all sizes, however long it takes. */
  isPeerFull: boolean;
}

/** Everything that was measured, and on what. */
export interface BenchResult {
  machine: Machine;
  peer: ({ name: "sklearn" } & SklearnPeer["versions"]) | null;
  dataset: { name: Dataset["name"]; sha256: string; train: number; test: number };
  repeat: number;
  workers: number;
  rows: Row[];
  growth: Growth[];
  /** Names of what could not be measured. */
  failed: string[];
}

/** Told of each row and each growth as soon as it is there. */
export type OnResult = (result: Row | Growth) => void;

/** Measures case after case. A case that fails gives rows with an error, and the others go on. */
export async function runBench(
  dataset: Dataset,
  request: BenchRequest,
  options: BenchOptions,
  hooks: { signal: AbortSignal; log: (line: string) => void; onResult: OnResult },
): Promise<BenchResult> {
  const context = new BenchContext(dataset, options, hooks.signal, hooks.log);
  const keep = <T extends Row | Growth>(result: T): T => {
    hooks.onResult(result);
    return result;
  };
  try {
    const rows: Row[] = [];
    for (const chosen of request.cases) rows.push(...(await measureOrExplain(context, chosen)).map(keep));
    const failed = rows.filter(({ siffra }) => siffra === null).map(({ work }) => work);
    const growth: Growth[] = [];
    for (const name of growthNames(request)) {
      const grown = await growOrExplain(context, request, name);
      if (grown) growth.push(keep(grown));
      else failed.push(`the growth of ${name}`);
    }
    return { ...describe(context, dataset), rows, growth, failed };
  } finally {
    context.close();
  }
}

function describe(
  { options, peerVersions }: BenchContext,
  { name, sha256 }: Dataset,
): Omit<BenchResult, "rows" | "growth" | "failed"> {
  const { repeat, workers, train, test } = options;
  const peer = peerVersions && { name: "sklearn" as const, ...peerVersions };
  return { machine: describeMachine(), peer, dataset: { name, sha256, train, test }, repeat, workers };
}

function growthNames({ hasGrowth, plan, cases }: BenchRequest): string[] {
  const chosen = new Set(cases.map(({ plan }) => plan.name));
  return hasGrowth ? plan.growth.cases.filter((name) => chosen.has(name)) : [];
}

async function growOrExplain(
  context: BenchContext,
  { plan, isPeerFull }: BenchRequest,
  name: string,
): Promise<Growth | undefined> {
  try {
    return await measureGrowth(context, plan, name, isPeerFull);
  } catch (thrown) {
    explain(context, name, thrown);
    return undefined;
  }
}

/** Says what went wrong and gives it; a cancellation goes on upwards. */
function explain(context: BenchContext, name: string, thrown: unknown): { code: string; message: string } {
  const { code, message } = asSiffraError(thrown);
  if (code === "cancelled") throw thrown;
  context.log(`${name}: ${message} (${code})`);
  return { code, message };
}

async function measureOrExplain(context: BenchContext, chosen: ChosenCase): Promise<Row[]> {
  try {
    return await measure(context, chosen);
  } catch (thrown) {
    const error = explain(context, chosen.plan.name, thrown);
    return [...chosen.rows].map((work) => failedRow(work, chosen.plan, error));
  }
}

async function measure(context: BenchContext, { plan, rows }: ChosenCase): Promise<Row[]> {
  switch (plan.kind) {
    case "classifier":
      return measureClassifier(context, { plan, rows });
    case "transform":
      return [await measureTransform(context, plan)];
    case "network":
      return [await measureNetwork(context, plan)];
  }
}

function failedRow(work: string, plan: Case, error: NonNullable<Row["error"]>): Row {
  const isPredict = plan.kind === "classifier" && plan.predict && work === predictName(plan.name);
  const { title, must, goal } = isPredict ? (plan.predict as NonNullable<typeof plan.predict>) : plan.fit;
  return { work, title, siffra: null, peer: null, ratio: null, error, must, goal };
}
