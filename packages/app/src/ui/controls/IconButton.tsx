import { type JSX, splitProps } from "solid-js";

/** A button with an icon alone; its name is heard, and seen when a mouse rests on it. */
export function IconButton(props: JSX.ButtonHTMLAttributes<HTMLButtonElement> & { icon: JSX.Element; label: string }) {
  const [own, rest] = splitProps(props, ["icon", "label"]);
  return (
    <button type="button" aria-label={own.label} title={own.label} {...rest}>
      {own.icon}
    </button>
  );
}
