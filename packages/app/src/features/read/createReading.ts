import { asSiffraError, packStrokes, type Reading } from "@siffra/shared";
import { batch, createSignal } from "solid-js";
import type { ReaderClient } from "../../workers/client.ts";
import { makeLatest } from "../../workers/latest.ts";
import { createStrokes } from "../draw/createStrokes.ts";
import { readPictureFile } from "../upload/files.ts";

/** What lies on the paper: the drawing, the live camera, or a picture that was chosen or taken. */
export type Source = { kind: "drawing" } | { kind: "camera" } | { kind: "picture"; bitmap: ImageBitmap | undefined };

/** What the last request gave; nothing before the first and while the camera is live. */
export type Outcome = { kind: "reading"; reading: Reading } | { kind: "failed"; code: string } | undefined;

/** While a hand draws, there is a new answer at most this often; a finished stroke is answered at once. */
const REST_BETWEEN_LIVE_ANSWERS = 60;

const codeOf = (error: unknown): string => asSiffraError(error).code;

/** The picture for the eye. It was read already, so a browser that cannot show it is no failure. */
const toBitmap = (file: Blob): Promise<ImageBitmap | undefined> => createImageBitmap(file).catch(() => undefined);

/** The page's state: what lies on the paper, what the model says of it, and what went wrong. */
export function createReading(client: ReaderClient) {
  const [source, setSource] = createSignal<Source>({ kind: "drawing" });
  const [outcome, setOutcome] = createSignal<Outcome>();
  const [notice, setNotice] = createSignal<string>();
  const [pending, setPending] = createSignal(false);
  // Only the newest request may change the page: a slow picture must not overwrite a later drawing.
  let newest = 0;

  function begin(): number {
    newest += 1;
    setPending(true);
    return newest;
  }

  function finish(turn: number, change: () => void): void {
    if (turn !== newest) return;
    batch(() => {
      setPending(false);
      change();
    });
  }

  const drawing = createStrokes((strokes) => readDrawing(!strokes.isDrawing()));

  const submitDrawing = makeLatest<number>(async (turn) => {
    try {
      const reading = await client.read({ kind: "strokes", ...packStrokes(drawing.strokes.list()) });
      finish(turn, () => setOutcome({ kind: "reading", reading }));
    } catch (error) {
      finish(turn, () => setOutcome({ kind: "failed", code: codeOf(error) }));
    }
  }, REST_BETWEEN_LIVE_ANSWERS);

  function readDrawing(urgent = true): void {
    setNotice(undefined);
    submitDrawing(begin(), urgent);
  }

  /** Lays something else on the paper and lets go of what lay there. */
  function lay(next: Source): void {
    const last = source();
    setSource(next);
    if (last.kind === "picture") last.bitmap?.close();
  }

  /** Goes back to the drawing, which is as it was left, and says why. */
  function backToDrawing(reason?: string): void {
    batch(() => {
      lay({ kind: "drawing" });
      readDrawing();
      setNotice(reason);
    });
  }

  async function readPicture(read: () => Promise<Reading>, bitmap: () => Promise<ImageBitmap | undefined>) {
    const turn = begin();
    setNotice(undefined);
    try {
      const [reading, picture] = [await read(), await bitmap()];
      finish(turn, () => {
        lay({ kind: "picture", bitmap: picture });
        setOutcome({ kind: "reading", reading });
      });
    } catch (error) {
      finish(turn, () => (source().kind === "picture" ? setNotice(codeOf(error)) : backToDrawing(codeOf(error))));
    }
  }

  return {
    source,
    outcome,
    notice,
    pending,
    drawing,
    readDrawing,
    backToDrawing,
    closeNotice: () => setNotice(undefined),

    /** Reads a file that was picked, dropped or pasted. */
    async readFile(file: Blob): Promise<void> {
      const read = async () => client.read({ kind: "file", bytes: await readPictureFile(file) });
      await readPicture(read, () => toBitmap(file));
    },
    /** Reads a frame of the camera. It belongs to the page from here on. */
    async readFrame(frame: ImageBitmap): Promise<void> {
      await readPicture(
        () => client.read({ kind: "frame", frame }),
        async () => frame,
      );
    },
    openCamera(): void {
      finish(begin(), () => {
        lay({ kind: "camera" });
        setNotice(undefined);
        setOutcome(undefined);
      });
    },
    /** Says something that does not change what is shown. */
    notify(code: string): void {
      setNotice(code);
    },
  };
}

export type ReadingState = ReturnType<typeof createReading>;
