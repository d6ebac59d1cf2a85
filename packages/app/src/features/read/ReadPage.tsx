import { asSiffraError } from "@siffra/shared";
import { useSearchParams } from "@solidjs/router";
import { createEffect, createSignal, lazy, on, onCleanup, onMount, Show, Suspense } from "solid-js";
import { t } from "../../i18n/index.ts";
import { PageHeading } from "../../ui/frame/PageHeading.tsx";
import { Answer } from "../answer/Answer.tsx";
import { decodeDrawing } from "../keep/encode.ts";
import { Stages } from "../stages/Stages.tsx";
import { undoByKey } from "./keys.ts";
import { ModelLine } from "./ModelLine.tsx";
import { More } from "./More.tsx";
import { Paper } from "./Paper.tsx";
import { theReader } from "./state/reader.ts";

const BatchTable = lazy(() => import("../batch/BatchTable.tsx"));

/** Draw, upload or photograph a digit, and see what the model says. */
export function ReadPage() {
  let sheet!: HTMLElement;
  const { client, model, retry, state, hand, ownModel, useModel } = theReader();
  const [address, setAddress] = useSearchParams<{ ink: string }>();
  const [pictures, setPictures] = createSignal<readonly File[]>();

  const manifest = () => {
    const current = model();
    return current.status === "ready" ? current.manifest : undefined;
  };

  /** Lays the drawing that the address holds on the paper; undo brings back what lay there. */
  function takeFromAddress(ink: string): void {
    setAddress({ ink: undefined }, { replace: true });
    try {
      const strokes = decodeDrawing(ink);
      state.backToDrawing();
      state.drawing.strokes.replace(strokes);
    } catch (error) {
      state.notify(asSiffraError(error).code);
    }
  }

  async function correct(pixels: Uint8Array, label: number): Promise<void> {
    const problem = await hand.add([{ pixels, label }]).then(
      () => undefined,
      (error: unknown) => asSiffraError(error).code,
    );
    state.readAgain();
    if (problem !== undefined) state.notify(problem);
  }

  function tryAgain(): void {
    const current = model();
    // An own model that is gone does not come back.
    if (current.status === "failed" && current.code === "own-model-missing") useModel(undefined);
    else retry();
    state.backToDrawing();
  }

  onMount(() => {
    const onKey = (event: KeyboardEvent) =>
      state.source().kind === "drawing" && undoByKey(event, state.drawing.strokes);
    document.addEventListener("keydown", onKey);
    onCleanup(() => document.removeEventListener("keydown", onKey));
    state.readAgain();
    // A camera does not wait for somebody to come back.
    onCleanup(() => state.source().kind === "camera" && state.backToDrawing());
  });
  createEffect(
    on(
      () => address.ink,
      (ink) => {
        if (typeof ink === "string") takeFromAddress(ink);
      },
    ),
  );

  return (
    <main class="read">
      <PageHeading class="visually-hidden" title={t().pages.read.title}>
        {t().heading}
      </PageHeading>
      <Paper state={state} ref={(element) => (sheet = element)} onPictures={setPictures} />
      <Answer state={state} model={model()} onRetry={tryAgain} onCorrect={correct} sheet={() => sheet} />
      <Show when={pictures()} keyed>
        {(files) => (
          <Suspense>
            <BatchTable
              client={client}
              files={files}
              onShow={(file) => void state.readFile(file)}
              onClose={() => setPictures(undefined)}
            />
          </Suspense>
        )}
      </Show>
      <Stages stages={state.stages()} />
      <More state={state} hand={hand} />
      <div class="read-notes">
        <Show when={manifest()}>{(known) => <ModelLine manifest={known()} isOwn={ownModel() !== undefined} />}</Show>
        <Show when={ownModel() !== undefined}>
          <p>
            {t().model.own}{" "}
            <button type="button" class="quiet" onClick={() => useModel(undefined)}>
              {t().model.useShipped}
            </button>
          </p>
        </Show>
        <Show when={!state.keeps()}>
          <p role="status">{t().keep.refused}</p>
        </Show>
      </div>
    </main>
  );
}
