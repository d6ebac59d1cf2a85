import { readBundle, withFree } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { Command, Option } from "commander";
import { toJson, toOnnx } from "../../export/index.ts";
import { takeTurn } from "../../workers/index.ts";
import { findBundle } from "../files/bundles.ts";
import { replaceDurable } from "../files/disk.ts";
import { userPath } from "../files/paths.ts";
import { cancellable } from "../terminal/signals.ts";

const FORMATS = { onnx: toOnnx, json: toJson };

interface Flags {
  format: keyof typeof FORMATS;
  out?: string;
  json?: true;
}

export function exportCommand(): Command {
  return new Command("export")
    .description("write a model in a format that other programs read")
    .argument("[model]", "a model of runs/standard, a shipped one or a bundle's folder (default: the chosen one)")
    .addOption(
      new Option("--format <name>", "ONNX, or all tensors as JSON").choices(Object.keys(FORMATS)).default("onnx"),
    )
    .option("--out <file>", "where to (default: NAME.onnx or NAME.json, here)")
    .option("--json", "print what was written as one JSON object")
    .addHelpText("after", "\nExample:\n  siffra export runs/standard/models/svm --format onnx --out svm.onnx")
    .action(exportModel);
}

const exportModel = (model: string | undefined, flags: Flags): Promise<void> =>
  cancellable("nothing was written. The same command writes the model.", (signal) => writeModel(model, flags, signal));

async function writeModel(model: string | undefined, { format, out, json }: Flags, signal: AbortSignal): Promise<void> {
  const files = await findBundle(model);
  // Reading it checks every tensor.
  const manifest = withFree(readBundle(loadCore(), files), (reader) => reader.manifest);
  const content = FORMATS[format](manifest, files.tensors);
  const path = userPath(out ?? `${manifest.name}.${format}`);
  await takeTurn(signal);
  await replaceDurable(path, content);
  const written = { model: manifest.name, format, file: path, bytes: Buffer.byteLength(content) };
  const text = `${written.model} as ${format}: ${path} (${(written.bytes / 1000).toFixed(1)} kB)`;
  process.stdout.write(`${json ? JSON.stringify(written) : text}\n`);
}
