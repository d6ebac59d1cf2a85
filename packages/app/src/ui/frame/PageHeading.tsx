import { createEffect, onMount, type ParentProps } from "solid-js";

/** The first page is where the browser put the focus itself. */
let isFirst = true;

/**
 * A page's heading. It gives the document its title, and after a navigation takes the focus, so that a screen reader
 * says where it is and Tab goes on from the page's beginning.
 */
export function PageHeading(props: ParentProps<{ title: string; class?: string }>) {
  let heading!: HTMLHeadingElement;
  createEffect(() => {
    document.title = props.title;
  });
  onMount(() => {
    if (!isFirst) {
      heading.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    isFirst = false;
  });
  return (
    <h1 ref={heading} tabindex="-1" class={props.class}>
      {props.children}
    </h1>
  );
}
