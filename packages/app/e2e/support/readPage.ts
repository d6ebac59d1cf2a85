import { expect, type Locator, type Page } from "@playwright/test";
import { type Point, place, type Strokes } from "./strokes.ts";

/** Brings strokes to the page with a pointer of some kind. */
export type Pen = (page: Page, strokes: readonly Point[][]) => Promise<void>;

export const mouse: Pen = async (page, strokes) => {
  for (const stroke of strokes) {
    for (const [i, { x, y }] of stroke.entries()) {
      await page.mouse.move(x, y);
      if (i === 0) await page.mouse.down();
    }
    await page.mouse.up();
  }
};

export const finger: Pen = async (page, strokes) => {
  const session = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: Point[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  for (const stroke of strokes) {
    for (const [i, point] of stroke.entries()) await touch(i === 0 ? "touchStart" : "touchMove", [point]);
    await touch("touchEnd", []);
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
