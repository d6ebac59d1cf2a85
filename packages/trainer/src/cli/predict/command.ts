import { asSiffraError, type BundleManifest, readBundle, SiffraError } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { Command } from "commander";
import { findBundle } from "../files/bundles.ts";
import { cancellable } from "../terminal/signals.ts";
import { UsageError } from "../usage.ts";
import { predictIdx, predictImages, predictStrokes } from "./inputs.ts";
import { type Answer, toJsonErrorLine, toJsonLine, toTextLine } from "./output.ts";

interface Flags {
  strokes?: string;
  idx?: string;
  model?: string;
  json?: true;
}

export function predictCommand(): Command {
  return new Command("predict")
    .description("read the digits of pictures, drawings or IDX images")
    .argument("[files...]", "PNG, JPEG, WebP, GIF or BMP pictures of digits")
    .option("--strokes <file>", 'drawings, one a line: {"id":"...","strokes":[[[x,y],...],...]}')
    .option("--idx <file>", "28 x 28 images in the IDX format, gzipped or not")
    .option(
      "--model <name|dir>",
      "a model of runs/standard, a shipped one or a bundle's folder (default: the chosen one)",
    )
    .option("--json", "print one JSON object a line")
    .addHelpText("after", "\nExample:\n  siffra predict photo.jpg --strokes drawings.jsonl --json")
    .action(predict);
}

async function predict(files: string[], flags: Flags): Promise<void> {
  if (files.length === 0 && flags.strokes === undefined && flags.idx === undefined) {
    throw new UsageError("predict: expected a picture, --strokes FILE or --idx FILE, found none of them.");
  }
  const wayOn = "the answers above are whole, the other inputs were not read. Give those to go on.";
  await cancellable(wayOn, (signal) => predictAll(files, flags, signal));
}

async function predictAll(files: string[], flags: Flags, signal: AbortSignal): Promise<void> {
  const core = loadCore();
  const reader = readBundle(core, await findBundle(flags.model));
  try {
    const context = { core, reader, signal, ...printers(flags.json === true, reader.manifest) };
    await predictImages(context, files);
    if (flags.strokes !== undefined) await predictStrokes(context, flags.strokes);
    if (flags.idx !== undefined) await predictIdx(context, flags.idx);
    if (context.failures() > 0) throw someFailed(context.failures());
  } finally {
    reader.free();
  }
}

function someFailed(count: number): SiffraError {
  const what =
    count === 1 ? "1 input could not be read: see the error" : `${count} inputs could not be read: see the errors`;
  return new SiffraError("predict-inputs", `${what} above.`);
}

/** Answers go to stdout, in order; errors go there too with --json, else to stderr. */
function printers(json: boolean, manifest: BundleManifest) {
  let failures = 0;
  return {
    failures: () => failures,
    onReading(input: string, reading: Answer): void {
      process.stdout.write(`${json ? toJsonLine(input, reading, manifest) : toTextLine(input, reading)}\n`);
    },
    onError(input: string, thrown: unknown): void {
      failures++;
      if (json) process.stdout.write(`${toJsonErrorLine(input, thrown)}\n`);
      else process.stderr.write(`${input}: ${asSiffraError(thrown).message}\n`);
    },
  };
}
