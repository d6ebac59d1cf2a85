import { CLASS_COUNT, type PipelineConfig } from "@siffra/shared";
import { loadCore } from "@siffra/shared/node";
import { describe, expect, it } from "vitest";
import { type Checkpoint, heldOutOf, type NetworkTraining, trainNetwork } from "../../src/models/cnn/index.ts";

const core = loadCore();
const labels = Uint8Array.from({ length: 400 }, (_, i) => i % CLASS_COUNT);
const PATIENCE = 2;
const heldOut = heldOutOf(labels, PATIENCE, 3);
const config: PipelineConfig = {
  name: "cnn",
  transforms: [{ kind: "scale" }],
  classifier: { kind: "cnn", layers: [], epochs: 9, batch_size: 100, patience: PATIENCE },
};

/** A training whose held-out loss after each epoch is one of `losses`; each step moves all weights by the same. */
function training(losses: number[], from: Checkpoint | undefined = undefined, members = 1) {
  const left = losses.slice(from?.epoch ?? 0).values();
  const seen = new Set<number>();
  const judged: Float32Array[] = [];
  const saved: Checkpoint[] = [];
  const team: NetworkTraining["team"] = {
    async gradients(weights, shards) {
      for (const i of shards.flatMap((shard) => [...shard])) seen.add(i);
      return shards.map(() => ({ loss: 1, gradient: new Float32Array(weights.length).fill(1) }));
    },
    async loss(weights, indices) {
      expect(indices).toEqual(heldOut);
      judged.push(weights);
      return left.next().value as number;
    },
  };
  const run = trainNetwork({
    ...{ core, config: { ...config, classifier: { ...config.classifier, members } } },
    ...{ count: labels.length, heldOut, seed: 3, team, ...(from && { resume: from }) },
    onProgress: () => {},
    onCheckpoint: async (checkpoint) => void saved.push(checkpoint),
  });
  return { run, seen, judged, saved };
}

const LOSSES = [5, 4, 3, 3.5, 3];

describe("early stopping", () => {
  it("ends when the loss has not fallen for as long as patience lasts, and gives the best epoch's average", async () => {
    const { run, judged } = training(LOSSES);
    const { weights, facts } = await run;
    expect(facts).toMatchObject({ n_epochs: 5, best_epoch: 3, validation_loss: 3 });
    expect(judged).toHaveLength(5);
    expect(weights).toEqual(judged[2]);
    expect(weights).not.toEqual(judged[4]);
  });

  it("goes on from a checkpoint after the best epoch as if it had not stopped", async () => {
    const whole = training(LOSSES);
    const expected = await whole.run;
    const after = whole.saved.find(({ epoch }) => epoch === 4);
    const resumed = await training(LOSSES, after).run;
    expect(resumed.weights).toEqual(expected.weights);
    expect(resumed.facts).toMatchObject({ n_epochs: 5, best_epoch: 3, validation_loss: 3 });
  });

  it("trains all epochs while the loss falls", async () => {
    const { weights, facts } = await training([9, 8, 7, 6, 5, 4, 3, 2, 1]).run;
    expect(facts).toMatchObject({ n_epochs: 9, best_epoch: 9 });
    expect(weights.every(Number.isFinite)).toBe(true);
  });

  it("stops each member of a committee by itself", async () => {
    const { weights, facts } = await training([...LOSSES, 9, 8, 7, 7.5, 7.6], undefined, 2).run;
    expect(facts).toMatchObject({ n_epochs: 10, best_epoch: 3, validation_loss: 5 });
    expect(weights).toHaveLength(facts["n_weights"] as number);
  });

  it("never learns from held-out images, and holds out every digit alike", async () => {
    const { run, seen } = training(LOSSES);
    await run;
    expect(seen.size).toBe(labels.length - heldOut.length);
    expect(heldOut.filter((i) => seen.has(i))).toHaveLength(0);
    const counts = Array.from({ length: CLASS_COUNT }, (_, digit) => heldOut.filter((i) => labels[i] === digit).length);
    expect(counts).toEqual(new Array(CLASS_COUNT).fill(heldOut.length / CLASS_COUNT));
    expect(heldOutOf(labels, 0, 3)).toHaveLength(0);
  });
});
