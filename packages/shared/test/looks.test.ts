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
function photograph(value: (x: number, y: number) => number, width = SIDE): Page {
  const rgba = new Uint8Array(width * SIDE * 4).fill(255);
  for (let at = 0; at < width * SIDE; at++) rgba.fill(value(at % width, Math.floor(at / width)), at * 4, at * 4 + 3);
  return core.preprocessRgba(rgba, width, SIDE);
}

/** Digits side by side in equal cells, each enlarged until its ink reaches the upper and the lower side. */
function cutTightly(digits: readonly Uint8Array[], cell: number) {
  const cells = digits.map((image) => {
    const rows = Array.from({ length: 28 }, (_, row) => image.subarray(row * 28, (row + 1) * 28).some((v) => v > 127));
    const [top, bottom] = [rows.indexOf(true), rows.lastIndexOf(true) + 1];
    return { image, top, scale: SIDE / (bottom - top) };
  });
  return (x: number, y: number) => {
    const { image, top, scale } = cells[Math.floor(x / cell)] as (typeof cells)[number];
    const column = Math.floor(((x % cell) - cell / 2) / scale + 14);
    const cover = column >= 0 && column < 28 ? (image[(top + Math.floor(y / scale)) * 28 + column] as number) / 255 : 0;
    return PAPER - cover * (PAPER - 30);
  };
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

it("takes no line across a corner for a digit, and reads a number that is cut tightly", () => {
  const corner = (x: number, y: number) => (Math.abs(x + y - 60) < 2 ? 120 : PAPER);
  expect(labelsOf(read(photograph(corner), "first"))).toEqual([]);
  expect(labelsOf(read(photograph(corner)))).toEqual([]);
  const two = [4, 0].map((digit) => images.subarray(digit * 784, (digit + 1) * 784));
  expect(labelsOf(read(photograph(cutTightly(two, 110), 220)))).toEqual([labels[4], labels[0]]);
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
