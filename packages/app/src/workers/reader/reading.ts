import { CLASS_COUNT } from "@siffra/shared";
import { isDigit, isPixels } from "../digit.ts";
import type { AdaptedReading } from "./protocol.ts";

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const isText = (value: unknown): boolean => typeof value === "string";
const isNumber = (value: unknown): value is number => typeof value === "number" && !Number.isNaN(value);
const isShare = (value: unknown): boolean => isNumber(value) && value >= 0 && value <= 1.0001;

function isListOf(value: unknown, isItem: (item: unknown) => boolean, length?: number): boolean {
  return Array.isArray(value) && (length === undefined || value.length === length) && value.every(isItem);
}

function isPageDigit(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { label, probabilities, set, box, pixels, own } = value;
  const isRead = isDigit(label) && isListOf(probabilities, isShare, CLASS_COUNT) && isListOf(set, isDigit);
  // What a correction of the same hand says instead, if anything.
  const isOwn = !("own" in value) || isDigit(own);
  return isRead && isOwn && isListOf(box, isNumber, 4) && isPixels(pixels);
}

function isStage(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { name, width, height, pixels } = value;
  const isPicture = isNumber(width) && isNumber(height) && pixels instanceof Uint8Array;
  return isText(name) && isPicture && pixels.length === width * height;
}

const isRefusal = (value: unknown): boolean =>
  value === null || (isObject(value) && isText(value.code) && isText(value.message));

/** Whether the page may show this as the worker's reading: what it shows must be what it says it is. */
export function isReading(value: unknown): value is AdaptedReading {
  if (!isObject(value)) return false;
  const { digits, guesses, refused, model, preprocessVersion, stages } = value;
  const isFound = isListOf(digits, isPageDigit) && isListOf(guesses, isPageDigit) && isRefusal(refused);
  return isFound && isText(model) && isNumber(preprocessVersion) && isListOf(stages, isStage);
}
