import { describe, expect, it, vi } from "vitest";
import { makeStrokes } from "./strokes.ts";

const point = (x: number, y = 0) => ({ x, y, pressure: 1 });

function drawLine(strokes: ReturnType<typeof makeStrokes>, from: number): void {
  strokes.begin(point(from));
  strokes.extend([point(from + 10), point(from + 20)]);
  strokes.end();
}

describe("makeStrokes", () => {
  it("keeps strokes in drawing order, the unfinished one last", () => {
    const strokes = makeStrokes(() => {});
    drawLine(strokes, 0);
    strokes.begin(point(100));
    expect(strokes.list().map((stroke) => stroke.map(({ x }) => x))).toEqual([[0, 10, 20], [100]]);
    expect(strokes.isDrawing()).toBe(true);
  });

  it("leaves out points that say nothing new", () => {
    const strokes = makeStrokes(() => {});
    strokes.begin(point(0));
    strokes.extend([point(0.5), point(1), point(2), point(2.2)]);
    expect(strokes.list()[0]?.map(({ x }) => x)).toEqual([0, 2]);
  });

  it("undoes strokes and clearing, one at a time", () => {
    const strokes = makeStrokes(() => {});
    drawLine(strokes, 0);
    drawLine(strokes, 50);
    strokes.clear();
    expect(strokes.list()).toHaveLength(0);
    strokes.undo();
    expect(strokes.list()).toHaveLength(2);
    strokes.undo();
    strokes.undo();
    expect(strokes.list()).toHaveLength(0);
    expect(strokes.canUndo()).toBe(false);
    strokes.undo();
    expect(strokes.list()).toHaveLength(0);
  });

  it("does again what was undone, until something new is drawn", () => {
    const strokes = makeStrokes(() => {});
    drawLine(strokes, 0);
    drawLine(strokes, 50);
    strokes.undo();
    strokes.undo();
    strokes.redo();
    expect(strokes.list()).toHaveLength(1);
    expect(strokes.canRedo()).toBe(true);
    drawLine(strokes, 100);
    expect(strokes.canRedo()).toBe(false);
    strokes.redo();
    expect(strokes.list().map(([point]) => point?.x)).toEqual([0, 100]);
  });

  it("makes one step of a whole erasing, and none of one that touches nothing", () => {
    const strokes = makeStrokes(() => {});
    drawLine(strokes, 0);
    strokes.begin(point(500), "eraser");
    strokes.end();
    strokes.begin(point(0), "eraser");
    strokes.extend([point(10), point(20)]);
    strokes.end();
    expect(strokes.list()).toEqual([]);
    strokes.undo();
    expect(strokes.list()).toHaveLength(1);
    strokes.undo();
    expect(strokes.canUndo()).toBe(false);
  });

  it("takes another drawing in its place, as a step", () => {
    const strokes = makeStrokes(() => {}, [[point(1)]]);
    strokes.replace([[point(2)], [point(3)]]);
    expect(strokes.list()).toHaveLength(2);
    strokes.undo();
    expect(strokes.list()).toEqual([[point(1)]]);
  });

  it("undoes an unfinished stroke first", () => {
    const strokes = makeStrokes(() => {});
    drawLine(strokes, 0);
    strokes.begin(point(100));
    strokes.undo();
    expect(strokes.list()).toHaveLength(1);
    expect(strokes.isDrawing()).toBe(false);
  });

  it("adds no step for clearing an empty surface", () => {
    const strokes = makeStrokes(() => {});
    strokes.clear();
    expect(strokes.canUndo()).toBe(false);
  });

  it("forgets a cancelled stroke and keeps the others", () => {
    const strokes = makeStrokes(() => {});
    drawLine(strokes, 0);
    strokes.begin(point(100));
    strokes.cancel();
    expect(strokes.list()).toHaveLength(1);
    expect(strokes.isDrawing()).toBe(false);
  });

  it("tells of touches, of ink and of the end of a stroke, which adds none", () => {
    const onChange = vi.fn();
    const strokes = makeStrokes(onChange);
    drawLine(strokes, 0);
    expect(onChange.mock.calls).toEqual([["touch"], ["ink"], ["lift"]]);
    onChange.mockClear();
    strokes.begin(point(50), "eraser");
    strokes.extend([point(60)]);
    expect(onChange.mock.calls).toEqual([["ink"]]);
    strokes.end();
    expect(onChange.mock.calls).toEqual([["ink"], ["lift"]]);
  });

  it("tells that a dot is ink when it ends", () => {
    const onChange = vi.fn();
    const strokes = makeStrokes(onChange);
    strokes.begin(point(0));
    strokes.end();
    expect(onChange.mock.calls).toEqual([["touch"], ["ink"]]);
  });

  it("tells of every change", () => {
    const onChange = vi.fn();
    const strokes = makeStrokes(onChange);
    drawLine(strokes, 0);
    expect(onChange).toHaveBeenCalledTimes(3);
    strokes.clear();
    strokes.undo();
    expect(onChange).toHaveBeenCalledTimes(5);
  });
});
