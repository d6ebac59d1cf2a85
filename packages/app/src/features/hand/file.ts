import { IMAGE_SIZE, parseJson } from "@siffra/shared";
import * as v from "valibot";
import { Digit } from "../../workers/digitSchema.ts";
import { fromBase64Url, toBase64Url } from "../keep/base64url.ts";
import { type Example, MAX_EXAMPLES } from "./example.ts";

/** No hand is larger: 500 images of 784 bytes in base64. */
export const MAX_FILE_BYTES = 2 * 1024 * 1024;

const EncodedPixels = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const bytes = fromBase64Url(dataset.value);
    if (bytes?.length === IMAGE_SIZE) return bytes;
    addIssue({ message: `expected ${IMAGE_SIZE} bytes in base64url` });
    return NEVER;
  }),
);

const HandFile = v.object({
  kind: v.literal("siffra-hand"),
  formatVersion: v.literal(1),
  examples: v.pipe(
    v.array(
      v.object({
        label: Digit,
        pixels: EncodedPixels,
      }),
    ),
    v.maxLength(MAX_EXAMPLES),
  ),
});

const KIND = {
  what: "The file of corrections",
  jsonCode: "hand-broken",
  schemaCode: "hand-broken",
  advice: "Choose a file that My hand has saved.",
};

/** All examples as a file to keep or to take to another device. */
export function writeHandFile(examples: readonly Example[]): string {
  const content = {
    kind: "siffra-hand",
    formatVersion: 1,
    examples: examples.map(({ label, pixels }) => ({ label, pixels: toBase64Url(pixels) })),
  };
  return `${JSON.stringify(content)}\n`;
}

/** @throws SiffraError "hand-broken" */
export const readHandFile = (text: string): Example[] => parseJson(HandFile, text, KIND).examples;
