import { createEffect, createSignal, lazy, Match, on, Show, Suspense, Switch } from "solid-js";
import { t } from "../../i18n/index.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { IconButton } from "../../ui/controls/IconButton.tsx";
import { CameraIcon, ClearIcon, GridIcon, PenIcon, ShareIcon } from "../../ui/controls/icons.tsx";
import { DrawTools } from "../draw/DrawTools.tsx";
import { PictureButton } from "../upload/PictureButton.tsx";
import type { ReadingState } from "./state/createReading.ts";

const ShareDialog = lazy(() => import("../share/ShareDialog.tsx"));

function BackButton(props: { onBack: () => void }) {
  return (
    <Button icon={<PenIcon />} onClick={() => props.onBack()}>
      {t().tools.backToDrawing}
    </Button>
  );
}

/** Opens the ways to save and share what lies on the paper. */
function ShareButton(props: { state: ReadingState }) {
  const [isOpen, setIsOpen] = createSignal(false);
  return (
    <>
      <IconButton icon={<ShareIcon />} label={t().tools.share} aria-haspopup="dialog" onClick={() => setIsOpen(true)} />
      <Show when={isOpen()}>
        <Suspense>
          <ShareDialog state={props.state} onClose={() => setIsOpen(false)} />
        </Suspense>
      </Show>
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
      <div class="tools-start">
        <Show when={kind() === "drawing"} fallback={<BackButton onBack={props.state.backToDrawing} />}>
          <DrawTools drawing={props.state.drawing} />
        </Show>
      </div>
      <Switch>
        <Match when={kind() === "camera"}>
          <Button
            class="primary"
            icon={<CameraIcon />}
            aria-disabled={!props.canCapture}
            onClick={() => props.onCapture()}
          >
            {t().tools.capture}
          </Button>
        </Match>
        <Match when={true}>
          <PictureButton onFiles={props.onFiles} />
          <Button class="word-optional" icon={<CameraIcon />} onClick={() => props.onCamera()}>
            {t().tools.camera}
          </Button>
          <Show
            when={kind() === "grid"}
            fallback={<IconButton icon={<GridIcon />} label={t().tools.grid} onClick={() => props.state.openGrid()} />}
          >
            <IconButton icon={<ClearIcon />} label={t().tools.clear} onClick={() => props.state.grid.clear()} />
          </Show>
          <ShareButton state={props.state} />
        </Match>
      </Switch>
    </fieldset>
  );
}
