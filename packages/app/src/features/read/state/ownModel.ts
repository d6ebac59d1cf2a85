import { preferences } from "../../../ui/preferences.ts";

const isSha256 = (value: unknown): value is string => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);

/** The hash of the model that reads in place of the shipped one, if any. */
export const recallOwnModel = (): string | undefined => preferences.recall("own-model", isSha256);

/** Makes an own model read from now on; without one, the shipped. */
export function rememberOwnModel(sha256: string | undefined): void {
  preferences.remember("own-model", sha256 ?? "");
}
