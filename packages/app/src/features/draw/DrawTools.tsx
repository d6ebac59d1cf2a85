import { t } from "../../i18n/index.ts";
import { Button } from "../../ui/Button.tsx";
import { ClearIcon, UndoIcon } from "../../ui/icons.tsx";
import type { ReactiveStrokes } from "./createStrokes.ts";

/** Undo and clear. With nothing to do they do nothing, and keep the focus, which `disabled` would lose. */
export function DrawTools(props: { drawing: ReactiveStrokes }) {
  const strokes = () => props.drawing.strokes;
  return (
    <>
      <Button
        icon={<UndoIcon />}
        aria-disabled={!props.drawing.canUndo()}
        aria-keyshortcuts="Control+Z"
        onClick={() => strokes().undo()}
      >
        {t().tools.undo}
      </Button>
      <Button icon={<ClearIcon />} aria-disabled={props.drawing.list().length === 0} onClick={() => strokes().clear()}>
        {t().tools.clear}
      </Button>
    </>
  );
}
