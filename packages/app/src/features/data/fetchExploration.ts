import { Exploration } from "@siffra/shared";
import { openShipped, readRunFile } from "../run/runFile.ts";
import { decodeThumbnails, type Thumbnails } from "../run/thumbnails.ts";

/** What was found in the images that the shipped models learnt from, and those images that it names. */
export interface Explored {
  found: Exploration;
  thumbnails: Thumbnails;
}

/** @throws as `readRunFile` */
export async function fetchExploration(): Promise<Explored> {
  const found = await readRunFile(openShipped, "explore.json", Exploration);
  return { found, thumbnails: decodeThumbnails(found.thumbnails) };
}
