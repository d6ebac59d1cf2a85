import { t as common, translate } from "../../i18n/index.ts";
import { toErrorCode } from "../read/failures.ts";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

/** What went wrong, and what to do. What keeps a page from reading as well is said in the same words. */
export function Failure(props: { code: string }) {
  const text = () => {
    const { errors } = common();
    const code = toErrorCode(props.code, errors);
    return t().failures[props.code] ?? (code === "unexpected" ? t().failures["other"] : errors[code]);
  };
  return (
    <p role="alert" class="train-failure">
      <strong>{text()?.what}</strong> {text()?.next}
    </p>
  );
}
