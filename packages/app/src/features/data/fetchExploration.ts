import { Exploration } from "@siffra/shared";
import { fetchRunFile } from "../run/fetchRunFile.ts";
import { decodeThumbnails, type Thumbnails } from "../run/thumbnails.ts";

/** What was found in the images that the shipped models learnt from, and those images that it names. */
export interface Explored {
  found: Exploration;
  thumbnails: Thumbnails;
}

/** @throws as `fetchRunFile` does */
export async function fetchExploration(): Promise<Explored> {
  const found = await fetchRunFile("explore.json", Exploration);
  return { found, thumbnails: decodeThumbnails(found.thumbnails) };
}
