export type Language = "en" | "sv";

export type Formats = ReturnType<typeof createFormats>;

const LOCALES = { en: "en-GB", sv: "sv-SE" };
const NARROW_SPACE = "\u202f";

/** Numbers as a reader of the language writes them. */
export function createFormats(language: Language) {
  const decimals = (value: number, digits: number) =>
    value.toLocaleString(LOCALES[language], { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const withUnit = (value: number, digits: number, unit: string) => `${decimals(value, digits)}${NARROW_SPACE}${unit}`;
  /** Three significant digits, two below 1. */
  const measure = (value: number, unit: string) => {
    const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 || value === 0 ? 2 : 3;
    return withUnit(value, digits, unit);
  };
  const percent = (share: number, digits = 2) => withUnit(100 * share, digits, "%");
  return {
    count: (value: number) => decimals(value, 0),
    decimals,
    /** Four significant digits, as a program writes them: 0.2324, 9.3e-5, 1120000. */
    significant: (value: number) => String(Number.isInteger(value) ? value : Number(value.toPrecision(4))),
    percent,
    /** A probability that chance alone did it, to four decimals. */
    pValue: (p: number) => (p < 0.0001 ? `< ${decimals(0.0001, 4)}` : decimals(p, 4)),
    /** A difference of shares in percentage points, without the unit. */
    points: (difference: number) => decimals(100 * difference, 2),
    /** The same with its sign, for ends of an interval that may lie on either side of 0. */
    signedPoints: (difference: number) => `${difference > 0 ? "+" : ""}${decimals(100 * difference, 2)}`,
    /** 98.20 to 98.71 %, without repeating the unit. */
    interval: ([low, high]: readonly [number, number]) => `${decimals(100 * low, 2)}–${percent(high)}`,
    seconds: (value: number) => (value < 120 ? measure(value, "s") : measure(value / 60, "min")),
    /** For the ticks of an axis: 0.5 s, 10 s, 2 min. */
    roundSeconds: (value: number) =>
      value < 60 ? withUnit(value, value < 0.1 ? 2 : value < 1 ? 1 : 0, "s") : withUnit(value / 60, 0, "min"),
    milliseconds: (value: number) => measure(value, "ms"),
    bytes: (value: number) => (value < 1e6 ? measure(value / 1e3, "kB") : measure(value / 1e6, "MB")),
    /** An ISO 8601 instant to the minute, in UTC; anything else as it came. */
    instant: (iso: string) => iso.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*Z$/, "$1 $2 UTC"),
  };
}
