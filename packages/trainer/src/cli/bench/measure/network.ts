import { SiffraError } from "@siffra/shared";
import type { NetworkCase } from "../plan.ts";
import type { Result } from "../siffra/protocol.ts";
import { runJob } from "../siffra/run.ts";
import type { BenchContext } from "./context.ts";
import { type Row, toRow } from "./rows.ts";

/** Trains a network for one epoch, Siffra with all its workers and tfjs alone in one thread, by turns. */
export async function measureNetwork(context: BenchContext, plan: NetworkCase): Promise<Row> {
  const { repeat, train } = context.options;
  const images = Math.min(plan.images, train);
  const ours: Result<"fit">[] = [];
  const theirs: Result<"tfjs">[] = [];
  for (let i = 1; i <= repeat; i++) {
    const fitted = await fit(context, plan, images);
    ours.push(fitted);
    context.log(`${plan.name}: ${i} of ${repeat}, Siffra ${rate(images, fitted.seconds)} images/s`);
    const peer = await tfjs(context, plan, Math.min(plan.peer.images, images));
    theirs.push(peer);
    context.log(
      `${plan.name}: ${i} of ${repeat}, tfjs ${rate(Math.min(plan.peer.images, images), peer.seconds)} images/s`,
    );
  }
  // tfjs may be given fewer images, as it takes minutes for what Siffra does in seconds.
  const scale = images / Math.min(plan.peer.images, images);
  const peer = {
    name: plan.peer.backend === "cpu" ? ("tfjs-cpu" as const) : ("tfjs-wasm" as const),
    seconds: theirs.map(({ seconds }) => seconds * scale),
    peakMemoryMb: Math.max(...theirs.map(({ peakMemoryMb }) => peakMemoryMb)),
  };
  const siffra = {
    seconds: ours.map(({ seconds }) => seconds),
    startSeconds: ours.map(({ startSeconds }) => startSeconds),
    modelBytes: ours[0]?.modelBytes ?? 0,
    modelSha256: ours[0]?.modelSha256 ?? "",
    peakMemoryMb: Math.max(...ours.map(({ peakMemoryMb }) => peakMemoryMb)),
  };
  return toRow(plan.name, plan.fit, siffra, peer, { images });
}

const rate = (images: number, seconds: number) => (images / seconds).toFixed(seconds > images ? 1 : 0);

function fit(context: BenchContext, plan: NetworkCase, rows: number): Promise<Result<"fit">> {
  if (plan.classifier.kind !== "cnn") {
    throw new SiffraError(
      "bench-schema",
      `${plan.name}: expected a classifier "cnn", found "${plan.classifier.kind}".`,
    );
  }
  const { name, classifier, seed } = plan;
  const config = { name, transforms: [{ kind: "scale" as const }], classifier };
  const { workers } = context.options;
  const model = context.file(`${name}.safetensors`);
  return runJob({ kind: "fit", config, seed, workers, train: context.images.train, rows, model }, context.signal);
}

function tfjs({ images, signal }: BenchContext, plan: NetworkCase, rows: number): Promise<Result<"tfjs">> {
  const { peer, classifier, seed } = plan;
  return runJob({ kind: "tfjs", backend: peer.backend, classifier, seed, train: images.train, rows }, signal);
}
