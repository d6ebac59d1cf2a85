import { SiffraError } from "@siffra/shared";
import type { NetworkCase } from "../plan.ts";
import type { Result } from "../siffra/protocol.ts";
import { runJob } from "../siffra/run.ts";
import type { BenchContext } from "./context.ts";
import { type Row, toRow } from "./rows.ts";

/** Trains a network for one epoch, Siffra with all its workers and, where a peer is wanted, tfjs alone in one thread, by turns. */
export async function measureNetwork(context: BenchContext, plan: NetworkCase): Promise<Row> {
  const { repeat, train, peer } = context.options;
  const images = Math.min(plan.images, train);
  const peerImages = Math.min(plan.peer.images, images);
  const ours: Result<"fit">[] = [];
  const theirs: Result<"tfjs">[] = [];
  const log = (i: number, who: string, rate: number) =>
    context.log(`${plan.name}: ${i} of ${repeat}, ${who} ${rate.toPrecision(3)} images/s`);
  for (let i = 1; i <= repeat; i++) {
    const fitted = await fit(context, plan, images);
    ours.push(fitted);
    log(i, "Siffra", images / fitted.seconds);
    if (!peer) continue;
    const trained = await tfjs(context, plan, peerImages);
    theirs.push(trained);
    log(i, `tfjs-${plan.peer.backend} in one thread, on ${peerImages} images,`, peerImages / trained.seconds);
  }
  // tfjs may be given fewer images, as it takes minutes for what Siffra does in seconds.
  const peerSide = peer ? tfjsSide(plan, theirs, images / peerImages) : null;
  return toRow(plan.name, plan.fit, siffraSide(ours), peerSide, { images });
}

function siffraSide(fits: readonly Result<"fit">[]) {
  return {
    seconds: fits.map(({ seconds }) => seconds),
    startSeconds: fits.map(({ startSeconds }) => startSeconds),
    modelBytes: fits[0]?.modelBytes ?? 0,
    modelSha256: fits[0]?.modelSha256 ?? "",
    peakMemoryMb: Math.max(...fits.map(({ peakMemoryMb }) => peakMemoryMb)),
  };
}

function tfjsSide({ peer }: NetworkCase, trained: readonly Result<"tfjs">[], scale: number) {
  return {
    name: `tfjs-${peer.backend}` as const,
    seconds: trained.map(({ seconds }) => seconds * scale),
    peakMemoryMb: Math.max(...trained.map(({ peakMemoryMb }) => peakMemoryMb)),
  };
}

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
