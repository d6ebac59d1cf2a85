import { onMount, type ParentProps } from "solid-js";
import { IconButton } from "./IconButton.tsx";
import { CloseIcon } from "./icons.tsx";
import "../styles/dialog.css";

/** A dialog over the page. The browser keeps the focus in it, closes it by Escape and gives the focus back. */
export function Dialog(props: ParentProps<{ title: string; close: string; onClose: () => void }>) {
  let dialog!: HTMLDialogElement;
  onMount(() => {
    dialog.showModal();
    // A click beside the sheet reaches the dialog itself, one on the sheet its content. Keyboards have Escape.
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  });

  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="dialog-title" onClose={() => props.onClose()}>
      <div class="dialog-sheet">
        <div class="dialog-head">
          <h2 id="dialog-title">{props.title}</h2>
          <IconButton icon={<CloseIcon />} label={props.close} onClick={() => dialog.close()} />
        </div>
        {props.children}
      </div>
    </dialog>
  );
}
