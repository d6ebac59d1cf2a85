import { type PipelineConfig, SiffraError } from "@siffra/shared";
import type { PeerSide } from "../peer/side.ts";
import type { PeerFitted, PeerPredicted } from "../peer/sklearn.ts";
import { type ChosenCase, type ClassifierCase, predictName } from "../plan.ts";
import { runJob } from "../siffra/run.ts";
import { comparableSeconds, type Fitted, fitRow, type Predicted, predictRow, type Sides } from "./classifier-rows.ts";
import type { BenchContext } from "./context.ts";
import type { Exactness, Row } from "./rows.ts";

/** Fits and predicts, Siffra and peer by turns, and gives the rows that are wanted. */
export async function measureClassifier(
  context: BenchContext,
  { plan, rows }: ChosenCase<ClassifierCase>,
): Promise<Row[]> {
  const { train } = context.options;
  const repeat = Math.min(context.options.repeat, plan.mostRepeats ?? Number.POSITIVE_INFINITY);
  const peer = await context.openPeer(plan.peer, plan.input, plan.transforms, train);
  try {
    const wantsFit = rows.has(plan.name);
    const wantsPredict = rows.has(predictName(plan.name));
    const fits = await repeatFit(context, plan, peer, wantsFit ? repeat : 1);
    // Once in any case: a fit without its accuracy says little.
    const predicts = await repeatPredict(context, plan, peer, wantsPredict ? repeat : 1);
    const exactness = await compare(context, plan, peer);
    const failure = peer.failure === null ? {} : { peerError: peer.failure };
    const all: Row[] = [];
    if (wantsFit) all.push(fitRow(plan, fits, predicts, { ...exactness, ...failure }));
    if (wantsPredict) all.push(predictRow(plan, predicts, failure));
    return all;
  } finally {
    peer.close();
  }
}

const configOf = ({ name, transforms, classifier }: ClassifierCase): PipelineConfig => ({
  name,
  transforms,
  classifier,
});

/** Siffra's fit of the first `rows` training images, in a process of its own. */
export function fitSiffra(context: BenchContext, plan: ClassifierCase, rows: number): Promise<Fitted> {
  const job = {
    kind: "fit" as const,
    config: configOf(plan),
    seed: plan.seed,
    workers: context.options.workers,
    train: context.images.train,
    rows,
    model: context.file(`${plan.name}.safetensors`),
  };
  return runJob(job, context.signal);
}

async function repeatFit(
  context: BenchContext,
  plan: ClassifierCase,
  peer: PeerSide,
  times: number,
): Promise<Sides<Fitted, PeerFitted>> {
  const sides: Sides<Fitted, PeerFitted> = { siffra: [], peer: [] };
  for (let i = 1; i <= times; i++) {
    const ours = await fitSiffra(context, plan, context.options.train);
    checkSameBytes(plan.name, sides.siffra, ours);
    sides.siffra.push(ours);
    context.log(`${plan.name}: fit ${i} of ${times}, Siffra ${comparableSeconds(plan, ours).toFixed(2)} s`);
    const theirs = await peer.try((sklearn) => sklearn.fit(plan.peer as NonNullable<typeof plan.peer>));
    if (!theirs) continue;
    sides.peer.push(theirs);
    context.log(`${plan.name}: fit ${i} of ${times}, scikit-learn ${theirs.seconds.toFixed(2)} s`);
  }
  return peer.isThere ? sides : { ...sides, peer: [] };
}

/** Every fit gives the same bytes: if not, no figure of it means anything. */
function checkSameBytes(name: string, [first]: readonly Fitted[], { modelSha256 }: Fitted): void {
  if (first === undefined || first.modelSha256 === modelSha256) return;
  const message = `${name}: expected the same model of every fit, found SHA-256 ${first.modelSha256} and ${modelSha256}.`;
  throw new SiffraError("bench-bytes", message);
}

async function repeatPredict(
  context: BenchContext,
  plan: ClassifierCase,
  peer: PeerSide,
  times: number,
): Promise<Sides<Predicted, PeerPredicted>> {
  const sides: Sides<Predicted, PeerPredicted> = { siffra: [], peer: [] };
  const { workers } = context.options;
  const files = { model: context.file(`${plan.name}.safetensors`), predictions: predictionsOf(context, plan) };
  for (let i = 1; i <= times; i++) {
    const job = { kind: "predict" as const, config: configOf(plan), workers, test: context.images.test, ...files };
    const ours = await runJob(job, context.signal);
    sides.siffra.push(ours);
    context.log(`${plan.name}: predict ${i} of ${times}, Siffra ${ours.seconds.toFixed(3)} s`);
    const theirs = await peer.try((sklearn) => sklearn.predict());
    if (!theirs) continue;
    sides.peer.push(theirs);
    context.log(`${plan.name}: predict ${i} of ${times}, scikit-learn ${theirs.seconds.toFixed(3)} s`);
  }
  return peer.isThere ? sides : { ...sides, peer: [] };
}

const predictionsOf = (context: BenchContext, { name }: ClassifierCase) => context.file(`${name}-predictions.npy`);

async function compare(context: BenchContext, plan: ClassifierCase, peer: PeerSide): Promise<Exactness> {
  const model = context.file(`${plan.name}.safetensors`);
  const compared = await peer.try((sklearn) => sklearn.compare(model, predictionsOf(context, plan)));
  if (!compared) return {};
  const { peakMemoryMb: _, ...exactness } = compared;
  return exactness;
}
