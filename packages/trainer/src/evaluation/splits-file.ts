import type { Profile, Splits } from "@siffra/shared";
import type { CrossValidationPlan } from "./cross-validation.ts";
import type { Division, FileLabels } from "./division.ts";

/** The uses of all images as splits.json has them. */
export function describeSplits(
  files: FileLabels,
  { dataset }: Profile,
  seed: number,
  division: Division,
  crossValidation: CrossValidationPlan | null,
): Splits {
  const counts = { train: files.train.length, test: files.test.length };
  const size = counts.train + counts.test;
  return {
    formatVersion: 1,
    kind: dataset.split ?? "canonical",
    seed,
    files: counts,
    roles: rolesOf(division, size),
    crossValidation: crossValidation && foldLetters(division, crossValidation, size),
  };
}

function rolesOf({ train, test, split }: Division, size: number): string {
  const roles = new Array<string>(size).fill("-");
  for (const index of test) roles[index] = "x";
  const letters = { fit: "f", temperature: "t", conformal: "c" } as const;
  for (const name of ["fit", "temperature", "conformal"] as const) {
    for (const place of split[name]) roles[train[place] as number] = letters[name];
  }
  return roles.join("");
}

function foldLetters({ train }: Division, { sample, repeats }: CrossValidationPlan, size: number): string[] {
  return repeats.map(({ foldOf }) => {
    const letters = new Array<string>(size).fill("-");
    for (const [i, place] of sample.entries()) {
      letters[train[place] as number] = String.fromCharCode("a".charCodeAt(0) + (foldOf[i] as number));
    }
    return letters.join("");
  });
}
