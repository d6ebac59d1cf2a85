/** A share as a person reads it in a terminal or a text: `99.23 %`. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
