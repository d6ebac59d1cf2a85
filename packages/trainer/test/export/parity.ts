import { type BundleManifest, predictedLabels, readBundle, serializeManifest, withFree } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { InferenceSession, Tensor } from "onnxruntime-web";
import { expect } from "vitest";
import { toOnnx } from "../../src/export/index.ts";

/** Images that the runtime reads at a time: deskewing takes 88 kB each. */
const BATCH = 250;

/** What the exported model says, read by onnxruntime. */
async function runOnnx(session: InferenceSession, images: Uint8Array) {
  const labels: number[] = [];
  const probabilities: number[] = [];
  for (let start = 0; start < images.length; start += BATCH * 784) {
    const pixels = Float32Array.from(images.subarray(start, start + BATCH * 784));
    const out = await session.run({ pixels: new Tensor("float32", pixels, [pixels.length / 784, 784]) });
    labels.push(...Array.from((out["label"] as Tensor).data as BigInt64Array, Number));
    probabilities.push(...((out["probabilities"] as Tensor).data as Float32Array));
  }
  return { labels, probabilities };
}

/** onnxruntime gives these images (n * 784 each) the labels that the bundle does, and probabilities within 1e-4. */
export async function expectParity(
  { manifest, tensors }: { manifest: BundleManifest; tensors: Uint8Array },
  ...sets: Uint8Array[]
): Promise<void> {
  const files = { manifest: serializeManifest(manifest), tensors };
  const session = await InferenceSession.create(toOnnx(manifest, tensors), { logSeverityLevel: 3 });
  for (const images of sets) {
    const expected = withFree(readBundle(loadCore(), files), (reader) => reader.predictProba(images));
    const found = await runOnnx(session, images);
    expect(found.labels).toEqual(Array.from(predictedLabels(expected)));
    expect(found.probabilities).toHaveLength(expected.length);
    expect(largestDifference(expected, found.probabilities)).toBeLessThan(1e-4);
  }
  await session.release();
}

function largestDifference(a: ArrayLike<number>, b: readonly number[]): number {
  return b.reduce((most, value, i) => Math.max(most, Math.abs(value - (a[i] as number))), 0);
}
