import { type CDPSession, expect, type Locator, type Page } from "@playwright/test";
import { type Point, place, type Strokes } from "./strokes.ts";

/** Brings strokes to the page with a pointer of some kind. */
export type Pen = (page: Page, strokes: readonly Point[][]) => Promise<void>;

/** Sends events without waiting between them, as a fast hand does: the browser bundles what comes within a frame. */
async function sendAll(page: Page, send: (session: CDPSession) => Promise<unknown>[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await Promise.all(send(session));
  await session.detach();
}

export const mouse: Pen = (page, strokes) =>
  sendAll(page, (session) => {
    const event = (type: "mousePressed" | "mouseMoved" | "mouseReleased", { x, y }: Point, buttons: number) =>
      session.send("Input.dispatchMouseEvent", { type, x, y, button: "left", buttons, clickCount: 1 });
    return strokes.flatMap((stroke) => {
      const [first, last] = [stroke[0] as Point, stroke.at(-1) as Point];
      const moves = stroke.slice(1).map((point) => event("mouseMoved", point, 1));
      return [event("mousePressed", first, 1), ...moves, event("mouseReleased", last, 0)];
    });
  });

export const finger: Pen = (page, strokes) =>
  sendAll(page, (session) => {
    const event = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: Point[]) =>
      session.send("Input.dispatchTouchEvent", { type, touchPoints });
    return strokes.flatMap((stroke) => {
      const moves = stroke.slice(1).map((point) => event("touchMove", [point]));
      return [event("touchStart", stroke.slice(0, 1)), ...moves, event("touchEnd", [])];
    });
  });

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
    const box = await this.surface.boundingBox();
    if (!box) throw new Error("the drawing surface is not on the page");
    await pen(this.page, place(strokes, box, share));
    await this.answered();
  }

  /** Waits until what was given last is answered. */
  async answered(): Promise<void> {
    await expect(this.answer).toHaveAttribute("aria-busy", "false");
  }

  async chooseFile(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.page.locator("input[type=file]").setInputFiles(file);
  }
}
