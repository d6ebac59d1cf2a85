import { type Core, type Profile, parseJson, type RunEvent } from "@siffra/shared";
import {
  type Dataset,
  loadSynthetic,
  readMnistFiles,
  SourcesSchema,
  SYNTHETIC_SIZE,
  type Trained,
  trainOne,
} from "@siffra/trainer/browser";
import { zipSync } from "fflate";
import sourcesText from "../../../../../datasets/sources.json?raw";
import { fetchBundle } from "../bundles/fetchBundle.ts";
import { loadSynthWebAssembly, loadWebAssembly } from "../wasm.ts";
import { Gate } from "./gate.ts";
import type { DataChoice, TrainApi } from "./protocol.ts";
import { startTeam } from "./team.ts";

const SOURCES = {
  what: "datasets/sources.json",
  jsonCode: "data-sources",
  schemaCode: "data-sources",
  advice: "Reload.",
};

/** Nothing is kept of a training that is broken off. */
const NO_CHECKPOINTS = { find: async () => undefined, save: async () => {} };

/** The same bundle gives the same bytes: its files are as old as a zip can say. */
function zipBundle({ files, card }: Trained): Uint8Array {
  const contents = {
    "manifest.json": files.manifest,
    "README.md": new TextEncoder().encode(card),
    "model.safetensors": files.tensors,
  };
  return zipSync(contents, { mtime: new Date(1980, 0, 1) });
}

type OnEvent = (event: RunEvent) => void;

async function openDataset(core: Core, choice: DataChoice, { dataset }: Profile, onEvent: OnEvent): Promise<Dataset> {
  if (choice.kind === "mnist") {
    return readMnistFiles(core, choice.files, parseJson(SourcesSchema, sourcesText, SOURCES));
  }
  const { seed, train, test } = SYNTHETIC_SIZE;
  const size = { seed, train: dataset.train ?? train, test: dataset.test ?? test };
  const tell = (message: string) => onEvent({ type: "message", message });
  return loadSynthetic({
    synth: await loadSynthWebAssembly(),
    ...size,
    reason: "asked for in the app",
    onEvent: tell,
    signal: undefined,
  });
}

/** The side of the worker that leads a training: it prepares the images, and hands what computes to workers of its own. */
export function makeTrainApi(): TrainApi {
  const gate = new Gate();
  return {
    async setPaused(isPaused) {
      gate.isClosed = isPaused;
      if (isPaused) await gate.emptied();
    },
    async train({ profile, config, data, shippedUrl }, onEvent) {
      const prepared = await gate.enter();
      const core = await loadWebAssembly();
      const shipped = await fetchBundle(shippedUrl);
      const dataset = await openDataset(core, data, profile, onEvent);
      const { signal } = new AbortController();
      const trained = await trainOne({
        ...{ core, dataset, profile, config, seed: profile.seed, signal },
        startPool(train) {
          prepared();
          return startTeam(train, gate, signal);
        },
        others: [shipped],
        checkpoints: NO_CHECKPOINTS,
        emit: onEvent,
      });
      return { ...trained, zip: zipBundle(trained) };
    },
  };
}
