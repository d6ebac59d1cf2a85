import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";

/** Takes files that are dropped or pasted anywhere on the page. Gives whether a drag hovers over it. */
export function createDrop(onFiles: (files: readonly File[]) => void): Accessor<boolean> {
  const [hovering, setHovering] = createSignal(false);

  const handlers = {
    dragover(event: DragEvent): void {
      event.preventDefault();
      setHovering(true);
    },
    dragleave(event: DragEvent): void {
      // Leaving one element for another on the page is no leaving.
      if (event.relatedTarget === null) setHovering(false);
    },
    drop(event: DragEvent): void {
      event.preventDefault();
      setHovering(false);
      onFiles([...(event.dataTransfer?.files ?? [])]);
    },
    paste(event: ClipboardEvent): void {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) onFiles(files);
    },
  };

  onMount(() => {
    const leaving = new AbortController();
    for (const [type, handler] of Object.entries(handlers)) {
      document.addEventListener(type, handler as EventListener, { signal: leaving.signal });
    }
    onCleanup(() => leaving.abort());
  });

  return hovering;
}
