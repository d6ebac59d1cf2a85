import type { Page } from "@siffra/core";
import { type BundleManifest, type Core, type Reader, readBundle, SiffraError, withFree } from "@siffra/shared";
import * as v from "valibot";
import { Examples } from "../features/hand/example.ts";
import { adapt, type Prepared, prepare } from "../features/hand/nearest.ts";
import { fetchBundle } from "./fetchBundle.ts";
import { type AdaptedReading, type ReaderApi, ReadRequest } from "./protocol.ts";
import { loadWebAssembly } from "./wasm.ts";

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
  let hand: readonly Prepared[] = [];
  return {
    async load(modelUrl: string): Promise<BundleManifest> {
      const [core, files] = await Promise.all([loadWebAssembly(), fetchBundle(v.parse(v.string(), modelUrl))]);
      loaded?.reader.free();
      loaded = { core, reader: readBundle(core, files) };
      return loaded.reader.manifest;
    },
    read(input: ReadRequest): AdaptedReading {
      if (!loaded) throw new SiffraError("unexpected", "The worker was asked to read before a model was loaded.");
      const { core, reader } = loaded;
      const page = preprocess(core, v.parse(ReadRequest, input));
      const reading = withFree(page, () => reader.readPage(page));
      return { ...reading, digits: reading.digits.map((digit) => adapt(digit, hand)) };
    },
    setHand(examples) {
      hand = v.parse(Examples, examples).map(prepare);
    },
  };
}
