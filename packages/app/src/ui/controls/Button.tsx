import { type JSX, splitProps } from "solid-js";

/** A button with an icon and words. */
export function Button(props: JSX.ButtonHTMLAttributes<HTMLButtonElement> & { icon?: JSX.Element }) {
  const [own, rest] = splitProps(props, ["icon", "children"]);
  return (
    <button type="button" {...rest}>
      {own.icon}
      <span>{own.children}</span>
    </button>
  );
}
