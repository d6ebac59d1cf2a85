import type { DigitReading } from "@siffra/shared";
import type { Dictionary } from "../../i18n/en.ts";
import { formatChoice, type Language } from "../../i18n/language.ts";
import { likelyDigits } from "./likely.ts";

/** A text and its language's dictionary belong together. */
export interface Speech {
  language: Language;
  dictionary: Dictionary;
}

/** More unsure digits than this are counted rather than named. */
const MAX_NAMED = 2;

/** "an eight or a nine" without the label itself: what else the digit could be. */
function others({ language, dictionary }: Speech, reading: DigitReading): string {
  const rest = likelyDigits(reading)
    .filter((digit) => digit !== reading.label)
    .map((digit) => dictionary.digits[digit] ?? String(digit));
  return formatChoice(language, rest);
}

const isSure = (reading: DigitReading): boolean => likelyDigits(reading).length === 1;

/** Below this a digit is called probable, even when nothing else is likely enough to be named. */
const CERTAIN = 0.9;

/** Below this no digit is more likely than not, which drawings of digits hardly ever are. */
const USUAL = 0.5;

/** What is said of one digit: sure, probable, with what else it could be, or that nothing fits well. */
function describeDigit(speech: Speech, digit: DigitReading): string {
  const { answer, digits } = speech.dictionary;
  const name = digits[digit.label] ?? String(digit.label);
  const share = digit.probabilities[digit.label] ?? 0;
  if (share < USUAL) return answer.odd(name);
  if (!isSure(digit)) return answer.unsure(name, others(speech, digit));
  return share < CERTAIN ? answer.probable(name) : answer.certain(name);
}

/** The digits as one number, leading zeros kept: "047". */
export const toNumber = (digits: readonly DigitReading[]): string => digits.map(({ label }) => label).join("");

/** How sure the whole number is: all its digits right, each on its own. */
export const numberShare = (digits: readonly DigitReading[]): number =>
  digits.reduce((share, { label, probabilities }) => share * (probabilities[label] ?? 0), 1);

/** What is said of several digits: the number, then which of its digits are unsure. */
function describeNumber(speech: Speech, digits: readonly DigitReading[]): string {
  const { answer } = speech.dictionary;
  const unsure = digits.flatMap((digit, i) => (isSure(digit) ? [] : [{ digit, position: i + 1 }]));
  const number = answer.number(toNumber(digits));
  if (unsure.length === 0) return number;
  if (unsure.length > MAX_NAMED) return `${number} ${answer.unsureDigits(unsure.length)}`;
  const named = unsure.map(({ digit, position }) => answer.unsureDigit(position, others(speech, digit)));
  return [number, ...named].join(" ");
}

/** The answer as a sentence. `digits` has at least one. */
export function describeDigits(speech: Speech, digits: readonly DigitReading[]): string {
  const [first] = digits;
  return first && digits.length === 1 ? describeDigit(speech, first) : describeNumber(speech, digits);
}
