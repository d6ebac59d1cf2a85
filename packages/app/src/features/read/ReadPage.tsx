import { onCleanup, onMount } from "solid-js";
import { t } from "../../i18n/index.ts";
import { Footer } from "../../ui/Footer.tsx";
import { makeReaderClient } from "../../workers/client.ts";
import { spawnReader } from "../../workers/spawn.ts";
import { Answer } from "../answer/Answer.tsx";
import { Stages } from "../stages/Stages.tsx";
import { createModel } from "./createModel.ts";
import { createReading } from "./createReading.ts";
import { Paper } from "./Paper.tsx";

const MODEL_PATH = "models/default/";

/** Draw, upload or photograph a digit, and see what the model says. */
export function ReadPage() {
  let sheet!: HTMLElement;
  const client = makeReaderClient({ spawn: spawnReader, modelUrl: new URL(MODEL_PATH, document.baseURI).href });
  const { model, retry } = createModel(client);
  const state = createReading(client);

  const manifest = () => {
    const current = model();
    return current.status === "ready" ? current.manifest : undefined;
  };
  const stages = () => {
    const outcome = state.outcome();
    return outcome?.kind === "reading" ? outcome.reading.stages : [];
  };

  function undoByKey(event: KeyboardEvent): void {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
    if (!isUndo || state.source().kind !== "drawing") return;
    event.preventDefault();
    state.drawing.strokes.undo();
  }

  function tryAgain(): void {
    retry();
    state.backToDrawing();
  }

  onMount(() => {
    document.addEventListener("keydown", undoByKey);
    onCleanup(() => document.removeEventListener("keydown", undoByKey));
    state.readDrawing();
  });

  return (
    <>
      <main class="read">
        <h1 class="visually-hidden">{t().heading}</h1>
        <Paper state={state} ref={(element) => (sheet = element)} />
        <Answer state={state} model={model()} onRetry={tryAgain} sheet={() => sheet} />
        <Stages stages={stages()} />
      </main>
      <Footer manifest={manifest()} />
    </>
  );
}
