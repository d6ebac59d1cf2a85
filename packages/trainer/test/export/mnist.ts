import type { TrainingData } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { loadDataset } from "../../src/data/index.ts";

/** The first of MNIST's images after the preprocessing, to learn from and to read, where MNIST is there. */
export async function mnistImages(
  train: number,
  test: number,
): Promise<{ train: TrainingData; test: TrainingData } | undefined> {
  const dir = process.env["MNIST_DIR"];
  if (!dir) {
    process.stderr.write("MNIST_DIR is not set: MNIST's images were not read\n");
    return undefined;
  }
  const core = loadCore();
  const mnist = await loadDataset({ core, dir, cacheDir: "/nowhere", allowSynthetic: false });
  const first = ({ images, labels }: TrainingData, count: number) => ({
    images: core.normaliseMnist(images.subarray(0, count * 784)),
    labels: labels.subarray(0, count),
  });
  return { train: first(mnist.train, train), test: first(mnist.test, test) };
}
