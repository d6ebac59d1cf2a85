import { existsSync } from "node:fs";
import { join, normalize } from "node:path";
import {
  MAX_PICTURE_BYTES,
  parseJson,
  preprocessPicture,
  type Reading,
  SiffraError,
  StrokesLine,
  withFree,
} from "@siffra/shared";
import { loadDecoder, loadReaderCore } from "@siffra/shared/node";
import * as v from "valibot";
import { takeTurn } from "../../workers/index.ts";
import { readLimited } from "../files/disk.ts";
import { MAX_STROKES_BYTES, preprocessLine } from "../files/strokes.ts";
import type { ReaderContext } from "./context.ts";

const MAX_LABELS_BYTES = 10_000_000;

/** What a picture or drawing is said to hold: a digit, a number, or nothing that should be read. */
const Label = v.union([v.pipe(v.string(), v.regex(/^\d{1,64}$/)), v.literal("none")]);

const LabelledStrokes = v.looseObject({ label: Label });

/** One input of a folder, read. */
export interface WildReading {
  input: string;
  label: string;
  /** The folder's own word for what it is: photo, scan, drawing, pen. */
  kind: string;
  /** Null where it could not be read at all. */
  reading: Reading | null;
  error: string | null;
}

/**
 * Reads every input of a folder: the pictures that `labels.tsv` names (columns file, label, kind) and the drawings of
 * `strokes.jsonl`, where there is one.
 * @throws SiffraError "wild-labels" when a line cannot be meant
 */
export async function readWild(context: ReaderContext, dir: string): Promise<WildReading[]> {
  return [...(await readPictures(context, dir)), ...(await readDrawings(context, dir))];
}

async function readPictures(context: ReaderContext, dir: string): Promise<WildReading[]> {
  const text = new TextDecoder().decode(await readLimited(join(dir, "labels.tsv"), MAX_LABELS_BYTES));
  const [head, ...lines] = text.trimEnd().split(/\r?\n/);
  const columns = head?.split("\t") ?? [];
  const readings: WildReading[] = [];
  for (const [i, line] of lines.entries()) {
    const cells = line.split("\t");
    const cell = (name: string) => cells[columns.indexOf(name)] ?? "";
    const [file, label] = [cell("file"), v.safeParse(Label, cell("label"))];
    if (file === "" || normalize(file).startsWith("..") || !label.success) throw labelError(dir, i + 2, line);
    const known = { input: file, label: label.output, kind: cell("kind") || "picture" };
    context.progress.show("pictures", i / lines.length);
    await takeTurn(context.signal);
    readings.push(await attempt(known, () => readPicture(context, join(dir, file))));
  }
  return readings;
}

async function readPicture({ reader }: ReaderContext, path: string): Promise<Reading> {
  const bytes = await readLimited(path, MAX_PICTURE_BYTES);
  return withFree(preprocessPicture(loadReaderCore(), loadDecoder(), bytes), (page) => reader.readPage(page));
}

async function readDrawings(context: ReaderContext, dir: string): Promise<WildReading[]> {
  const path = join(dir, "strokes.jsonl");
  if (!existsSync(path)) return [];
  const text = new TextDecoder().decode(await readLimited(path, MAX_STROKES_BYTES));
  const readings: WildReading[] = [];
  const lines = text.trimEnd().split("\n");
  for (const [i, line] of lines.entries()) {
    const kind = {
      what: `${path}:${i + 1}`,
      jsonCode: "wild-labels",
      schemaCode: "wild-labels",
      advice: "Mend the line.",
    };
    const { label, ...rest } = parseJson(LabelledStrokes, line, kind);
    const { id, strokes } = parseJson(StrokesLine, JSON.stringify(rest), kind);
    const read = async () => withFree(preprocessLine({ id, strokes }), (page) => context.reader.readPage(page));
    context.progress.show("drawings", i / lines.length);
    await takeTurn(context.signal);
    readings.push(await attempt({ input: id, label, kind: "pen" }, read));
  }
  return readings;
}

async function attempt(
  known: Pick<WildReading, "input" | "label" | "kind">,
  read: () => Promise<Reading>,
): Promise<WildReading> {
  try {
    return { ...known, reading: await read(), error: null };
  } catch (error) {
    return { ...known, reading: null, error: (error as Error).message };
  }
}

function labelError(dir: string, line: number, found: string): SiffraError {
  const expected = "Expected a file, a label (digits or none) and a kind between tabs";
  return new SiffraError(
    "wild-labels",
    `${join(dir, "labels.tsv")}:${line}: ${expected}, found "${found.slice(0, 80)}".`,
  );
}
