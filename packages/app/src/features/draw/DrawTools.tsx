import { t } from "../../i18n/index.ts";
import { IconButton } from "../../ui/controls/IconButton.tsx";
import { ClearIcon, EraserIcon, RedoIcon, UndoIcon } from "../../ui/controls/icons.tsx";
import type { ReactiveStrokes } from "./createStrokes.ts";

/** Undo, redo, eraser and clear. With nothing to do they do nothing, and keep the focus, which `disabled` would lose. */
export function DrawTools(props: { drawing: ReactiveStrokes }) {
  const strokes = () => props.drawing.strokes;
  const isErasing = () => props.drawing.tool() === "eraser";
  return (
    <>
      <IconButton
        icon={<UndoIcon />}
        label={t().tools.undo}
        aria-disabled={!props.drawing.canUndo()}
        aria-keyshortcuts="Control+Z"
        onClick={() => strokes().undo()}
      />
      <IconButton
        icon={<RedoIcon />}
        label={t().tools.redo}
        aria-disabled={!props.drawing.canRedo()}
        aria-keyshortcuts="Control+Shift+Z"
        onClick={() => strokes().redo()}
      />
      <IconButton
        icon={<EraserIcon />}
        label={t().tools.eraser}
        aria-pressed={isErasing()}
        onClick={() => props.drawing.setTool(isErasing() ? "pen" : "eraser")}
      />
      <IconButton
        icon={<ClearIcon />}
        label={t().tools.clear}
        aria-disabled={props.drawing.list().length === 0}
        onClick={() => strokes().clear()}
      />
    </>
  );
}
