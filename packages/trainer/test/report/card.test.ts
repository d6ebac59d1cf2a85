import { expect, it } from "vitest";
import { renderModelCard } from "../../src/report/index.ts";
import { sampleRun, sampleRunWithBaseline } from "./fixture.ts";

it("a model card says what was learnt from, how well it reads, and how to check it", () => {
  const run = sampleRun();
  const card = renderModelCard(run, "svc-hog");
  const metrics = run.metrics.models.find(({ model }) => model === "svc-hog");
  expect(card.startsWith("---\nlicense: mit\n")).toBe(true);
  expect(card).toContain(`type: accuracy, value: ${metrics?.test.accuracy}`);
  expect(card).toContain("54,000 images to fit, 6,000 held out (stratified, seed 7)");
  expect(card).toContain(`SHA-256 \`${metrics?.bundle.tensorsSha256}\``);
  expect(card.match(/^\| \d \|/gm)).toHaveLength(10);
});

it("a model card holds no clock, no duration and no place, so that the same training gives the same bytes", () => {
  const run = sampleRun();
  const card = renderModelCard(run, "svc-hog");
  run.run.startedAt = "2031-01-01T00:00:00.000Z";
  run.run.seconds = 1;
  run.run.dataset.source = "MNIST (files in /home/somebody, verified)";
  for (const model of run.metrics.models) model.fitSeconds = 999;
  expect(renderModelCard(run, "svc-hog")).toBe(card);
});

it("a model that the run does not have is an error", () => {
  expect(() => renderModelCard(sampleRun(), "other")).toThrow("the run has no model other");
});

it("a card says what the parameters are worth that a baseline leaves out, on the model's side and on the baseline's", () => {
  const run = sampleRunWithBaseline();
  const card = renderModelCard(run, "svc-hog");
  expect(card).toContain("## With and without `extra`");
  expect(card).toContain("8,000 training digits that a simulator drew or photographed anew");
  expect(card).toMatch(
    /^\| test \| 10,000 \| 99\.\d\d % \(.*%\) \| 98\..*\| \+0\.08 \(-0\.01 \/ \+0\.17\) \| 21 \/ 13 \| 0\.0912 \|$/m,
  );
  const baseline = renderModelCard(run, "linear-svc-hog");
  expect(baseline).toContain("trained for comparison with svc-hog only, this model could not be chosen");
  expect(baseline).toContain("## With and without `extra`");
  expect(renderModelCard(run, "random-forest")).not.toContain("With and without");
});
