import { readFileSync } from "node:fs";
import { loadCore } from "@siffra/shared/node";
import { evaluate, Pipeline, createRng } from "@siffra/shared";
import { gather, stratifiedSplit } from "../src/evaluation/index.ts";
const core = loadCore();
const D = "/work/shared/mnist/";
const raw = { images: core.parseMnistImages(readFileSync(D + "train-images-idx3-ubyte.gz")), labels: core.parseMnistLabels(readFileSync(D + "train-labels-idx1-ubyte.gz")) };
const [nTrain, nVal] = [Number(process.argv[2] ?? 8000), Number(process.argv[3] ?? 6000)];
const outer = stratifiedSplit(raw.labels, nTrain + nVal, 77);
const pool = gather(raw, outer.heldOut);
pool.images = core.normaliseMnist(pool.images);
const s = stratifiedSplit(pool.labels, nVal, 78);
const tr = gather(pool, s.kept), va = gather(pool, s.heldOut);
const prog = () => true;
function feats(params: object[]) {
  let a = core.Matrix.fromU8(tr.labels.length, 784, tr.images), b = core.Matrix.fromU8(va.labels.length, 784, va.images);
  for (const p of params) { const t = core.Transform.fit(JSON.stringify(p), a, prog); const a2 = t.transform(a), b2 = t.transform(b); a.free(); b.free(); a = a2; b = b2; }
  return [a, b] as const;
}
for (const spec of process.argv.slice(4)) {
  const { t, c } = JSON.parse(spec) as { t: object[]; c: object[] };
  const t0 = performance.now();
  const [a, b] = feats(t);
  const f = a.toF32(); let m = 0, v = 0; for (const x of f) m += x; m /= f.length; for (const x of f) v += (x - m) ** 2; v /= f.length;
  console.log(JSON.stringify(t), `cols ${a.cols} gamma scale = ${(1 / (a.cols * v)).toFixed(4)} feats ${((performance.now() - t0) / 1000).toFixed(1)}s`);
  for (const cl of c) {
    const t1 = performance.now();
    const k = core.Classifier.fit(JSON.stringify(cl), a, tr.labels, 1, prog);
    const t2 = performance.now();
    const e = evaluate(k.predictProba(b).toF32(), va.labels);
    console.log("  ", JSON.stringify(cl), (100 * e.accuracy).toFixed(2), "logloss", e.logLoss.toFixed(4), `fit ${((t2 - t1) / 1000).toFixed(1)}s predict ${((performance.now() - t2) / 1000).toFixed(1)}s`);
    k.free();
  }
  a.free(); b.free();
}
