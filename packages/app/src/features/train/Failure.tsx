import { translate } from "../../i18n/index.ts";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

/** What went wrong, and what to do. */
export function Failure(props: { code: string }) {
  const text = () => t().failures[props.code] ?? t().failures["other"];
  return (
    <p role="alert" class="train-failure">
      <strong>{text()?.what}</strong> {text()?.next}
    </p>
  );
}
