import { readFileSync } from "node:fs";
import { expect, it, vi } from "vitest";
import { type Page, readBundle, withFree } from "../src/index.ts";
import { loadReaderCore, loadSynth } from "../src/platform/node.ts";

const BUNDLE = new URL("../../app/public/models/default/", import.meta.url);
const file = (name: string) => new Uint8Array(readFileSync(new URL(name, BUNDLE)));

const core = loadReaderCore();
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

/** An image of a digit, twice enlarged, `left` pixels from the left in ink of this grey value. */
function writtenOn(paper: (x: number, y: number) => number, image: Uint8Array, left = (SIDE - 56) / 2, ink = 30) {
  return (x: number, y: number) => {
    const [column, row] = [Math.floor((x - left) / 2), Math.floor((y - (SIDE - 56) / 2) / 2)];
    const isInside = Math.min(row, column) >= 0 && Math.max(row, column) < 28;
    const cover = isInside ? (image[row * 28 + column] as number) / 255 : 0;
    return paper(x, y) + cover * (ink - paper(x, y));
  };
}

/** Two printed lines of which only parts are seen, one on either side of the digit. */
function printed(x: number, y: number): number {
  const isLine = (x >= 10 && x < 13 && y >= 15 && y < 60) || (x >= 126 && x < 129 && y >= 70 && y < 120);
  return isLine ? 120 : PAPER;
}

const blank = () => PAPER;
const { images, labels } = loadSynth().synthDataset("tidy", 5, 0, 10);
const image = images.subarray(0, 784);
const label = labels[0] as number;

const read = (page: Page, looks?: "first" | "all") => withFree(page, () => reader.readPage(page, looks));
const labelsOf = ({ digits }: ReturnType<typeof read>) => digits.map((digit) => digit.label);

it("looks again where pieces of printed lines look like digits", () => {
  expect(read(photograph(writtenOn(printed, image)), "first").digits.length).toBeGreaterThan(1);
  expect(labelsOf(read(photograph(writtenOn(printed, image))))).toEqual([label]);
});

it("keeps a digit in pencil beside one in ink", () => {
  const seven = images.subarray(3 * 784, 4 * 784);
  const page = photograph(writtenOn(writtenOn(blank, image, 12), seven, 72, 140));
  expect(labelsOf(read(page))).toEqual([label, labels[3]]);
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

it("makes no digit of paper that is blank, in a shadow, or coarse", () => {
  const shadow = (x: number, y: number) => PAPER - Math.min(100, Math.max(0, x + y - 140));
  const coarse = (x: number, y: number) => PAPER - ((x * 7919 + y * 104_729) % 40);
  for (const paper of [blank, shadow, coarse]) expect(labelsOf(read(photograph(paper)))).toEqual([]);
});

it("keeps what it saw at first where no look is clearer", () => {
  const scribble = writtenOn(blank, loadSynth().synthNonDigits("scribble", 3, 0, 1));
  const once = read(photograph(scribble), "first");
  const asked = vi.spyOn(reader, "predictProba");
  expect(read(photograph(scribble))).toEqual(once);
  expect(asked.mock.calls.length).toBeGreaterThan(1);
  asked.mockRestore();
});

it("says the same of the same picture", () => {
  const [one, other] = [1, 2].map(() => read(photograph(writtenOn(printed, image))));
  expect(one).toEqual(other);
});
