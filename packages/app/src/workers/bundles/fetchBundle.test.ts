import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchBundle, fetchBundleByHash } from "./fetchBundle.ts";

const MODEL = "https://siffra.test/models/default/";

function serve(answer: (path: string) => Response | Promise<Response>): void {
  vi.stubGlobal("fetch", async (url: URL) => answer(url.pathname));
}

afterEach(() => vi.unstubAllGlobals());

describe("fetchBundle", () => {
  it("gives the bytes of both files", async () => {
    serve((path) => new Response(path.endsWith(".json") ? "{}" : new Uint8Array([1, 2, 3])));
    const files = await fetchBundle(MODEL);
    expect([...files.manifest]).toEqual([123, 125]);
    expect([...files.tensors]).toEqual([1, 2, 3]);
  });

  it("tells a missing model from a server that fails", async () => {
    serve(() => new Response("no", { status: 404 }));
    await expect(fetchBundle(MODEL)).rejects.toMatchObject({ code: "model-missing" });
    serve(() => new Response("no", { status: 503 }));
    await expect(fetchBundle(MODEL)).rejects.toMatchObject({ code: "model-unreachable" });
  });

  it("says when the network is gone", async () => {
    serve(() => {
      throw new TypeError("Failed to fetch");
    });
    await expect(fetchBundle(MODEL)).rejects.toMatchObject({ code: "model-unreachable" });
  });

  it("stops reading what is too large to be a manifest", async () => {
    const endless = () => new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(50_000)) });
    serve((path) => new Response(path.endsWith(".json") ? endless() : "x"));
    await expect(fetchBundle(MODEL)).rejects.toMatchObject({ code: "bundle-size" });
  });

  it("says when the connection breaks off", async () => {
    const broken = () => new ReadableStream({ pull: (controller) => controller.error(new TypeError("network error")) });
    serve((path) => new Response(path.endsWith(".json") ? "{}" : broken()));
    await expect(fetchBundle(MODEL)).rejects.toMatchObject({ code: "model-unreachable" });
  });
});

describe("fetchBundleByHash", () => {
  it("asks for the tensors by the hash that the manifest gives", async () => {
    const asked: string[] = [];
    vi.stubGlobal("fetch", async (url: URL) => {
      asked.push(url.pathname.split("/").at(-1) + url.search);
      return new Response('{"tensors":{"sha256":"ab12"}}');
    });
    await fetchBundleByHash(MODEL);
    expect(asked).toEqual(["manifest.json", "model.safetensors?sha256=ab12"]);
  });

  it("leaves a broken manifest to be refused when the bundle is read", async () => {
    serve(() => new Response("no JSON"));
    expect((await fetchBundleByHash(MODEL)).manifest).toHaveLength(7);
  });
});
