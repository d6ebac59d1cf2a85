import { asSiffraError, packStrokes } from "@siffra/shared";
import { batch, createSignal } from "solid-js";
import type { ReaderClient } from "../../../workers/reader/client.ts";
import { makeLatest } from "../../../workers/reader/latest.ts";
import type { AdaptedReading, ReadRequest } from "../../../workers/reader/protocol.ts";
import { makeSteadiness } from "../../camera/steady.ts";
import { createStrokes } from "../../draw/createStrokes.ts";
import { createGrid } from "../../grid/createGrid.ts";
import { keepDrawing, recallDrawing } from "../../keep/keptDrawing.ts";
import { makeKeeper } from "../../keep/makeKeeper.ts";
import { readPictureFile } from "../../upload/files.ts";
import { createStages } from "./createStages.ts";
import { createTurns } from "./createTurns.ts";
import type { Outcome, Source } from "./sources.ts";

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
  const [keeps, setKeeps] = createSignal(true);
  const turns = createTurns();
  const { stages, show, showLater } = createStages();
  const isOnPaper = (kind: Source["kind"]) => source().kind === kind;

  const { submit, hurry } = makeLatest<{ turn: number; request: () => ReadRequest | Promise<ReadRequest> }>(
    async ({ turn, request }) => {
      try {
        const made = request();
        const asked = made instanceof Promise ? await made : made;
        const reading = await client.read(asked);
        turns.finish(turn, () => {
          setOutcome({ kind: "reading", reading });
          if (asked.kind === "strokes" && asked.lengths.length > 0) showLater(() => stagesOf(asked));
          else show(reading.stages);
        });
      } catch (error) {
        turns.finish(turn, () => setOutcome({ kind: "failed", code: codeOf(error) }));
      }
    },
    REST_BETWEEN_LIVE_ANSWERS,
  );

  async function stagesOf(request: ReadRequest): Promise<AdaptedReading["stages"]> {
    return (await client.read({ ...request, stages: true } as ReadRequest)).stages;
  }

  function readLatest(request: () => ReadRequest | Promise<ReadRequest>, urgent: boolean): void {
    setNotice(undefined);
    submit({ turn: turns.begin(), request }, urgent);
  }

  const drawing = createStrokes((strokes, change) => {
    if (change === "ink") readDrawing(!strokes.isDrawing());
    // The end of a stroke asks nothing new: its answer is there, on its way, or waits for its turn.
    else if (change === "lift") hurry();
    if (!strokes.isDrawing()) keepSoon();
  }, recallDrawing());
  const keepSoon = makeKeeper(() => setKeeps(keepDrawing(drawing.strokes.list())));

  const grid = createGrid(readGrid);

  function readDrawing(urgent = true): void {
    readLatest(() => ({ kind: "strokes", ...packStrokes(drawing.strokes.list()), stages: false }), urgent);
  }

  function readGrid(): void {
    readLatest(async () => ({ kind: "frame", frame: await grid.toFrame(), isLive: false }), true);
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

  async function readPicture(
    toRequest: () => Promise<ReadRequest>,
    toPicture: () => Promise<ImageBitmap | undefined>,
  ): Promise<void> {
    const turn = turns.begin();
    setNotice(undefined);
    try {
      const request = await toRequest();
      const [reading, bitmap] = [await client.read(request), await toPicture()];
      turns.finish(turn, () => {
        lay({ kind: "picture", bitmap, request });
        setOutcome({ kind: "reading", reading });
        show(reading.stages);
      });
    } catch (error) {
      turns.finish(turn, () => (isOnPaper("picture") ? setNotice(codeOf(error)) : backToDrawing(codeOf(error))));
    }
  }

  /** Reads what lies on the paper once more. A live camera is read all the time. */
  function readAgain(): void {
    const laid = source();
    if (laid.kind === "drawing") readDrawing();
    else if (laid.kind === "grid") readGrid();
    else if (laid.kind === "picture") readLatest(() => laid.request, true);
  }

  let isSteady = makeSteadiness();

  return {
    source,
    outcome,
    stages,
    notice,
    pending: turns.pending,
    /** Whether the drawing would survive a reload. */
    keeps,
    drawing,
    grid,
    readAgain,
    backToDrawing,
    closeNotice: () => setNotice(undefined),

    /** Reads a file that was picked, dropped or pasted. */
    async readFile(file: Blob): Promise<void> {
      await readPicture(
        async () => ({ kind: "file", bytes: await readPictureFile(file) }),
        () => toBitmap(file),
      );
    },
    /** Reads a frame of the camera. It belongs to the page from here on. */
    async readFrame(frame: ImageBitmap): Promise<void> {
      await readPicture(
        async () => ({ kind: "frame", frame, isLive: false }),
        async () => frame,
      );
    },
    /** Reads a frame while the camera is live; what it says shows when the view is steady. */
    async glance(frame: ImageBitmap): Promise<void> {
      const turn = turns.current();
      const { width } = frame;
      const reading = await client.read({ kind: "frame", frame, isLive: true }).finally(() => frame.close());
      const isNews = turn === turns.current() && isOnPaper("camera") && isSteady(reading, width);
      if (!isNews) return;
      setOutcome(reading.digits.length > 0 ? { kind: "reading", reading } : undefined);
      show(reading.digits.length > 0 ? reading.stages : []);
    },
    openCamera(): void {
      turns.finish(turns.begin(), () => {
        isSteady = makeSteadiness();
        lay({ kind: "camera" });
        setNotice(undefined);
        setOutcome(undefined);
        show([]);
      });
    },
    openGrid(): void {
      lay({ kind: "grid" });
      readGrid();
    },
    /** Says something that does not change what is shown. */
    notify(code: string): void {
      setNotice(code);
    },
  };
}

export type ReadingState = ReturnType<typeof createReading>;
