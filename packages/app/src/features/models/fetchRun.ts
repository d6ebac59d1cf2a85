import { Metrics, Mistakes, Selection } from "@siffra/shared";
import { fetchRunFile } from "../run/fetchRunFile.ts";
import { decodeThumbnails, type Thumbnails } from "../run/thumbnails.ts";

/** The figures of the shipped run, as `siffra train` wrote them. */
export interface ShippedRun {
  metrics: Metrics;
  selection: Selection;
}

/** The figures and the choice. @throws as `fetchRunFile` does */
export async function fetchRun(): Promise<ShippedRun> {
  const [metrics, selection] = await Promise.all([
    fetchRunFile("metrics.json", Metrics),
    fetchRunFile("selection.json", Selection),
  ]);
  return { metrics, selection };
}

/** What each model misread, and the test images by their place in the test file. */
export interface MisreadPictures {
  mistakes: Mistakes;
  thumbnails: Thumbnails;
}

/** The test images that the models misread. @throws as `fetchRunFile` does */
export async function fetchMisread(): Promise<MisreadPictures> {
  const mistakes = await fetchRunFile("mistakes.json", Mistakes);
  return { mistakes, thumbnails: decodeThumbnails(mistakes.thumbnails) };
}
