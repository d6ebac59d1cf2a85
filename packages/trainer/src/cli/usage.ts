import { SiffraError } from "@siffra/shared";
import { InvalidArgumentError } from "commander";

/** What was asked cannot be meant: the command ends with exit code 2. */
export class UsageError extends SiffraError {
  constructor(message: string) {
    super("usage", message);
  }
}

function wholeNumber(text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
}

/** --seed: unsigned 32-bit. */
export const parseSeed = (text: string) => wholeNumber(text, 0, 0xffff_ffff);

/** --workers. */
export const parseWorkers = (text: string) => wholeNumber(text, 1, 64);

/** A count that an option takes. */
export const parseCount = (min: number, max: number) => (text: string) => wholeNumber(text, min, max);

/** --models: names between commas. */
export const parseNames = (text: string) => text.split(",").map((name) => name.trim());
