import { createRoot, createSignal } from "solid-js";
import { ownModelUrl } from "../../../workers/bundles/ownBundles.ts";
import { makeReaderClient } from "../../../workers/reader/client.ts";
import { spawnReader } from "../../../workers/reader/spawn.ts";
import { createHand } from "../../hand/createHand.ts";
import { createModel } from "./createModel.ts";
import { createReading } from "./createReading.ts";
import { defaultModelUrl } from "./model.ts";
import { recallOwnModel, rememberOwnModel } from "./ownModel.ts";

function start() {
  const [ownModel, setOwnModel] = createSignal(recallOwnModel());
  const modelUrl = () => {
    const own = ownModel();
    return own === undefined ? defaultModelUrl() : ownModelUrl(own);
  };
  const client = makeReaderClient({ spawn: spawnReader, modelUrl });
  const state = createReading(client);
  const hand = createHand(client);
  // Corrections that were kept may change what was read before they came.
  void hand.ready.then(state.readAgain);
  const loading = createModel(client);
  /** Reads with the own model of this hash from now on; without one, with the shipped. */
  function useModel(sha256: string | undefined): void {
    rememberOwnModel(sha256);
    setOwnModel(sha256);
    loading.retry();
    state.readAgain();
  }
  return { client, ...loading, state, hand, ownModel, modelUrl, useModel };
}

let started: ReturnType<typeof start> | undefined;

/** The reader and what lies on its paper: started by the first page that needs it, kept while pages come and go. */
export function theReader(): ReturnType<typeof start> {
  started ??= createRoot(start);
  return started;
}

/** Whether a reader was started and waits for its model. */
export const isReaderLoading = (): boolean => started?.model().status === "loading";
