import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";

/** Listens to the document while the component is there. */
export function createDocumentListeners(
  handlers: { [K in keyof DocumentEventMap]?: (event: DocumentEventMap[K]) => void },
): void {
  onMount(() => {
    const leaving = new AbortController();
    for (const [type, handler] of Object.entries(handlers)) {
      document.addEventListener(type, handler as EventListener, { signal: leaving.signal });
    }
    onCleanup(() => leaving.abort());
  });
}

/** Takes what is dropped anywhere on the page. Gives whether a drag hovers over it. */
export function createDrop(onDrop: (dropped: DataTransfer) => void): Accessor<boolean> {
  const [hovering, setHovering] = createSignal(false);
  createDocumentListeners({
    dragover(event) {
      event.preventDefault();
      setHovering(true);
    },
    dragleave(event) {
      // Leaving one element for another on the page is no leaving.
      if (event.relatedTarget === null) setHovering(false);
    },
    // A drag that is broken off is not always said to have left, but while one goes on no pointer moves.
    pointermove() {
      setHovering(false);
    },
    drop(event) {
      event.preventDefault();
      setHovering(false);
      if (event.dataTransfer) onDrop(event.dataTransfer);
    },
  });
  return hovering;
}
