import { createRng } from "@siffra/shared";
import { describe, expect, it } from "vitest";
import { toBase64Url } from "./base64url.ts";
import { decodeDrawing, encodeDrawing } from "./encode.ts";

const LINE = [
  { x: 100.25, y: 900, pressure: 1 },
  { x: 0, y: -3.75, pressure: 1 },
];
const PRESSED = [
  { x: 500, y: 500, pressure: 0.5 },
  { x: 512.5, y: 500, pressure: 1.7 },
];

describe("a drawing as text", () => {
  it("comes back as it was", () => {
    for (const drawing of [[], [LINE], [PRESSED, LINE], [[{ x: 1, y: 2, pressure: 1 }]]]) {
      expect(decodeDrawing(encodeDrawing(drawing))).toEqual(drawing);
    }
  });

  it("needs no escaping in an address and is short", () => {
    const stroke = Array.from({ length: 100 }, (_, i) => ({ x: 5 * i, y: 500 + 3 * i, pressure: 1 }));
    const text = encodeDrawing([stroke]);
    expect(encodeURIComponent(text)).toBe(text);
    expect(text.length).toBeLessThan(300);
  });

  it("is refused when it is longer than a drawing is", () => {
    const dots = Array.from({ length: 301 }, () => [{ x: 1, y: 1, pressure: 1 }]);
    expect(() => encodeDrawing(dots)).toThrow(expect.objectContaining({ code: "drawing-too-long" }));
  });

  it.each([
    ["empty", ""],
    ["not base64", "a b"],
    ["another form", toBase64Url(Uint8Array.of(9))],
    ["cut off", encodeDrawing([LINE]).slice(0, -3)],
    ["a stroke without points", toBase64Url(Uint8Array.of(1, 0))],
    ["more points than there may be", toBase64Url(Uint8Array.of(1, 255, 255, 255, 127))],
    ["a number without an end", toBase64Url(Uint8Array.of(1, 255, 255, 255, 255, 255))],
    ["far off the surface", toBase64Url(Uint8Array.of(1, 2, 255, 255, 255, 1, 0))],
    ["no pressure", toBase64Url(Uint8Array.of(1, 3, 0, 0, 0))],
    ["too long", "A".repeat(50_000)],
  ])("is refused when it is %s", (_what, text) => {
    expect(() => decodeDrawing(text)).toThrow(expect.objectContaining({ code: "drawing-broken" }));
  });

  it("never gives anything but a drawing or a refusal", () => {
    const rng = createRng(7);
    for (let i = 0; i < 500; i++) {
      const bytes = Uint8Array.from({ length: 40 }, (_, k) => (k === 0 ? 1 : rng.below(256)));
      try {
        const drawing = decodeDrawing(toBase64Url(bytes));
        expect(decodeDrawing(encodeDrawing(drawing))).toEqual(drawing);
      } catch (error) {
        expect(error).toMatchObject({ code: "drawing-broken" });
      }
    }
  });
});
