import { createEffect, For, onCleanup, Show } from "solid-js";
import { t } from "../../i18n/index.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { LightIcon } from "../../ui/controls/icons.tsx";
import { middleSquare } from "./camera.ts";
import "./camera.css";
import { createCamera } from "./createCamera.ts";

/** A live answer needs no more pixels along a side than this. */
const GLANCE_SIDE = 480;

/** Between two glances, in milliseconds: the camera is read about four times a second. */
const GLANCE_REST = 150;

/** Takes the visible square of the video, at most `maxSide` large. */
async function captureFrame(video: HTMLVideoElement, maxSide = Number.POSITIVE_INFINITY): Promise<ImageBitmap> {
  const { x, y, side } = middleSquare(video.videoWidth, video.videoHeight);
  const size = Math.min(side, maxSide);
  return createImageBitmap(video, x, y, side, side, { resizeWidth: size, resizeHeight: size, resizeQuality: "medium" });
}

export type Capture = () => Promise<ImageBitmap>;

/** The live view, which is read as long as it is open; with a choice of cameras and a light where there are any. */
export default function CameraView(props: {
  onReady: (capture: Capture) => void;
  onGlance: (frame: ImageBitmap) => Promise<void>;
  onFail: (code: string) => void;
}) {
  let video!: HTMLVideoElement;
  const camera = createCamera(
    () => video,
    (code) => props.onFail(code),
  );

  createEffect(() => {
    if (!camera.isLive()) return;
    props.onReady(() => captureFrame(video));
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    async function glance(): Promise<void> {
      // A frame that cannot be taken or read is no failure: the next one may be.
      await captureFrame(video, GLANCE_SIDE)
        .then((frame) => props.onGlance(frame))
        .catch(() => {});
      if (!isOver) timer = setTimeout(glance, GLANCE_REST);
    }
    void glance();
    onCleanup(() => {
      isOver = true;
      clearTimeout(timer);
    });
  });

  return (
    <>
      <video ref={video} class="camera" muted playsinline aria-label={t().surface.camera} />
      <Show when={camera.isLive()} fallback={<p class="hint">{t().surface.cameraStarting}</p>}>
        <div class="camera-controls">
          <Show when={camera.devices().length > 1}>
            <select
              aria-label={t().surface.cameraChoice}
              value={camera.shownId() ?? ""}
              onChange={(event) => camera.choose(event.currentTarget.value)}
            >
              <For each={camera.devices()}>
                {(device, i) => (
                  <option value={device.deviceId}>{device.label || t().surface.cameraNumber(i() + 1)}</option>
                )}
              </For>
            </select>
          </Show>
          <Show when={camera.hasTorch()}>
            <Button icon={<LightIcon />} aria-pressed={camera.isLit()} onClick={() => camera.toggleTorch()}>
              {t().surface.cameraLight}
            </Button>
          </Show>
        </div>
      </Show>
    </>
  );
}
