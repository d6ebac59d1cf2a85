import { readFileSync } from "node:fs";
import type { Page } from "@siffra/core";
import { expect, it, vi } from "vitest";
import { readBundle, withFree } from "../src/index.ts";
import { loadCore } from "../src/platform/node.ts";

const BUNDLE = new URL("../../app/public/models/default/", import.meta.url);
const file = (name: string) => new Uint8Array(readFileSync(new URL(name, BUNDLE)));

const core = loadCore();
const reader = readBundle(core, { manifest: file("manifest.json"), tensors: file("model.safetensors") });

/** Side of the pictures, in pixels. */
const SIDE = 140;
const PAPER = 230;

/** A picture with this grey value at every pixel. */
function photograph(value: (x: number, y: number) => number): Page {
  const rgba = new Uint8Array(SIDE * SIDE * 4).fill(255);
  for (let at = 0; at < SIDE * SIDE; at++) rgba.fill(value(at % SIDE, Math.floor(at / SIDE)), at * 4, at * 4 + 3);
  return core.preprocessRgba(rgba, SIDE, SIDE);
}

/** An image of a digit, three times enlarged, in dark ink in the middle of the paper. */
function writtenOn(paper: (x: number, y: number) => number, image: Uint8Array) {
  return (x: number, y: number) => {
    const [column, row] = [x, y].map((place) => Math.floor((place - (SIDE - 3 * 28) / 2) / 3)) as [number, number];
    const isInside = Math.min(row, column) >= 0 && Math.max(row, column) < 28;
    const ink = isInside ? (image[row * 28 + column] as number) / 255 : 0;
    return paper(x, y) + ink * (30 - paper(x, y));
  };
}

/** Two printed lines of which only parts are seen, beside the digit. */
function printed(x: number, y: number): number {
  const isLine = (x >= 4 && x < 34 && y >= 20 && y < 22) || (x >= 106 && x < 136 && y >= 120 && y < 122);
  return isLine ? 120 : PAPER;
}

const blank = () => PAPER;
const { images, labels } = core.synthDataset("tidy", 5, 0, 10);
const image = images.subarray(0, 784);
const label = labels[0] as number;

const read = (page: Page, looks?: "first" | "all") => withFree(page, () => reader.readPage(page, looks));
const labelsOf = ({ digits }: ReturnType<typeof read>) => digits.map((digit) => digit.label);

it("looks again where pieces of printed lines look like digits", () => {
  expect(read(photograph(writtenOn(printed, image)), "first").digits.length).toBeGreaterThan(1);
  expect(labelsOf(read(photograph(writtenOn(printed, image))))).toEqual([label]);
});

it("shows the stages of the look that it answers by", () => {
  const { digits, stages } = read(photograph(writtenOn(printed, image)));
  const names = stages.map((stage) => stage.name);
  expect(names).toEqual(["luminance", "flattened", "polarity", "ink", "digits", "width", "fitted"]);
  expect(stages.at(-1)?.pixels).toHaveLength(28 * 28 * digits.length);
});

it("looks once at what it is sure of", () => {
  const asked = vi.spyOn(reader, "predictProba");
  expect(labelsOf(read(photograph(writtenOn(blank, image))))).toEqual([label]);
  expect(asked).toHaveBeenCalledTimes(1);
  asked.mockRestore();
});

it("makes no digit of paper, printed or in a shadow, nor of noise", () => {
  const shadow = (x: number, y: number) => PAPER - Math.min(100, Math.max(0, x + y - 140));
  const noise = (x: number, y: number) => PAPER - ((x * 7919 + y * 104_729) % 40);
  for (const paper of [blank, printed, shadow, noise]) expect(labelsOf(read(photograph(paper)))).toEqual([]);
});

it("keeps what it saw at first where no look is clearer", () => {
  const scribble = core.synthNonDigits("scribble", 3, 0, 1);
  const [once, often] = (["first", "all"] as const).map((looks) => read(photograph(writtenOn(blank, scribble)), looks));
  expect(often).toEqual(once);
});

it("says the same of the same picture", () => {
  const [one, other] = [1, 2].map(() => read(photograph(writtenOn(printed, image))));
  expect(one).toEqual(other);
});
