import type { DigitReading } from "@siffra/shared";
import type { Dictionary } from "../../i18n/en.ts";
import { formatChoice, type Language } from "../../i18n/language.ts";

/** A text and its language's dictionary belong together. */
export interface Speech {
  language: Language;
  dictionary: Dictionary;
}

/** More unsure digits than this are counted rather than named. */
const MAX_NAMED = 2;

/** "an eight or a nine" without the label itself: what else the digit could be. */
function others({ language, dictionary }: Speech, { label, set }: DigitReading): string {
  const rest = set.filter((digit) => digit !== label).map((digit) => dictionary.digits[digit] ?? String(digit));
  return formatChoice(language, rest);
}

const isSure = ({ label, set }: DigitReading): boolean => set.length === 1 && set[0] === label;

/** Below this a digit is called probable, even when nothing else is likely enough to be named. */
const CERTAIN = 0.9;

/** What is said of one digit: sure, or with what else it could be. An empty set means that nothing fits well. */
export function describeDigit(speech: Speech, digit: DigitReading): string {
  const { answer, digits } = speech.dictionary;
  const name = digits[digit.label] ?? String(digit.label);
  if (digit.set.length === 0) return answer.odd(name);
  if (!isSure(digit)) return answer.unsure(name, others(speech, digit));
  return (digit.probabilities[digit.label] ?? 0) < CERTAIN ? answer.probable(name) : answer.certain(name);
}

/** The digits as one number, leading zeros kept: "047". */
export const toNumber = (digits: readonly DigitReading[]): string => digits.map(({ label }) => label).join("");

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
