import { describe, expect, it } from "vitest";
import { makePen } from "./pen.ts";
import type { PenEvent } from "./penEvent.ts";
import { makeStrokes } from "./strokes.ts";

function setUp() {
  const strokes = makeStrokes(() => {});
  return { strokes, pen: makePen(strokes, () => ({ left: 10, top: 20, width: 500, height: 500 })) };
}

function event(changes: Partial<PenEvent>): PenEvent {
  const touch = { width: 20, height: 20, timeStamp: 0 };
  return {
    pointerId: 1,
    pointerType: "mouse",
    button: 0,
    clientX: 10,
    clientY: 20,
    pressure: 0.5,
    ...touch,
    ...changes,
  };
}

describe("makePen", () => {
  it("gives points in the surface's unit", () => {
    const { strokes, pen } = setUp();
    pen.down(event({ clientX: 10, clientY: 20 }));
    pen.move(event({ clientX: 260, clientY: 520 }));
    pen.up(event({}));
    expect(strokes.list()).toEqual([
      [
        { x: 0, y: 0, pressure: 1 },
        { x: 500, y: 1000, pressure: 1 },
      ],
    ]);
  });

  it("takes the events that the browser bundled", () => {
    const { strokes, pen } = setUp();
    pen.down(event({}));
    const bundled = [event({ clientX: 20 }), event({ clientX: 30 }), event({ clientX: 40 })];
    pen.move(event({ clientX: 40, getCoalescedEvents: () => bundled }));
    expect(strokes.list()[0]).toHaveLength(4);
  });

  it("uses pressure of pens only, within limits", () => {
    const widths = (pointerType: string) =>
      [0, 0.1, 0.5, 0.7, 1].map((pressure) => {
        const { strokes, pen } = setUp();
        pen.down(event({ pointerType, pressure }));
        return strokes.list()[0]?.[0]?.pressure;
      });
    expect(widths("pen")).toEqual([1, 0.5, 1, 1.4, 1.7]);
    expect(widths("touch")).toEqual([1, 1, 1, 1, 1]);
  });

  it("lets only the first pointer draw", () => {
    const { strokes, pen } = setUp();
    pen.down(event({ pointerId: 1, pointerType: "touch" }));
    expect(pen.down(event({ pointerId: 2, pointerType: "touch" }))).toBe(false);
    expect(pen.move(event({ pointerId: 2, clientX: 400 }))).toBe(false);
    expect(pen.up(event({ pointerId: 2 }))).toBe(false);
    expect(strokes.list()).toHaveLength(1);
    expect(strokes.isDrawing()).toBe(true);
  });

  it("lets a pen take over from the palm that came before it", () => {
    const { strokes, pen } = setUp();
    pen.down(event({ pointerId: 1, pointerType: "touch", clientX: 300 }));
    expect(pen.down(event({ pointerId: 2, pointerType: "pen" }))).toBe(true);
    pen.up(event({ pointerId: 2, pointerType: "pen" }));
    expect(strokes.list()).toEqual([[{ x: 0, y: 0, pressure: 1 }]]);
  });

  it("does not let the hand that holds the pen draw, before or after the pen", () => {
    const { strokes, pen } = setUp();
    expect(pen.down(event({ pointerId: 1, pointerType: "touch", width: 90 }))).toBe(false);
    pen.down(event({ pointerId: 2, pointerType: "pen", timeStamp: 1000 }));
    pen.up(event({ pointerId: 2, pointerType: "pen", timeStamp: 1200 }));
    expect(pen.down(event({ pointerId: 3, pointerType: "touch", timeStamp: 1500 }))).toBe(false);
    expect(strokes.list()).toHaveLength(1);
    expect(pen.down(event({ pointerId: 4, pointerType: "touch", timeStamp: 9000 }))).toBe(true);
  });

  it("erases with the other end of the pen, and with the eraser", () => {
    const strokes = makeStrokes(() => {});
    let tool: "pen" | "eraser" = "pen";
    const pen = makePen(
      strokes,
      () => ({ left: 0, top: 0, width: 1000, height: 1000 }),
      () => tool,
    );
    const dot = (x: number, changes: Partial<PenEvent> = {}) => {
      pen.down(event({ clientX: x, clientY: 500, ...changes }));
      pen.up(event({}));
    };
    dot(100);
    dot(500);
    dot(100, { pointerType: "pen", button: 5 });
    expect(strokes.list().map(([point]) => point?.x)).toEqual([500]);
    tool = "eraser";
    dot(500);
    expect(strokes.list()).toEqual([]);
    strokes.undo();
    expect(strokes.list()).toHaveLength(1);
  });

  it("shows where the pen will be and keeps nothing of it", () => {
    const { strokes, pen } = setUp();
    pen.down(event({}));
    const move = event({ clientX: 20, getPredictedEvents: () => [event({ clientX: 30 })] });
    pen.move(move);
    expect(pen.ahead(move)).toEqual([{ x: 40, y: 0, pressure: 1 }]);
    expect(strokes.list()[0]).toHaveLength(2);
  });

  it("draws again when the end of the last stroke was never heard of", () => {
    const { strokes, pen } = setUp();
    pen.down(event({ clientX: 300 }));
    expect(pen.down(event({}))).toBe(true);
    pen.up(event({}));
    expect(strokes.list()).toHaveLength(2);
  });

  it("ignores the other mouse buttons", () => {
    const { strokes, pen } = setUp();
    expect(pen.down(event({ button: 2 }))).toBe(false);
    expect(strokes.list()).toHaveLength(0);
  });

  it("drops a stroke that the system cancels, and draws again afterwards", () => {
    const { strokes, pen } = setUp();
    pen.down(event({ pointerId: 7, pointerType: "touch" }));
    pen.cancel(event({ pointerId: 7 }));
    expect(strokes.list()).toHaveLength(0);
    expect(pen.down(event({ pointerId: 8, pointerType: "touch" }))).toBe(true);
  });
});
