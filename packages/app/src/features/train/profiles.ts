import { type JsonKind, Profile, parseJson } from "@siffra/shared";
import quick from "../../../../../experiments/quick.json?raw";
import standard from "../../../../../experiments/standard.json?raw";

const KIND: JsonKind = {
  what: "the profile",
  jsonCode: "profile-json",
  schemaCode: "profile-schema",
  advice: "Compare it with experiments/quick.json.",
};

/** No profile is near this long. */
const MAX_BYTES = 100_000;

/** A profile out of its JSON. @throws SiffraError "profile-json" or "profile-schema" */
const parseProfile = (text: string): Profile => parseJson(Profile, text, KIND);

/** The profiles that come with the app: those of the command line. */
export const PROFILES: readonly Profile[] = [quick, standard].map(parseProfile);

/** A profile that a person chose. @throws as `parseProfile` */
export async function readProfileFile(file: File): Promise<Profile> {
  return parseProfile(file.size > MAX_BYTES ? "" : await file.text());
}
