import { expect, it } from "vitest";
import type { Epoch } from "./createTraining.ts";
import { byNetwork } from "./networks.ts";

const epoch = (epoch: number, number?: number): Epoch => ({
  ...{ type: "epoch", model: "cnn", epoch, epochs: 9, loss: 1, validationAccuracy: 0.5, imagesPerSecond: 1 },
  ...(number !== undefined && { member: { number, of: 3 } }),
});

it("keeps the epochs of a network alone together", () => {
  const epochs = [epoch(1), epoch(2)];
  expect(byNetwork(epochs)).toEqual([epochs]);
});

it("parts those of a committee's networks, the newest first, also where one stopped early", () => {
  const epochs = [epoch(1, 1), epoch(2, 1), epoch(1, 2), epoch(2, 2), epoch(3, 2), epoch(1, 3)];
  expect(byNetwork(epochs)).toEqual([epochs.slice(5), epochs.slice(2, 5), epochs.slice(0, 2)]);
});
