import { expect, it } from "vitest";
import { Gate } from "./gate.ts";

/** A method whose calls end when they are told to. */
function makeApi() {
  const ends: (() => void)[] = [];
  return { ends, api: { work: () => new Promise<void>((resolve) => ends.push(resolve)) } };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

it("holds back what comes while it is closed, and lets it go on", async () => {
  const { ends, api } = makeApi();
  const gate = new Gate();
  gate.isClosed = true;
  const call = gate.guard(api).work();
  await settle();
  expect(ends).toHaveLength(0);
  gate.isClosed = false;
  await settle();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await call;
});

it("tells when what it has let through is done", async () => {
  const { ends, api } = makeApi();
  const gate = new Gate();
  const guarded = gate.guard(api);
  const calls = [guarded.work(), guarded.work()];
  await settle();
  gate.isClosed = true;
  let isEmpty = false;
  const emptied = gate.emptied().then(() => {
    isEmpty = true;
  });
  ends[0]?.();
  await settle();
  expect(isEmpty).toBe(false);
  ends[1]?.();
  await Promise.all([emptied, ...calls]);
  await gate.emptied();
});
