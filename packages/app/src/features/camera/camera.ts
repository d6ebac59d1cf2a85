import { SiffraError } from "@siffra/shared";

/** The part of `navigator` and `window` that the camera needs. */
export interface CameraHost {
  isSecureContext: boolean;
  mediaDevices: Pick<MediaDevices, "getUserMedia"> | undefined;
}

/** Rear camera first where there are two; enough pixels for a digit and not more. */
const CONSTRAINTS: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 960 } },
};

const CODES: Record<string, string> = {
  NotAllowedError: "camera-denied",
  NotFoundError: "camera-missing",
  OverconstrainedError: "camera-missing",
  NotReadableError: "camera-busy",
  AbortError: "camera-busy",
  SecurityError: "camera-insecure",
};

function toCameraError(cause: unknown): SiffraError {
  const name = cause instanceof Error ? cause.name : "";
  return new SiffraError(CODES[name] ?? "camera-failed", `The camera could not be opened: ${String(cause)}`, { cause });
}

/**
 * Opens the camera; asks the person where the browser has not asked yet.
 * @throws SiffraError "camera-denied", "camera-missing", "camera-busy", "camera-insecure" or "camera-failed"
 */
export async function openCamera({ isSecureContext, mediaDevices }: CameraHost): Promise<MediaStream> {
  if (!isSecureContext) throw new SiffraError("camera-insecure", "Expected a secure page (https) to use the camera.");
  if (!mediaDevices) throw new SiffraError("camera-missing", "This browser offers no camera.");
  try {
    return await mediaDevices.getUserMedia(CONSTRAINTS);
  } catch (cause) {
    throw toCameraError(cause);
  }
}

/** Lets the camera go, so that its light goes out. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** The largest square in the middle of a video: what a square view with `object-fit: cover` shows. */
export function middleSquare(width: number, height: number): { x: number; y: number; side: number } {
  const side = Math.min(width, height);
  return { x: Math.floor((width - side) / 2), y: Math.floor((height - side) / 2), side };
}
