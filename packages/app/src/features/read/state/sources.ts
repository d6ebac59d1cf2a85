import type { AdaptedReading, ReadRequest } from "../../../workers/reader/protocol.ts";

/** What lies on the paper: the drawing, the squares, the live camera, or a picture that was chosen or taken. */
export type Source =
  | { kind: "drawing" }
  | { kind: "grid" }
  | { kind: "camera" }
  | { kind: "picture"; bitmap: ImageBitmap | undefined; request: ReadRequest };

/** What the last request gave; nothing before the first and while the camera sees nothing steady. */
export type Outcome = { kind: "reading"; reading: AdaptedReading } | { kind: "failed"; code: string } | undefined;
