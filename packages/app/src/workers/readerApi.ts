import type { Page } from "@siffra/core";
import wasmUrl from "@siffra/core/wasm?url";
import {
  type BundleManifest,
  type Core,
  type Reader,
  type Reading,
  readBundle,
  SiffraError,
  withFree,
} from "@siffra/shared";
import { loadCore } from "@siffra/shared/browser";
import * as v from "valibot";
import { fetchBundle } from "./fetchBundle.ts";
import { type ReaderApi, ReadRequest } from "./protocol.ts";

/** The smallest module with a SIMD instruction, of which the core is full. */
const SIMD_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

/** The core. @throws SiffraError "webassembly-missing", "core-broken" or "model-unreachable" */
async function loadWebAssembly(): Promise<Core> {
  if (typeof WebAssembly !== "object" || !WebAssembly.validate(SIMD_MODULE)) {
    const message = "Expected a browser with WebAssembly and its SIMD, found one without. Update the browser.";
    throw new SiffraError("webassembly-missing", message);
  }
  try {
    return await loadCore(wasmUrl);
  } catch (cause) {
    const code = cause instanceof WebAssembly.CompileError ? "core-broken" : "model-unreachable";
    throw new SiffraError(code, `The core could not be loaded: ${String(cause)}. Try again.`, { cause });
  }
}

/** The pixels of a camera frame, RGBA. */
function pixelsOf(frame: ImageBitmap): ImageData {
  const context = new OffscreenCanvas(frame.width, frame.height).getContext("2d", { willReadFrequently: true });
  if (!context) throw new SiffraError("camera-failed", "Expected a 2D canvas for the frame, the browser gave none.");
  const { width, height } = frame;
  context.drawImage(frame, 0, 0);
  frame.close();
  return context.getImageData(0, 0, width, height);
}

/** Brings any request into the core's form. The page is the caller's to free. */
function preprocess(core: Core, request: ReadRequest): Page {
  if (request.kind === "strokes") return core.preprocessStrokes(request.points, request.lengths);
  if (request.kind === "file") return core.preprocessImage(request.bytes);
  const { data, width, height } = pixelsOf(request.frame);
  return core.preprocessRgba(new Uint8Array(data.buffer), width, height);
}

/** The worker's side: the core and one model, everything that computes. */
export function makeReaderApi(): ReaderApi {
  let loaded: { core: Core; reader: Reader } | undefined;
  return {
    async load(modelUrl: string): Promise<BundleManifest> {
      const [core, files] = await Promise.all([loadWebAssembly(), fetchBundle(v.parse(v.string(), modelUrl))]);
      loaded?.reader.free();
      loaded = { core, reader: readBundle(core, files) };
      return loaded.reader.manifest;
    },
    read(input: ReadRequest): Reading {
      if (!loaded) throw new SiffraError("unexpected", "The worker was asked to read before a model was loaded.");
      const { core, reader } = loaded;
      return withFree(preprocess(core, v.parse(ReadRequest, input)), (page) => reader.readPage(page));
    },
  };
}
