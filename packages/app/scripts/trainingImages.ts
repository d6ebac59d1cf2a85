import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { CLASS_COUNT, createRng, parseJson } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { gather, readMnistFiles, SourcesSchema } from "@siffra/trainer/browser";

/**
 * Makes the training images that the Read page compares drawings with: as many of each class, chosen by a seed, as IDX
 * files. They depend on MNIST only, not on a model. `MNIST_DIR=... npx --yes pnpm@12 --filter @siffra/app images`
 */

const OUT = new URL("../public/run/", import.meta.url).pathname;
const SOURCES = new URL("../../../datasets/sources.json", import.meta.url).pathname;
const FILES = ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"];
const SEED = 1;
const PER_CLASS = 200;

/** One of MNIST's files, as it is or gzipped. */
function open(dir: string, name: string): File {
  const names = [`${name}-ubyte.gz`, `${name}-ubyte`];
  for (const each of names) {
    try {
      return new File([readFileSync(join(dir, each))], each);
    } catch {}
  }
  throw new Error(`MNIST_DIR: expected ${names.join(" or ")} in ${dir}, found neither.`);
}

/** PER_CLASS images of every class, in the order of the file. */
function choose(labels: Uint8Array): Uint32Array {
  const rng = createRng(SEED);
  const chosen = Array.from({ length: CLASS_COUNT }, (_, digit) => {
    const members = Uint32Array.from([...labels.keys()].filter((i) => labels[i] === digit));
    rng.shuffle(members);
    return [...members.subarray(0, PER_CLASS)];
  });
  return Uint32Array.from(chosen.flat()).sort();
}

const dir = process.env.MNIST_DIR;
if (!dir) throw new Error("Expected MNIST_DIR to name the folder with MNIST's four files, found it empty.");
const core = loadCore();
const kind = { what: SOURCES, jsonCode: "data-sources", schemaCode: "data-sources", advice: "Restore it from git." };
const sources = parseJson(SourcesSchema, readFileSync(SOURCES, "utf8"), kind);
const { train } = await readMnistFiles(
  core,
  FILES.map((name) => open(dir, name)),
  sources,
);
const { images, labels } = gather(train, choose(train.labels));
mkdirSync(OUT, { recursive: true });
const write = (name: string, dims: number[], data: Uint8Array) =>
  writeFileSync(join(OUT, name), gzipSync(core.writeIdx(Uint32Array.from(dims), data), { level: 9 }));
write("training-images.idx3.gz", [labels.length, 28, 28], images);
write("training-labels.idx1.gz", [labels.length], labels);
