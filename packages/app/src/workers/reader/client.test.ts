import { type BundleManifest, type Reading, SiffraError } from "@siffra/shared";
import { describe, expect, it } from "vitest";
import { makeReaderClient, type ReaderWorker } from "./client.ts";
import type { ReadRequest } from "./protocol.ts";

const READING: Reading = { digits: [], guesses: [], refused: null, model: "test", preprocessVersion: 1, stages: [] };
const REQUEST: ReadRequest = {
  kind: "strokes",
  points: new Float32Array(3),
  lengths: new Uint32Array([1]),
  stages: true,
};
const MANIFEST = { name: "test" } as BundleManifest;

interface Behaviour {
  load?: () => Promise<BundleManifest>;
  read?: (crash: (reason: string) => void) => Promise<Reading>;
}

/** A client whose first worker behaves as the first behaviour says, and so on; later ones work. */
function clientOf(...behaviours: Behaviour[]) {
  const workers: { crash: (reason: string) => void; terminated: boolean; reads: ReadRequest[]; hand: number[] }[] = [];
  const spawn = (): ReaderWorker => {
    const behaviour = behaviours[workers.length] ?? {};
    const worker = { crash: (_: string) => {}, terminated: false, reads: [] as ReadRequest[], hand: [] as number[] };
    workers.push(worker);
    return {
      api: {
        load: () => behaviour.load?.() ?? Promise.resolve(MANIFEST),
        read: (request) => {
          worker.reads.push(request);
          return behaviour.read?.(worker.crash) ?? Promise.resolve(READING);
        },
        setHand: async (examples) => {
          worker.hand = examples.map(({ label }) => label);
        },
      },
      onCrash: (callback) => {
        worker.crash = callback;
      },
      terminate: () => {
        worker.terminated = true;
      },
    };
  };
  return { workers, client: makeReaderClient({ spawn, modelUrl: () => "https://siffra.test/", readTimeout: 30 }) };
}

const never = () => new Promise<never>(() => {});
const crashing: Behaviour = {
  read: (crash) => {
    crash("boom");
    return never();
  },
};

describe("makeReaderClient", () => {
  it("reads", async () => {
    const { client, workers } = clientOf();
    expect(await client.manifest()).toBe(MANIFEST);
    expect(await client.read(REQUEST)).toEqual(READING);
    expect(workers).toHaveLength(1);
  });

  it("starts a crashed worker again and repeats the request", async () => {
    const { client, workers } = clientOf(crashing);
    expect(await client.read(REQUEST)).toEqual(READING);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
    expect(workers[1]?.reads).toEqual([REQUEST]);
  });

  it("does so for a crash between calls, a hang and a trap in wasm", async () => {
    const between = clientOf();
    await between.client.read(REQUEST);
    between.workers[0]?.crash("boom");
    expect(await between.client.read(REQUEST)).toEqual(READING);

    const hanging = clientOf({ read: never });
    expect(await hanging.client.read(REQUEST)).toEqual(READING);

    const trap = Object.assign(new SiffraError("unexpected", "unreachable"), { name: "RuntimeError" });
    const trapping = clientOf({ read: () => Promise.reject(trap) });
    expect(await trapping.client.read(REQUEST)).toEqual(READING);
  });

  it("gives up after the second crash, and works again for the next request", async () => {
    const { client, workers } = clientOf(crashing, crashing);
    await expect(client.read(REQUEST)).rejects.toMatchObject({ code: "worker-crashed" });
    expect(await client.read(REQUEST)).toEqual(READING);
    expect(workers).toHaveLength(3);
  });

  it("starts one worker for two calls that one crash ended", async () => {
    const { client, workers } = clientOf({ read: never });
    const both = Promise.all([client.read(REQUEST), client.read(REQUEST)]);
    await client.manifest();
    workers[0]?.crash("boom");
    expect(await both).toEqual([READING, READING]);
    expect(workers).toHaveLength(2);
  });

  it("passes errors on with their code, without starting again", async () => {
    const { client, workers } = clientOf({ read: () => Promise.reject(new SiffraError("image-decode", "no picture")) });
    await expect(client.read(REQUEST)).rejects.toMatchObject({ code: "image-decode" });
    expect(workers).toHaveLength(1);
  });

  it("tells why the model did not load, until it is started again", async () => {
    const { client } = clientOf({ load: () => Promise.reject(new SiffraError("bundle-hash", "flipped")) });
    await expect(client.manifest()).rejects.toMatchObject({ code: "bundle-hash" });
    await expect(client.read(REQUEST)).rejects.toMatchObject({ code: "bundle-hash" });
    client.restart();
    expect(await client.read(REQUEST)).toEqual(READING);
  });

  it("refuses a message that is no reading", async () => {
    const { client } = clientOf({ read: () => Promise.resolve({ digits: [{ label: 11 }] } as unknown as Reading) });
    await expect(client.read(REQUEST)).rejects.toThrow();
  });

  it("gives a worker that is started again the corrections", async () => {
    const { client, workers } = clientOf(crashing);
    client.setHand([{ pixels: new Uint8Array(784), label: 7 }]);
    await client.read(REQUEST);
    expect(workers.map(({ hand }) => hand)).toEqual([[7], [7]]);
  });
});
