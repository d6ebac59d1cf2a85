import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js";
import { type Theme, theme } from "../frame/theme.ts";

/**
 * The colour of an element's text in the theme that is on screen. Asked for once a theme: each time, the browser has to
 * work out the styles of all that has changed on the page.
 */
export function createInk(element: () => Element): Accessor<string> {
  let known: { theme: Theme; colour: string } | undefined;
  return () => {
    const now = theme();
    if (known?.theme !== now) known = { theme: now, colour: getComputedStyle(element()).color };
    return known.colour;
  };
}

/**
 * Keeps a canvas as sharp as the screen: `paint` runs whenever its size, the theme or a signal that it reads changes.
 * `width` and `height` are in device pixels, `ink` is the CSS colour of the element's text.
 */
export function createCanvas(
  canvas: () => HTMLCanvasElement,
  paint: (context: CanvasRenderingContext2D, size: { width: number; height: number; ink: string }) => void,
): void {
  const [size, setSize] = createSignal({ width: 0, height: 0 });
  const ink = createInk(canvas);

  createEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const scale = devicePixelRatio;
      setSize({
        width: Math.round(entry.contentRect.width * scale),
        height: Math.round(entry.contentRect.height * scale),
      });
    });
    observer.observe(canvas());
    onCleanup(() => observer.disconnect());
  });

  createEffect(() => {
    const { width, height } = size();
    const element = canvas();
    if (element.width !== width) element.width = width;
    if (element.height !== height) element.height = height;
    const context = element.getContext("2d");
    if (context && width > 0) paint(context, { width, height, ink: ink() });
  });
}
