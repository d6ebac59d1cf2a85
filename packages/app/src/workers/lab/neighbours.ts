import { type Core, IMAGE_SIZE, SiffraError, withFree } from "@siffra/shared";
import { gunzipSync } from "fflate";
import { fetchFile } from "../bundles/fetchBundle.ts";
import { loadWebAssembly } from "../wasm.ts";
import type { Neighbour } from "./labProtocol.ts";
import { nearestRows } from "./nearestRows.ts";

/** The two files are a third of this. */
const MAX_BYTES = 1024 * 1024;

/** Shown of each drawing. */
const SHOWN = 10;

export interface Neighbours {
  nearest(image: Uint8Array): Neighbour[];
}

/** Some servers undo the compression on the way. */
const unpack = (bytes: Uint8Array) => (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes);

/** Directions of the strokes in each part of straightened images (HOG): near in them looks alike to people. */
function describe(core: Core, images: Uint8Array): Float32Array {
  const onProgress = () => true;
  let x = core.Matrix.fromU8(images.length / IMAGE_SIZE, IMAGE_SIZE, images);
  for (const kind of ["deskew", "hog"]) {
    const step = core.Transform.fit(JSON.stringify({ kind }), x, onProgress);
    x = withFree(x, (before) => withFree(step, () => step.transform(before)));
  }
  return withFree(x, () => x.toF32());
}

/**
 * The training images that the app ships, in the folder `folderUrl`, ready to be compared with drawings.
 * @throws SiffraError as `fetchFile`, "images-broken"; CoreError for what is no IDX file
 */
export async function openNeighbours(folderUrl: string): Promise<Neighbours> {
  const fetched = (name: string) => fetchFile(new URL(name, folderUrl), MAX_BYTES);
  const [core, imageFile, labelFile] = await Promise.all([
    loadWebAssembly(),
    fetched("training-images.idx3.gz"),
    fetched("training-labels.idx1.gz"),
  ]);
  const images = core.normaliseMnist(core.parseMnistImages(unpack(imageFile)));
  const labels = core.parseMnistLabels(unpack(labelFile));
  if (images.length !== labels.length * IMAGE_SIZE || labels.length === 0) {
    const found = `${labels.length} labels for ${images.length / IMAGE_SIZE} images`;
    throw new SiffraError("images-broken", `Training images: expected a label each, found ${found}. Reload the page.`);
  }
  const described = describe(core, images);
  return {
    nearest: (image) =>
      nearestRows(describe(core, image), described, SHOWN).map((row) => ({
        label: labels[row] as number,
        pixels: images.slice(row * IMAGE_SIZE, (row + 1) * IMAGE_SIZE),
      })),
  };
}
