import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { afterEach, describe, expect, it } from "vitest";
import { PeerProcess } from "../../src/cli/bench/peer/process.ts";
import { PeerSide } from "../../src/cli/bench/peer/side.ts";
import { SklearnPeer } from "../../src/cli/bench/peer/sklearn.ts";

const FAKE = fileURLToPath(new URL("./fake-peer.ts", import.meta.url));
const program = (mode: string) => ({
  command: process.execPath,
  args: ["--import", import.meta.resolve("tsx"), FAKE, mode],
});
const never = new AbortController().signal;
const Hello = v.object({ versions: v.object({ sklearn: v.string() }) });
const Fitted = v.object({ seconds: v.number() });
const PLAN = { estimator: "SVC", dtype: "float64" } as const;
const TIMEOUT = 30;

const started: PeerProcess[] = [];
afterEach(() => {
  for (const peer of started.splice(0)) peer.stop();
});

function start(mode: string, signal = never): PeerProcess {
  const peer = new PeerProcess(program(mode), signal);
  started.push(peer);
  return peer;
}

async function fit(mode: string, timeout = TIMEOUT, signal = never) {
  const peer = start("good", signal);
  await peer.hello(Hello, TIMEOUT);
  return peer.ask(Fitted, { op: "fit", params: { do: mode } }, timeout);
}

const code = (code: string) => expect.objectContaining({ code });

describe("a peer process", () => {
  it("answers, one command after the other", async () => {
    const peer = start("good");
    expect(await peer.hello(Hello, TIMEOUT)).toEqual({ versions: { sklearn: "1" } });
    for (let i = 0; i < 3; i++) {
      expect(await peer.ask(Fitted, { op: "fit" }, TIMEOUT)).toEqual({ seconds: 2 });
    }
  });

  it("goes on after a refusal", async () => {
    const peer = start("good");
    await peer.hello(Hello, TIMEOUT);
    const refused = peer.ask(Fitted, { op: "fit", params: { do: "refuse" } }, TIMEOUT);
    await expect(refused).rejects.toThrow("The peer could not do it: no such thing (bad-params)");
    expect(await peer.ask(Fitted, { op: "fit" }, TIMEOUT)).toEqual({ seconds: 2 });
  });

  it("that cannot be started is missing", async () => {
    const peer = new PeerProcess({ command: "/nowhere/python", args: [] }, never);
    await expect(peer.hello(Hello, TIMEOUT)).rejects.toEqual(code("peer-missing"));
  });

  it("that dies is reported with what it said, and stays dead", async () => {
    const peer = start("dead");
    await expect(peer.hello(Hello, TIMEOUT)).rejects.toThrow(
      /ended with code 1\. It said: .*No module named 'sklearn'/,
    );
    await expect(peer.ask(Fitted, { op: "fit" }, TIMEOUT)).rejects.toEqual(code("peer-died"));
  });

  it("that dies at work is reported", () => expect(fit("die")).rejects.toEqual(code("peer-died")));
  it("that hangs is ended", () => expect(fit("hang", 0.2)).rejects.toEqual(code("peer-timeout")));
  it("that never starts is ended", () =>
    expect(start("silent").hello(Hello, 0.5)).rejects.toEqual(code("peer-timeout")));
  it("that says something else is ended", () => expect(fit("garbage")).rejects.toEqual(code("peer-garbage")));
  it("that answers an earlier command is ended", () => expect(fit("late")).rejects.toEqual(code("peer-garbage")));
  it("that says too much is ended", () => expect(fit("huge")).rejects.toEqual(code("peer-garbage")));

  it("ends when all is cancelled", async () => {
    const controller = new AbortController();
    const fitting = fit("hang", TIMEOUT, controller.signal);
    setTimeout(() => controller.abort(), 300);
    await expect(fitting).rejects.toEqual(code("cancelled"));
  });
});

describe("the peer's side of a case", () => {
  const open = (mode: string, log: string[]) =>
    PeerSide.open(
      () => SklearnPeer.start(program(mode), never),
      (line) => void log.push(line),
    );

  it("works until it fails once, says why, and then does nothing", async () => {
    const log: string[] = [];
    const side = await open("good", log);
    expect(await side.try((peer) => peer.fit({ ...PLAN, params: {} }))).toMatchObject({ seconds: 2 });
    expect(await side.try((peer) => peer.fit({ ...PLAN, params: { do: "die" } }))).toBeNull();
    expect(side).toMatchObject({ isThere: false, failure: expect.stringContaining("(peer-died)") });
    expect(await side.try((peer) => peer.fit({ ...PLAN, params: {} }))).toBeNull();
    expect(log).toHaveLength(1);
  });

  it("is missing, not an error, when the peer does not start", async () => {
    const log: string[] = [];
    const side = await open("dead", log);
    expect(side).toMatchObject({ isThere: false, failure: expect.stringContaining("No module named 'sklearn'") });
    expect(log).toHaveLength(1);
  });

  it("is nothing when none was wanted", async () => {
    const side = await PeerSide.open(undefined, () => {});
    expect(side).toMatchObject({ isThere: false, failure: null });
  });
});
