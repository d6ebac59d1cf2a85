import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  Comparison,
  Diagnostics,
  Exploration,
  Metrics,
  Mistakes,
  PixelImportances,
  RunInfo,
  Selection,
} from "@siffra/shared";
import { Command } from "commander";
import type * as v from "valibot";
import { REPORT_FILES, type ReportInput } from "../report/index.ts";
import { readJson, replaceDurable } from "./files.ts";
import { RUNS_DIR, userPath } from "./paths.ts";
import { UsageError } from "./usage.ts";

const MAX_BYTES = 10_000_000;

interface Flags {
  out?: string;
  json?: true;
}

export function reportCommand(): Command {
  return new Command("report")
    .description("write the report of a finished run anew, from its JSON files")
    .argument("[run]", "a run's folder (default: runs/standard)")
    .option("--out <dir>", "where to (default: the run's folder)")
    .option("--json", "print what was written as one JSON object")
    .addHelpText("after", "\nExample:\n  siffra report runs/quick --out /tmp")
    .action(report);
}

async function report(run: string | undefined, flags: Flags): Promise<void> {
  const dir = run === undefined ? join(RUNS_DIR, "standard") : userPath(run);
  const input = await readReportInput(dir);
  const out = flags.out === undefined ? dir : userPath(flags.out);
  const files = Object.keys(REPORT_FILES).map((name) => join(out, name));
  for (const [name, render] of Object.entries(REPORT_FILES)) await replaceDurable(join(out, name), render(input));
  process.stdout.write(`${flags.json ? JSON.stringify({ run: dir, files }) : files.join("\n")}\n`);
}

/** @throws UsageError when `dir` is no run; SiffraError "file-unreadable", "file-size", "run-json" or "run-schema" */
async function readReportInput(dir: string): Promise<ReportInput> {
  if (!existsSync(join(dir, "run.json"))) {
    throw new UsageError(`${dir}: expected the folder of a finished run (with run.json), found none. Name another.`);
  }
  const read = <S extends v.GenericSchema>(schema: S, ...name: string[]) =>
    readJson(join(dir, ...name), schema, MAX_BYTES, {
      jsonCode: "run-json",
      schemaCode: "run-schema",
      advice: "Train again with `siffra train`: the file is damaged or of another version.",
    });
  const metrics = await read(Metrics, "metrics.json");
  const importances: ReportInput["importances"] = {};
  for (const { model } of metrics.models) {
    if (!existsSync(join(dir, "models", model, "importances.json"))) continue;
    importances[model] = await read(PixelImportances, "models", model, "importances.json");
  }
  return {
    run: await read(RunInfo, "run.json"),
    metrics,
    comparison: await read(Comparison, "comparison.json"),
    selection: await read(Selection, "selection.json"),
    diagnostics: await read(Diagnostics, "diagnostics.json"),
    exploration: await read(Exploration, "explore.json"),
    mistakes: await read(Mistakes, "mistakes.json"),
    importances,
  };
}
