import { onCleanup, onMount, Show } from "solid-js";
import { t } from "../../i18n/index.ts";
import { PageHeading } from "../../ui/PageHeading.tsx";
import { Answer } from "../answer/Answer.tsx";
import { Stages } from "../stages/Stages.tsx";
import { ModelLine } from "./ModelLine.tsx";
import { Paper } from "./Paper.tsx";
import { theReader } from "./reader.ts";

/** Draw, upload or photograph a digit, and see what the model says. */
export function ReadPage() {
  let sheet!: HTMLElement;
  const { model, retry, state } = theReader();

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
    // A camera does not wait for somebody to come back.
    onCleanup(() => state.source().kind === "camera" && state.backToDrawing());
  });

  return (
    <main class="read">
      <PageHeading class="visually-hidden" title={t().pages.read.title}>
        {t().heading}
      </PageHeading>
      <Paper state={state} ref={(element) => (sheet = element)} />
      <Answer state={state} model={model()} onRetry={tryAgain} sheet={() => sheet} />
      <Stages stages={stages()} />
      <Show when={manifest()}>{(known) => <ModelLine manifest={known()} />}</Show>
    </main>
  );
}
