import type { Dictionary } from "../../i18n/en.ts";
import type { Model } from "../read/createModel.ts";
import type { Outcome, Source } from "../read/createReading.ts";
import { toErrorCode, toRefusalCode } from "../read/failures.ts";
import { describeDigits, type Speech } from "./describe.ts";

/** What the answer says: a sentence, the next step where there is one, and whether trying again can help. */
export interface Say {
  what: string;
  next?: string;
  canRetry?: boolean;
}

function sayError(errors: Dictionary["errors"], code: string): Say {
  return { ...errors[toErrorCode(code, errors)], canRetry: true };
}

/** Everything that the page can be in, as words. */
export function say(speech: Speech, model: Model, outcome: Outcome, source: Source): Say {
  const { dictionary } = speech;
  if (model.status === "failed") return sayError(dictionary.errors, model.code);
  if (outcome?.kind === "failed") return sayError(dictionary.errors, outcome.code);
  if (source.kind === "camera") return { what: dictionary.surface.cameraHint, next: dictionary.surface.cameraNext };
  if (!outcome) return { what: dictionary.answer.loading };
  const { digits, refused } = outcome.reading;
  if (!refused) return { what: describeDigits(speech, digits) };
  const refusal = dictionary.refusals[toRefusalCode(refused.code, dictionary.refusals)];
  return { what: refusal.what, next: source.kind === "picture" ? refusal.picture : refusal.drawing };
}
