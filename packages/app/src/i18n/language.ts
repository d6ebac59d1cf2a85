export type Language = "sv" | "en";

export const isLanguage = (value: unknown): value is Language => value === "sv" || value === "en";

/** The first of the person's languages that the app speaks, else English. Takes what `navigator.languages` has. */
export function pickLanguage(wanted: readonly string[]): Language {
  const spoken = wanted.map((tag) => tag.toLowerCase().split("-")[0]);
  return spoken.find(isLanguage) ?? "en";
}

const formatters = new Map<string, Intl.NumberFormat>();

/** One formatter a way of writing: making one takes longer than all ten bars may. */
function formatterOf(language: Language, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formatters.get(key) ?? new Intl.NumberFormat(language, options);
  formatters.set(key, known);
  return known;
}

/** "97.4 %" or "97,4 %". The space is the SI's: in English too, as in the reports and the sentences of a run beside it. */
export function formatShare(language: Language, share: number, decimals = 0): string {
  const options = { style: "percent", maximumFractionDigits: decimals, minimumFractionDigits: decimals } as const;
  return formatterOf(language, options).format(share).replace(/\s?%$/, "\u00a0%");
}

/** "2.90" or "2,90". */
export function formatDecimal(language: Language, value: number, decimals: number): string {
  const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return formatterOf(language, options).format(value);
}

/** A text of the trainer's, in which no line ends between a number and its sign. */
export const keepSigns = (text: string): string => text.replace(/(?<=\d) (?=%)/g, "\u00a0");

/** "99.27–99.57 %": the sign once, as in the reports. */
export const formatInterval = (language: Language, [low, high]: readonly [number, number], decimals: number): string =>
  `${formatDecimal(language, 100 * low, decimals)}–${formatShare(language, high, decimals)}`;

/** "10 000" or "10,000". */
export const formatCount = (language: Language, count: number): string => formatterOf(language).format(count);

/** "an eight or a nine". */
export const formatChoice = (language: Language, items: readonly string[]): string =>
  new Intl.ListFormat(language, { type: "disjunction" }).format(items);
