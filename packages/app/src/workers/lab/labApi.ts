import { IMAGE_SIZE, type Reader, readBundle } from "@siffra/shared";
import * as v from "valibot";
import { fetchBundleByHash } from "../bundles/fetchBundle.ts";
import { fetchOwnModel, isOwnModelUrl } from "../bundles/ownBundles.ts";
import { Digit, Pixels } from "../digitSchema.ts";
import { loadWebAssembly } from "../wasm.ts";
import { Images, type LabApi } from "./labProtocol.ts";
import { type Neighbours, openNeighbours } from "./neighbours.ts";
import { measureOcclusion } from "./occlusion.ts";

/** A bundle takes memory; of more than these the one that was asked least recently goes. */
const MAX_READERS = 8;

/** The second worker's side: other models than the one that answers, and what takes longer than an answer may. */
export function makeLabApi(): LabApi {
  const readers = new Map<string, Promise<Reader>>();
  let neighbours: Promise<Neighbours> | undefined;

  async function load(modelUrl: string): Promise<Reader> {
    const fetching = isOwnModelUrl(modelUrl) ? fetchOwnModel(modelUrl) : fetchBundleByHash(modelUrl);
    const [core, files] = await Promise.all([loadWebAssembly(), fetching]);
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
    async nearest(folderUrl, image) {
      const url = v.parse(v.string(), folderUrl);
      neighbours ??= openNeighbours(url);
      // Images that could not be fetched may be asked for again.
      neighbours.catch(() => (neighbours = undefined));
      return (await neighbours).nearest(v.parse(Pixels, image));
    },
    async writeIdx(images) {
      const bytes = v.parse(Images, images);
      const core = await loadWebAssembly();
      return core.writeIdx(Uint32Array.of(bytes.length / IMAGE_SIZE, 28, 28), bytes);
    },
  };
}
