import { asSiffraError } from "@siffra/shared";
import { createSignal, onCleanup, onMount, Show } from "solid-js";
import { t } from "../../i18n/index.ts";
import { closeCamera, middleSquare, openCamera } from "./camera.ts";

/** Takes the visible square of the video. */
async function captureFrame(video: HTMLVideoElement): Promise<ImageBitmap> {
  const { x, y, side } = middleSquare(video.videoWidth, video.videoHeight);
  return createImageBitmap(video, x, y, side, side);
}

export type Capture = () => Promise<ImageBitmap>;

/** The live view. The camera is let go as soon as the view is left. */
export function CameraView(props: { onReady: (capture: Capture) => void; onFail: (code: string) => void }) {
  let video!: HTMLVideoElement;
  const [live, setLive] = createSignal(false);
  let stream: MediaStream | undefined;
  let left = false;

  async function start(): Promise<void> {
    const opened = await openCamera({ isSecureContext, mediaDevices: navigator.mediaDevices });
    // The person may have left while the browser asked.
    if (left) return closeCamera(opened);
    stream = opened;
    stream.getVideoTracks()[0]?.addEventListener("ended", () => props.onFail("camera-failed"));
    video.srcObject = stream;
    await video.play();
    setLive(true);
    props.onReady(() => captureFrame(video));
  }

  onMount(() => {
    start().catch((error: unknown) => {
      const { code } = asSiffraError(error);
      if (!left) props.onFail(code === "unexpected" ? "camera-failed" : code);
    });
  });

  onCleanup(() => {
    left = true;
    if (stream) closeCamera(stream);
  });

  return (
    <>
      <video ref={video} class="camera" muted playsinline aria-label={t().surface.camera} />
      <Show when={!live()}>
        <p class="hint">{t().surface.cameraStarting}</p>
      </Show>
    </>
  );
}
