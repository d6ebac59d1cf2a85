import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BundleManifest, sha256Hex } from "@siffra/shared";
import * as v from "valibot";
import { expect, it } from "vitest";
import { SHIPPED_MODELS_DIR } from "../../src/cli/files/paths.ts";

const names = readdirSync(SHIPPED_MODELS_DIR, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

it.each(names)("the card of %s names the sums of its files, and the manifest's figures and intervals", (name) => {
  const read = (file: string) => readFileSync(join(SHIPPED_MODELS_DIR, name, file));
  const card = read("README.md").toString();
  const bytes = read("manifest.json");
  const { metrics, tensors } = v.parse(BundleManifest, JSON.parse(bytes.toString()));
  expect(card).toContain(`manifest.json: SHA-256 \`${sha256Hex(bytes)}\``);
  expect(card).toContain(`${tensors.bytes} bytes, SHA-256 \`${sha256Hex(read("model.safetensors"))}\``);
  const { test } = metrics;
  expect(test?.intervals?.resamples).toBe(1000);
  const rows = [
    ["accuracy", test?.accuracy, test?.accuracyInterval],
    ["macro precision", test?.macroPrecision, test?.intervals?.macroPrecision],
    ["macro recall", test?.macroRecall, test?.intervals?.macroRecall],
    ["macro F1", test?.macroF1, test?.intervals?.macroF1],
  ] as const;
  for (const [measure, value, interval] of rows) {
    const told = new RegExp(`\\| ${measure} \\| ([0-9.]+) % \\| ([0-9.]+) % to ([0-9.]+) % \\|`).exec(card);
    const expected = [value, ...(interval ?? [])];
    expect(expected).toHaveLength(3);
    // Rounded to six decimals in the one and to four in the other.
    for (const [i, share] of expected.entries()) {
      expect(Math.abs(Number(told?.[i + 1]) - 100 * (share ?? 0))).toBeLessThan(0.00501);
    }
  }
});
