import { SiffraError } from "@siffra/shared";

/** The part of `navigator` and `window` that the camera needs. */
export interface CameraHost {
  isSecureContext: boolean;
  mediaDevices: Pick<MediaDevices, "getUserMedia"> | undefined;
}

/** Rear camera first where there are two, unless one was chosen; enough pixels for a digit and not more. */
function constraintsFor(deviceId: string | undefined): MediaStreamConstraints {
  const which = deviceId === undefined ? { facingMode: { ideal: "environment" } } : { deviceId: { exact: deviceId } };
  return { audio: false, video: { ...which, width: { ideal: 1280 }, height: { ideal: 960 } } };
}

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
 * Opens the camera `deviceId`, else the rear one; asks the person where the browser has not asked yet.
 * @throws SiffraError "camera-denied", "camera-missing", "camera-busy", "camera-insecure" or "camera-failed"
 */
export async function openCamera(
  { isSecureContext, mediaDevices }: CameraHost,
  deviceId?: string,
): Promise<MediaStream> {
  if (!isSecureContext) throw new SiffraError("camera-insecure", "Expected a secure page (https) to use the camera.");
  if (!mediaDevices) throw new SiffraError("camera-missing", "This browser offers no camera.");
  try {
    return await mediaDevices.getUserMedia(constraintsFor(deviceId));
  } catch (cause) {
    throw toCameraError(cause);
  }
}

/** Lets the camera go, so that its light goes out. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** The cameras to choose from; a browser tells their names only once one has been allowed. */
export async function listCameras(mediaDevices: Pick<MediaDevices, "enumerateDevices">): Promise<MediaDeviceInfo[]> {
  const devices = await mediaDevices.enumerateDevices();
  return devices.filter(({ kind, deviceId }) => kind === "videoinput" && deviceId !== "");
}

/** The light beside a camera; TypeScript's own types do not know it yet. */
type Torch = { torch?: boolean };

/** Whether this camera has a light that can be switched on. */
export const hasTorch = (track: MediaStreamTrack): boolean =>
  "getCapabilities" in track && (track.getCapabilities() as Torch).torch === true;

/** Switches the light. */
export const setTorch = (track: MediaStreamTrack, isOn: boolean): Promise<void> =>
  track.applyConstraints({ advanced: [{ torch: isOn } as MediaTrackConstraintSet] });

/** The largest square in the middle of a video: what a square view with `object-fit: cover` shows. */
export function middleSquare(width: number, height: number): { x: number; y: number; side: number } {
  const side = Math.min(width, height);
  return { x: Math.floor((width - side) / 2), y: Math.floor((height - side) / 2), side };
}
