import {
  type BundleFiles,
  type BundleManifest,
  type Page,
  type Preprocessor,
  preprocessPicture,
  type Reader,
  type Reading,
  readBundle,
  SiffraError,
  type SmallCore,
  withFree,
} from "@siffra/shared";
import * as v from "valibot";
import { type Example, isExamples } from "../../features/hand/example.ts";
import { adapt, type Prepared, prepare, vouch } from "../../features/hand/nearest.ts";
import { fetchBundle } from "../bundles/fetchBundle.ts";
import { fetchOwnModel, isOwnModelUrl } from "../bundles/ownBundles.ts";
import { loadDecoderWebAssembly, loadReaderWebAssembly, loadWebAssembly } from "../wasm.ts";
import { type AdaptedReading, type ReaderApi, ReadRequest } from "./protocol.ts";

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
async function preprocess(core: Preprocessor, request: ReadRequest): Promise<Page> {
  if (request.kind === "strokes") return core.preprocessStrokes(request.points, request.lengths);
  if (request.kind === "file") return preprocessPicture(core, await loadDecoderWebAssembly(), request.bytes);
  const { data, width, height } = pixelsOf(request.frame);
  return core.preprocessRgba(new Uint8Array(data.buffer), width, height);
}

/** A reader on the small core where that knows the model, else on the whole one. */
async function makeReader(small: SmallCore, files: BundleFiles): Promise<Reader> {
  try {
    return readBundle(small, files);
  } catch (error) {
    if (!(error instanceof SiffraError) || error.code !== "bundle-tensors") throw error;
    return readBundle(await loadWebAssembly(), files);
  }
}

/** Lets the person's corrections have their say: of what was read, and of what the model refused. */
function adaptReading(reading: Reading, hand: readonly Prepared[], reader: Reader): AdaptedReading {
  const vouched = vouch(reading.guesses, hand, (guess) => reader.isDoubtful(guess));
  if (vouched) return { ...reading, digits: vouched, guesses: [], refused: null };
  return { ...reading, digits: reading.digits.map((digit) => adapt(digit, hand)) };
}

/** The worker's side: the core and one model, everything that computes. */
export function makeReaderApi(): ReaderApi {
  let loaded: { core: SmallCore; reader: Reader } | undefined;
  let hand: readonly Prepared[] = [];
  return {
    async load(modelUrl: string): Promise<BundleManifest> {
      const url = v.parse(v.string(), modelUrl);
      const fetching = isOwnModelUrl(url) ? fetchOwnModel(url) : fetchBundle(url);
      const [core, files] = await Promise.all([loadReaderWebAssembly(), fetching]);
      const reader = await makeReader(core, files);
      loaded?.reader.free();
      loaded = { core, reader };
      return reader.manifest;
    },
    async read(input: ReadRequest): Promise<AdaptedReading> {
      if (!loaded) throw new SiffraError("unexpected", "The worker was asked to read before a model was loaded.");
      const { core, reader } = loaded;
      const request = v.parse(ReadRequest, input);
      const page = await preprocess(core, request);
      const looks = request.kind === "frame" && request.isLive ? "first" : "all";
      const reading = adaptReading(
        withFree(page, () => reader.readPage(page, looks)),
        hand,
        reader,
      );
      return request.kind === "strokes" && !request.stages ? { ...reading, stages: [] } : reading;
    },
    setHand(examples) {
      hand = v.parse(v.custom<Example[]>(isExamples), examples).map(prepare);
    },
  };
}
