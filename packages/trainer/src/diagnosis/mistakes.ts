import { argmax, CLASS_COUNT, IMAGE_SIZE, type Mistakes } from "@siffra/shared";
import type { Samples } from "../evaluation/index.ts";
import { imageAt, toBase64 } from "../explore/index.ts";

/** A test image that a model misread. */
export interface Misreading {
  /** Its position among the test images. */
  position: number;
  truth: number;
  answer: number;
  /** Calibrated probability of the answer. */
  confidence: number;
}

/** Images shown of each true digit and answer. */
const OF_A_CELL = 12;

/** Every image whose most probable digit is not its label. */
export function findMisreadings(proba: Float32Array, labels: Uint8Array): Misreading[] {
  return Array.from(labels, (truth, position) => {
    const row = proba.subarray(position * CLASS_COUNT, (position + 1) * CLASS_COUNT);
    const answer = argmax(row);
    return { position, truth, answer, confidence: Math.min(1, row[answer] as number) };
  }).filter(({ truth, answer }) => truth !== answer);
}

/** 1 for each of `n` images that is not among the misread ones. */
export function readRight(n: number, misreadings: readonly Misreading[]): Uint8Array {
  const right = new Uint8Array(n).fill(1);
  for (const { position } of misreadings) right[position] = 0;
  return right;
}

type ModelMistakes = Mistakes["models"][number];

/** mistakes.json: every model's misread images by cell of its confusion matrix, with their pictures. */
export function collectMistakes(
  models: readonly { model: string; misreadings: readonly Misreading[] }[],
  { images, places }: Pick<Samples, "images"> & { places: Uint32Array },
): Mistakes {
  const listed = models.map(({ model, misreadings }) => ({
    model,
    misread: misreadings.length,
    cells: cellsOf(misreadings),
  }));
  const positions = [
    ...new Set(listed.flatMap(({ cells }) => cells.flatMap((cell) => cell.images.map((i) => i.image)))),
  ];
  positions.sort((a, b) => a - b);
  const pixels = new Uint8Array(positions.length * IMAGE_SIZE);
  for (const [i, position] of positions.entries()) pixels.set(imageAt(images, position), i * IMAGE_SIZE);
  const place = (position: number) => places[position] as number;
  return {
    formatVersion: 1,
    models: listed.map((each) => ({ ...each, cells: each.cells.map((cell) => renumber(cell, place)) })),
    thumbnails: { images: positions.map(place), pixels: toBase64(pixels) },
  };
}

function cellsOf(misreadings: readonly Misreading[]): ModelMistakes["cells"] {
  const byCell = new Map<number, Misreading[]>();
  for (const each of misreadings) {
    const cell = each.truth * CLASS_COUNT + each.answer;
    byCell.set(cell, [...(byCell.get(cell) ?? []), each]);
  }
  return [...byCell.entries()]
    .sort(([a], [b]) => a - b)
    .map(([cell, own]) => ({
      truth: Math.floor(cell / CLASS_COUNT),
      answer: cell % CLASS_COUNT,
      count: own.length,
      images: own
        .toSorted((a, b) => b.confidence - a.confidence || a.position - b.position)
        .slice(0, OF_A_CELL)
        .map(({ position, confidence }) => ({ image: position, confidence: Math.round(confidence * 1e4) / 1e4 })),
    }));
}

function renumber(cell: ModelMistakes["cells"][number], place: (position: number) => number) {
  return { ...cell, images: cell.images.map(({ image, confidence }) => ({ image: place(image), confidence })) };
}
