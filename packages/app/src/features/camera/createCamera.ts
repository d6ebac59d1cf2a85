import { asSiffraError } from "@siffra/shared";
import { createEffect, createSignal, on, onCleanup } from "solid-js";
import { closeCamera, hasTorch, listCameras, openCamera, setTorch } from "./camera.ts";

/** The camera that shows in `video`: opened at once, let go when the view is left. */
export function createCamera(video: () => HTMLVideoElement, onFail: (code: string) => void) {
  const [deviceId, setDeviceId] = createSignal<string>();
  const [isLive, setIsLive] = createSignal(false);
  const [devices, setDevices] = createSignal<readonly MediaDeviceInfo[]>([]);
  const [track, setTrack] = createSignal<MediaStreamTrack>();
  const [isLit, setIsLit] = createSignal(false);
  let stream: MediaStream | undefined;
  let visit = 0;

  function close(): void {
    visit += 1;
    setIsLive(false);
    setIsLit(false);
    if (stream) closeCamera(stream);
    stream = undefined;
  }

  async function open(id: string | undefined): Promise<void> {
    close();
    const mine = visit;
    const opened = await openCamera({ isSecureContext, mediaDevices: navigator.mediaDevices }, id);
    // The person may have left, or chosen another, while the browser asked.
    if (mine !== visit) return closeCamera(opened);
    stream = opened;
    const [shown] = stream.getVideoTracks();
    shown?.addEventListener("ended", () => mine === visit && onFail("camera-failed"));
    setTrack(shown);
    video().srcObject = stream;
    await video().play();
    setDevices(await listCameras(navigator.mediaDevices));
    if (mine === visit) setIsLive(true);
  }

  createEffect(
    on(deviceId, (id) => {
      const mine = visit + 1;
      open(id).catch((error: unknown) => {
        const { code } = asSiffraError(error);
        if (mine === visit) onFail(code === "unexpected" ? "camera-failed" : code);
      });
    }),
  );
  onCleanup(close);

  return {
    isLive,
    devices,
    /** The camera that shows. */
    shownId: () => deviceId() ?? track()?.getSettings().deviceId,
    choose: (id: string) => setDeviceId(id),
    hasTorch: () => {
      const shown = track();
      return isLive() && shown !== undefined && hasTorch(shown);
    },
    isLit,
    async toggleTorch(): Promise<void> {
      const shown = track();
      if (!shown) return;
      const next = !isLit();
      await setTorch(shown, next).then(
        () => setIsLit(next),
        () => setIsLit(false),
      );
    },
  };
}
