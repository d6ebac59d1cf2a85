import { t as common, translate } from "../../i18n/index.ts";
import { errorText } from "../read/failures.ts";
import type { ReadingState } from "../read/state/createReading.ts";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

/** In place of what is told of a digit, where none was read: because there is none, or because reading failed. */
export function NothingRead(props: { state: ReadingState }) {
  const text = () => {
    const outcome = props.state.outcome();
    return outcome?.kind === "failed" ? errorText(outcome.code, common().errors).what : t().write;
  };
  return <p class="intro">{text()}</p>;
}
