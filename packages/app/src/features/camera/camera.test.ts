import { describe, expect, it, vi } from "vitest";
import { closeCamera, middleSquare, openCamera } from "./camera.ts";

const failing = (name: string) => ({
  isSecureContext: true,
  mediaDevices: { getUserMedia: () => Promise.reject(new DOMException("no", name)) },
});

describe("openCamera", () => {
  it.each([
    ["NotAllowedError", "camera-denied"],
    ["NotFoundError", "camera-missing"],
    ["OverconstrainedError", "camera-missing"],
    ["NotReadableError", "camera-busy"],
    ["SecurityError", "camera-insecure"],
    ["SomethingNewError", "camera-failed"],
  ])("tells %s as %s", async (name, code) => {
    await expect(openCamera(failing(name))).rejects.toMatchObject({ code });
  });

  it("knows without asking that an insecure page gets none", async () => {
    const getUserMedia = vi.fn();
    const host = { isSecureContext: false, mediaDevices: { getUserMedia } };
    await expect(openCamera(host)).rejects.toMatchObject({ code: "camera-insecure" });
    expect(getUserMedia).not.toHaveBeenCalled();
  });

  it("says when the browser has no cameras at all", async () => {
    const host = { isSecureContext: true, mediaDevices: undefined };
    await expect(openCamera(host)).rejects.toMatchObject({ code: "camera-missing" });
  });

  it("asks for the rear camera and no sound", async () => {
    const getUserMedia = vi.fn().mockResolvedValue({});
    await openCamera({ isSecureContext: true, mediaDevices: { getUserMedia } });
    expect(getUserMedia.mock.calls[0]?.[0]).toMatchObject({
      audio: false,
      video: { facingMode: { ideal: "environment" } },
    });
  });
});

describe("closeCamera", () => {
  it("stops every track", () => {
    const tracks = [{ stop: vi.fn() }, { stop: vi.fn() }];
    closeCamera({ getTracks: () => tracks } as unknown as MediaStream);
    for (const track of tracks) expect(track.stop).toHaveBeenCalledOnce();
  });
});

describe("middleSquare", () => {
  it("is what a square view shows", () => {
    expect(middleSquare(640, 480)).toEqual({ x: 80, y: 0, side: 480 });
    expect(middleSquare(720, 1280)).toEqual({ x: 0, y: 280, side: 720 });
  });
});
