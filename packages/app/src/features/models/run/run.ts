import { Diagnostics, Metrics, Mistakes, Selection } from "@siffra/shared";
import { type OpenRunFile, openShipped, readRunFile } from "../../run/runFile.ts";
import { decodeThumbnails, type Thumbnails } from "../../run/thumbnails.ts";

/** What each model misread, and the test images by their place in the test file. */
export interface MisreadPictures {
  mistakes: Mistakes;
  thumbnails: Thumbnails;
}

/** The figures of a run, as `siffra train` wrote them. */
export interface Run {
  metrics: Metrics;
  selection: Selection;
  diagnostics: Diagnostics;
  /** The test images that the models misread: asked for when somebody looks. @throws as `readRunFile` */
  misread(): Promise<MisreadPictures>;
}

/** Reads what the page shows of a run. @throws as `readRunFile` */
export async function openRun(open: OpenRunFile): Promise<Run> {
  const [metrics, selection, diagnostics] = await Promise.all([
    readRunFile(open, "metrics.json", Metrics),
    readRunFile(open, "selection.json", Selection),
    readRunFile(open, "diagnostics.json", Diagnostics),
  ]);
  async function misread(): Promise<MisreadPictures> {
    const mistakes = await readRunFile(open, "mistakes.json", Mistakes);
    return { mistakes, thumbnails: decodeThumbnails(mistakes.thumbnails) };
  }
  return { metrics, selection, diagnostics, misread };
}

/** The run that comes with the app. @throws as `openRun` */
export const openShippedRun = (): Promise<Run> => openRun(openShipped);
