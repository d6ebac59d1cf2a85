import { createEffect, Match, on, Switch } from "solid-js";
import { t } from "../../i18n/index.ts";
import { Button } from "../../ui/Button.tsx";
import { CameraIcon, PenIcon } from "../../ui/icons.tsx";
import { DrawTools } from "../draw/DrawTools.tsx";
import { PictureButton } from "../upload/PictureButton.tsx";
import type { ReadingState } from "./createReading.ts";

function BackButton(props: { onBack: () => void }) {
  return (
    <div class="tools-start">
      <Button icon={<PenIcon />} onClick={() => props.onBack()}>
        {t().tools.backToDrawing}
      </Button>
    </div>
  );
}

function InputButtons(props: { onFiles: (files: readonly File[]) => void; onCamera: () => void }) {
  return (
    <>
      <PictureButton onFiles={props.onFiles} />
      <Button icon={<CameraIcon />} onClick={() => props.onCamera()}>
        {t().tools.camera}
      </Button>
    </>
  );
}

/** The tools for what lies on the paper. */
export function Tools(props: {
  state: ReadingState;
  canCapture: boolean;
  onFiles: (files: readonly File[]) => void;
  onCamera: () => void;
  onCapture: () => void;
}) {
  let tools!: HTMLFieldSetElement;
  const kind = () => props.state.source().kind;

  /** When the button that was pressed has gone, the focus moves to the one that goes on from there. */
  function keepFocus(): void {
    if (document.activeElement !== document.body) return;
    const next = tools.querySelector<HTMLElement>("button.primary") ?? tools.querySelector("button");
    next?.focus({ preventScroll: true });
  }
  createEffect(on(kind, keepFocus, { defer: true }));

  return (
    <fieldset ref={tools} class="tools" aria-label={t().tools.label}>
      <Switch>
        <Match when={kind() === "drawing"}>
          <div class="tools-start">
            <DrawTools drawing={props.state.drawing} />
          </div>
          <InputButtons onFiles={props.onFiles} onCamera={props.onCamera} />
        </Match>
        <Match when={kind() === "camera"}>
          <BackButton onBack={props.state.backToDrawing} />
          <Button
            class="primary"
            icon={<CameraIcon />}
            aria-disabled={!props.canCapture}
            onClick={() => props.onCapture()}
          >
            {t().tools.capture}
          </Button>
        </Match>
        <Match when={kind() === "picture"}>
          <BackButton onBack={props.state.backToDrawing} />
          <InputButtons onFiles={props.onFiles} onCamera={props.onCamera} />
        </Match>
      </Switch>
    </fieldset>
  );
}
