import { createSignal, type JSX, Show, Suspense } from "solid-js";

/** A heading that opens what stands below it. The content is made, and its code fetched, when it is first opened. */
export function Disclosure(props: { title: string; children: () => JSX.Element }) {
  const [isOpen, setIsOpen] = createSignal(false);
  return (
    <details class="disclosure" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        <h2>{props.title}</h2>
      </summary>
      <div class="disclosure-content">
        <Show when={isOpen()}>
          <Suspense>{props.children()}</Suspense>
        </Show>
      </div>
    </details>
  );
}
