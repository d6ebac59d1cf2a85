import { type CDPSession, expect, type Locator, type Page } from "@playwright/test";
import { type Point, place, type Strokes } from "./strokes.ts";

/** Brings strokes to the page with a pointer of some kind. */
export type Pen = (page: Page, strokes: readonly Point[][]) => Promise<void>;

type Phase = "down" | "move" | "up";

/** A pen that sends its moves without waiting between them, as a fast hand does: the browser bundles them by frame. */
const penOf =
  (send: (session: CDPSession, phase: Phase, point: Point) => Promise<unknown>): Pen =>
  async (page, strokes) => {
    const session = await page.context().newCDPSession(page);
    for (const stroke of strokes) {
      const [first, last] = [stroke[0] as Point, stroke.at(-1) as Point];
      await send(session, "down", first);
      await Promise.all(stroke.slice(1).map((point) => send(session, "move", point)));
      await send(session, "up", last);
    }
    await session.detach();
  };

const MOUSE = { down: "mousePressed", move: "mouseMoved", up: "mouseReleased" } as const;
const TOUCH = { down: "touchStart", move: "touchMove", up: "touchEnd" } as const;

export const mouse: Pen = penOf((session, phase, { x, y }) => {
  const buttons = phase === "up" ? 0 : 1;
  const event = { type: MOUSE[phase], x, y, button: "left", buttons, clickCount: 1 } as const;
  return session.send("Input.dispatchMouseEvent", event);
});

export const finger: Pen = penOf((session, phase, point) => {
  const touchPoints = phase === "up" ? [] : [point];
  return session.send("Input.dispatchTouchEvent", { type: TOUCH[phase], touchPoints });
});

/** A pen that presses harder as it goes. */
export const stylus: Pen = async (page, strokes) => {
  const session = await page.context().newCDPSession(page);
  for (const stroke of strokes) {
    for (const [i, { x, y }] of stroke.entries()) {
      const force = 0.4 + (0.4 * i) / stroke.length;
      const pointer = { x, y, button: "left", buttons: 1, clickCount: 1, pointerType: "pen", force } as const;
      await session.send("Input.dispatchMouseEvent", { type: i === 0 ? "mousePressed" : "mouseMoved", ...pointer });
    }
    const { x, y } = stroke.at(-1) as Point;
    await session.send("Input.dispatchMouseEvent", { type: "mouseReleased", x, y, button: "left", pointerType: "pen" });
  }
  await session.detach();
};

/** The page as a person meets it. */
export class ReadPage {
  readonly surface: Locator;
  readonly answer: Locator;
  /** The large number; without text when there is none. */
  readonly number: Locator;
  readonly sentence: Locator;
  readonly notice: Locator;

  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.surface = page.locator("canvas.surface");
    this.answer = page.locator(".answer");
    this.number = page.locator(".number");
    this.sentence = page.locator(".words");
    this.notice = page.getByRole("alert");
  }

  async open(): Promise<void> {
    await this.page.goto("./");
    await this.answered();
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Draws in the middle of the surface, `share` of its side large. */
  async draw(strokes: Strokes, pen: Pen = mouse, share = 0.6): Promise<void> {
    await this.surface.scrollIntoViewIfNeeded();
    const box = await this.surface.boundingBox();
    if (!box) throw new Error("the drawing surface is not on the page");
    await pen(this.page, place(strokes, box, share));
    await this.answered();
  }

  /** Waits until what was given last is answered. */
  async answered(): Promise<void> {
    await expect(this.answer).toHaveAttribute("aria-busy", "false");
  }

  /** @param file its content, or the path of one that is too large to be sent to the browser */
  async chooseFile(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.page.locator(".tools input[type=file]").setInputFiles(file);
  }
}
