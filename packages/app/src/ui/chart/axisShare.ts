import { formatShare, type Language } from "../../i18n/language.ts";

/** Less than this is rounding, of a share that is a whole per cent. */
const DECIMALS = 6;

/** A share as axes and curves say it: whole per cents without a decimal, others with one. */
export function axisShare(language: Language, share: number): string {
  const isWhole = Number.isInteger(Number((100 * share).toFixed(DECIMALS)));
  return formatShare(language, share, isWhole ? 0 : 1);
}
