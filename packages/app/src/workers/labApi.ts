import { IMAGE_SIZE, type Reader, readBundle } from "@siffra/shared";
import * as v from "valibot";
import { Digit } from "./digit.ts";
import { fetchBundleByHash } from "./fetchBundle.ts";
import { Images, type LabApi } from "./labProtocol.ts";
import { measureOcclusion } from "./occlusion.ts";
import { loadWebAssembly } from "./wasm.ts";

/** A bundle takes memory; of more than these the one that was asked least recently goes. */
const MAX_READERS = 8;

/** The second worker's side: other models than the one that answers, and what takes longer than an answer may. */
export function makeLabApi(): LabApi {
  const readers = new Map<string, Promise<Reader>>();

  async function load(modelUrl: string): Promise<Reader> {
    const [core, files] = await Promise.all([loadWebAssembly(), fetchBundleByHash(modelUrl)]);
    return readBundle(core, files);
  }

  function readerOf(input: string): Promise<Reader> {
    const modelUrl = v.parse(v.string(), input);
    const reader = readers.get(modelUrl) ?? load(modelUrl);
    readers.delete(modelUrl);
    readers.set(modelUrl, reader);
    // A bundle that could not be loaded may be tried again.
    reader.catch(() => readers.delete(modelUrl));
    const [oldest] = readers.keys();
    if (readers.size > MAX_READERS && oldest !== undefined) {
      readers.get(oldest)?.then((old) => old.free());
      readers.delete(oldest);
    }
    return reader;
  }

  return {
    async ask(modelUrl, images) {
      const reader = await readerOf(modelUrl);
      const { pipeline } = reader.manifest;
      const start = performance.now();
      const digits = reader.readPixels(v.parse(Images, images));
      const milliseconds = performance.now() - start;
      return { title: pipeline.title ?? { en: pipeline.name, sv: pipeline.name }, digits, milliseconds };
    },
    async occlude(modelUrl, image, label) {
      const reader = await readerOf(modelUrl);
      return measureOcclusion(v.parse(Images, image), v.parse(Digit, label), (images) => reader.predictProba(images));
    },
    async writeIdx(images) {
      const bytes = v.parse(Images, images);
      const core = await loadWebAssembly();
      return core.writeIdx(Uint32Array.of(bytes.length / IMAGE_SIZE, 28, 28), bytes);
    },
  };
}
