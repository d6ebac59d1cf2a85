import { asSiffraError, type BundleManifest, type Reading } from "@siffra/shared";

/** What is printed of a reading. */
export type Answer = Pick<Reading, "digits" | "refused">;

/** The JSON line of one input. */
export function toJsonLine(input: string, { digits, refused }: Answer, manifest: BundleManifest): string {
  const read = digits.map(({ box, label, probabilities, set }) => ({ box, label, probabilities, set }));
  const { name: model, preprocessVersion } = manifest;
  return JSON.stringify({ input, digits: read, refused, model, preprocessVersion });
}

/** The JSON line of an input that could not be read. */
export function toJsonErrorLine(input: string, thrown: unknown): string {
  const { code, message } = asSiffraError(thrown);
  return JSON.stringify({ input, error: { code, message } });
}

/** One input for people: the number, then how sure each digit is. */
export function toTextLine(input: string, { digits, refused }: Answer): string {
  if (refused) return `${input}: refused: ${refused.message}`;
  const number = digits.map((digit) => digit.label).join("");
  const details = digits.map(({ label, probabilities, set }) => {
    const sure = `${label}: ${(100 * (probabilities[label] as number)).toFixed(1)} %`;
    return set.length === 1 ? sure : `${sure}, or ${set.slice(1).join(", ")}`;
  });
  return `${input}: ${number}  (${details.join("; ")})`;
}
