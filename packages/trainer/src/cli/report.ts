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
import { REPORT_FILES, type ReportInput } from "../report/index.ts";
import { takeTurn } from "../workers/index.ts";
import { prepareFolder, replaceDurable } from "./files/disk.ts";
import { RUNS_DIR, userPath } from "./files/paths.ts";
import { isRun, readRunFile } from "./files/run-files.ts";
import { cancellable } from "./terminal/signals.ts";
import { UsageError } from "./usage.ts";

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

const report = (run: string | undefined, flags: Flags): Promise<void> =>
  cancellable("each file is whole, as it was or anew. The same command writes them all.", (signal) =>
    writeReports(run, flags, signal),
  );

async function writeReports(run: string | undefined, flags: Flags, signal: AbortSignal): Promise<void> {
  const dir = run === undefined ? join(RUNS_DIR, "standard") : userPath(run);
  const input = await readReportInput(dir);
  const out = flags.out === undefined ? dir : userPath(flags.out);
  await prepareFolder(out);
  const files: string[] = [];
  for (const [name, render] of Object.entries(REPORT_FILES)) {
    await takeTurn(signal);
    const file = join(out, name);
    await replaceDurable(file, render(input));
    files.push(file);
  }
  process.stdout.write(`${flags.json ? JSON.stringify({ run: dir, files }) : files.join("\n")}\n`);
}

/** @throws UsageError when `dir` is no run; SiffraError as `readRunFile` does */
async function readReportInput(dir: string): Promise<ReportInput> {
  if (!isRun(dir)) {
    throw new UsageError(`${dir}: expected the folder of a finished run (with run.json), found none. Name another.`);
  }
  const metrics = await readRunFile(join(dir, "metrics.json"), Metrics);
  const importances: ReportInput["importances"] = {};
  for (const { model } of metrics.models) {
    const name = join("models", model, "importances.json");
    if (existsSync(join(dir, name))) importances[model] = await readRunFile(join(dir, name), PixelImportances);
  }
  return {
    run: await readRunFile(join(dir, "run.json"), RunInfo),
    metrics,
    comparison: await readRunFile(join(dir, "comparison.json"), Comparison),
    selection: await readRunFile(join(dir, "selection.json"), Selection),
    diagnostics: await readRunFile(join(dir, "diagnostics.json"), Diagnostics),
    exploration: await readRunFile(join(dir, "explore.json"), Exploration),
    mistakes: await readRunFile(join(dir, "mistakes.json"), Mistakes),
    importances,
  };
}
