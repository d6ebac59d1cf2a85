import { createEffect, createSignal, lazy, Match, on, Show, Suspense, Switch } from "solid-js";
import { t } from "../../i18n/index.ts";
import { createDocumentListeners, createDrop } from "../../ui/createDrop.ts";
import type { Capture } from "../camera/CameraView.tsx";
import { Surface } from "../draw/Surface.tsx";
import { type Given, givenFiles } from "../upload/files.ts";
import { Notice } from "./Notice.tsx";
import type { ReadingState } from "./state/createReading.ts";
import type { Source } from "./state/sources.ts";
import { Tools } from "./Tools.tsx";

const CameraView = lazy(() => import("../camera/CameraView.tsx"));
const GridEditor = lazy(() => import("../grid/GridEditor.tsx"));
const PictureView = lazy(() => import("../upload/PictureView.tsx"));

/** The paper and its tools: draw on it, lay a picture on it, or look through the camera. */
export function Paper(props: {
  state: ReadingState;
  ref: (sheet: HTMLElement) => void;
  /** Takes the pictures when there are several. */
  onPictures: (files: readonly File[]) => void;
}) {
  let sheet!: HTMLElement;
  const { state } = props;
  const [capture, setCapture] = createSignal<Capture>();
  const is = (kind: Source["kind"]) => state.source().kind === kind;

  async function takeFiles(files: readonly File[]): Promise<void> {
    const [first, ...rest] = files;
    if (!first) return state.notify("image-unsupported-format");
    if (rest.length > 0) {
      state.closeNotice();
      return props.onPictures(files);
    }
    await state.readFile(first);
  }

  /** Reads what lay beside a folder, and says of the folder what to do instead. */
  function takeGiven({ files, hasFolder }: Given): void {
    if (files.length > 0 || !hasFolder) void takeFiles(files);
    if (hasFolder) state.notify("file-folder");
  }

  const hovering = createDrop(({ items }) => takeGiven(givenFiles(items)));
  createDocumentListeners({
    paste({ clipboardData }) {
      const given = givenFiles(clipboardData?.items ?? []);
      // Text is pasted into what takes text.
      if (given.files.length > 0 || given.hasFolder) takeGiven(given);
    },
  });

  async function readFrame(): Promise<void> {
    const take = capture();
    if (!take) return;
    setCapture(undefined);
    try {
      await state.readFrame(await take());
    } catch {
      state.backToDrawing("camera-failed");
    }
  }

  function openCamera(): void {
    setCapture(undefined);
    state.openCamera();
  }

  /** What has come to lie on the paper is seen, also by who had scrolled past it. */
  const showSheet = () => sheet.scrollIntoView({ block: "nearest" });
  createEffect(on(state.source, showSheet, { defer: true }));
  createEffect(on(state.notice, (code) => code !== undefined && showSheet(), { defer: true }));

  function takeSheet(element: HTMLElement): void {
    sheet = element;
    props.ref(element);
  }

  const picture = () => {
    const source = state.source();
    return source.kind === "picture" ? source.bitmap : undefined;
  };
  const found = () => {
    const outcome = state.outcome();
    return outcome?.kind === "reading" ? outcome.reading.digits : [];
  };

  return (
    <section class="paper" aria-label={t().surface.region}>
      <div ref={takeSheet} class="sheet" classList={{ "sheet--hover": hovering() }}>
        <Suspense>
          <Switch>
            <Match when={is("drawing")}>
              <Surface drawing={state.drawing} />
              <Show when={state.drawing.list().length === 0 && !hovering()}>
                <p class="hint" aria-hidden="true">
                  {t().surface.hint}
                </p>
              </Show>
            </Match>
            <Match when={is("camera")}>
              <CameraView
                onReady={(take) => setCapture(() => take)}
                onGlance={state.glance}
                onFail={state.backToDrawing}
              />
            </Match>
            <Match when={is("grid")}>
              <GridEditor grid={state.grid} />
            </Match>
            <Match when={picture()}>{(bitmap) => <PictureView bitmap={bitmap()} digits={found()} />}</Match>
          </Switch>
        </Suspense>
        <Show when={hovering()}>
          <p class="drop-hint">{t().surface.dropHint}</p>
        </Show>
        <Notice code={state.notice()} onClose={state.closeNotice} />
      </div>
      <Tools
        state={state}
        canCapture={capture() !== undefined}
        onFiles={takeFiles}
        onCamera={openCamera}
        onCapture={readFrame}
      />
    </section>
  );
}
