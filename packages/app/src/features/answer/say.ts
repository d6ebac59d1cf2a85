import type { DigitReading, Reading } from "@siffra/shared";
import type { Dictionary } from "../../i18n/en.ts";
import { formatShare } from "../../i18n/language.ts";
import { errorText, toRefusalCode } from "../read/failures.ts";
import type { Model } from "../read/state/createModel.ts";
import type { Outcome, Source } from "../read/state/sources.ts";
import { describeDigits, numberShare, type Speech } from "./describe.ts";

/** What the answer says: a sentence, the next step where there is one, and whether trying again can help. */
export interface Say {
  what: string;
  next?: string;
  canRetry?: boolean;
}

type Refusal = Dictionary["refusals"]["other"];

function sayError(errors: Dictionary["errors"], code: string): Say {
  return { ...errorText(code, errors), canRetry: true };
}

function sayLoading(answer: Dictionary["answer"], model: Model): Say {
  const isSlow = model.status === "loading" && model.isSlow;
  return isSlow ? { what: answer.loading, next: answer.loadingSlowly } : { what: answer.loading };
}

function sayDigits(speech: Speech, digits: Reading["digits"]): Say {
  const what = describeDigits(speech, digits);
  if (digits.length < 2) return { what };
  return { what, next: speech.dictionary.answer.numberShare(formatShare(speech.language, numberShare(digits))) };
}

/** Below twice an even chance, no digit is worth naming. */
const LEAST_GUESS = 0.2;

/** Why the model refused: not even the closest digit is likely enough. */
function sayGuess({ language, dictionary }: Speech, { label, probabilities }: DigitReading): string {
  const share = probabilities[label] ?? 0;
  if (share < LEAST_GUESS) return dictionary.answer.noGuess;
  return dictionary.answer.guess(dictionary.digits[label] ?? String(label), formatShare(language, share));
}

/** Why there is no answer. Paper that nobody has written on yet is no failure. */
function refusalOf(dictionary: Dictionary, code: string, refusal: Refusal, source: Source): string {
  return code === "no-ink" && source.kind !== "picture" ? dictionary.answer.ready : refusal.what;
}

/** What to do about a refusal: an empty grid tells how it is filled. */
function nextStep(dictionary: Dictionary, code: string, refusal: Refusal, source: Source): string {
  if (source.kind === "grid" && code === "no-ink") return dictionary.surface.gridHelp;
  return source.kind === "picture" ? refusal.picture : refusal.drawing;
}

/** Everything that the page can be in, as words. */
export function say(speech: Speech, model: Model, outcome: Outcome, source: Source): Say {
  const { dictionary } = speech;
  if (model.status === "failed") return sayError(dictionary.errors, model.code);
  if (outcome?.kind === "failed") return sayError(dictionary.errors, outcome.code);
  if (source.kind === "camera" && !outcome) {
    return { what: dictionary.surface.cameraHint, next: dictionary.surface.cameraNext };
  }
  if (!outcome) return sayLoading(dictionary.answer, model);
  const { digits, guesses, refused } = outcome.reading;
  if (!refused) return sayDigits(speech, digits);
  const refusal = dictionary.refusals[toRefusalCode(refused.code, dictionary.refusals)];
  const what = refusalOf(dictionary, refused.code, refusal, source);
  const next = nextStep(dictionary, refused.code, refusal, source);
  const [guess] = guesses;
  return { what, next: guess ? `${sayGuess(speech, guess)} ${next}` : next };
}
