import type { Distribution } from "@siffra/shared";
import { language, translate } from "../../i18n/index.ts";
import { formatDecimal } from "../../i18n/language.ts";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

/** "2.9" or "2,9". */
export const pixelsOf = (value: number): string => formatDecimal(language(), value, 1);

/** The median of a digit and the range between its 5 % and 95 % quantiles, in words. */
export function rangeOf({ byClass }: Distribution, digit: number, format: (value: number) => string): string {
  const [low = 0, , middle = 0, , high = 0] = byClass[digit] ?? [];
  return t().one.range(format(middle), format(low), format(high));
}
