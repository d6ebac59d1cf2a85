import type { PeerTransformed } from "../peer/sklearn.ts";
import type { PeerPlan, TransformCase } from "../plan.ts";
import type { Result } from "../siffra/protocol.ts";
import { runJob } from "../siffra/run.ts";
import type { BenchContext } from "./context.ts";
import { type Row, toRow } from "./rows.ts";

/** Fits a transform and applies it, Siffra and peer by turns. */
export async function measureTransform(context: BenchContext, plan: TransformCase): Promise<Row> {
  const { repeat, train } = context.options;
  const { files } = await context.features(plan.before, train);
  const peer = await context.openPeer(plan.peer, "features", plan.before, train);
  try {
    const ours: Result<"transform">[] = [];
    const theirs: PeerTransformed[] = [];
    for (let i = 1; i <= repeat; i++) {
      const done = await runJob({ kind: "transform", transform: plan.transform, x: files.train.x }, context.signal);
      ours.push(done);
      context.log(`${plan.name}: ${i} of ${repeat}, Siffra ${done.seconds.toFixed(2)} s`);
      const other = await peer.try((sklearn) => sklearn.fitTransform(plan.peer as PeerPlan));
      if (!other) continue;
      theirs.push(other);
      context.log(`${plan.name}: ${i} of ${repeat}, scikit-learn ${other.seconds.toFixed(2)} s`);
    }
    const failure = peer.failure === null ? {} : { peerError: peer.failure };
    return toRow(plan.name, plan.fit, summary(ours), peer.isThere ? summary(theirs) : null, failure);
  } finally {
    peer.close();
  }
}

function summary(all: readonly { seconds: number; explainedVariance: number; peakMemoryMb: number }[]) {
  return {
    seconds: all.map(({ seconds }) => seconds),
    explainedVariance: all[0]?.explainedVariance ?? 0,
    peakMemoryMb: Math.max(...all.map(({ peakMemoryMb }) => peakMemoryMb)),
  };
}
