import { translate } from "../../i18n/index.ts";
import type { ReadingState } from "../read/state/createReading.ts";
import { sentence } from "./sentence.ts";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

/** In place of what is told of a digit, where none was read: because there is none, or because reading failed. */
export function NothingRead(props: { state: ReadingState }) {
  const text = () => {
    const outcome = props.state.outcome();
    return outcome?.kind === "failed" ? sentence(outcome.code) : t().write;
  };
  return <p class="intro">{text()}</p>;
}
