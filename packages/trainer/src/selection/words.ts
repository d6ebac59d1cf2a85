import { percent } from "../percent.ts";

/** Numbers as a Swede writes them. */
export const procent = (share: number) => percent(share).replace(".", ",");

/** Percentage points, without a sign: `0.12 points`. */
export const points = (difference: number) => `${Math.abs(100 * difference).toFixed(2)} percentage points`;
export const procentenheter = (difference: number) =>
  `${Math.abs(100 * difference)
    .toFixed(2)
    .replace(".", ",")} procentenheter`;

/** A p value in a sentence: three digits, and no more zeros than anybody reads. */
export const pValue = (p: number) => (p < 0.001 ? "p < 0.001" : `p = ${p.toFixed(3)}`);
export const pText = (p: number) => pValue(p).replace(".", ",");

/** A number of images, in groups of three digits: `10,000`. */
export const images = (count: number, language: "en" | "sv") => {
  const separator = language === "sv" ? "\u00a0" : ",";
  return String(count).replace(/\B(?=(\d{3})+$)/g, separator);
};

const decimals = (value: number, digits: number, language: "en" | "sv") =>
  language === "sv" ? value.toFixed(digits).replace(".", ",") : value.toFixed(digits);

export const kilobytes = (bytes: number, language: "en" | "sv") => `${decimals(bytes / 1000, 1, language)} kB`;
export const milliseconds = (value: number, language: "en" | "sv") => `${decimals(value, 3, language)} ms`;

/** `a`, `a and b`, `a, b and c`. */
export function listOf(items: readonly string[], and: "and" | "och"): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${and} ${items.at(-1)}`;
}
