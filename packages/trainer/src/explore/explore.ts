import { type Core, type DatasetName, type Exploration, IMAGE_SIZE, SiffraError } from "@siffra/shared";
import { type Samples, stratifiedSplit } from "../evaluation/index.ts";
import { toBase64 } from "./base64.ts";
import { classImages } from "./class-images.ts";
import { fitComponents, mapOf } from "./components.ts";
import { explainExploration } from "./explain.ts";
import { findLabelErrors, type OnShare } from "./label-errors.ts";
import { nearestAcross } from "./nearest.ts";
import { findAcross, findDuplicates, imageAt, summarisePart } from "./parts.ts";
import { describeShapes } from "./shape.ts";

/** What an exploration needs of the training images. */
export interface TrainingImages extends Samples {
  /** The same images through stages 7-8 of the preprocessing, n * 784. */
  normalised: Uint8Array;
  /** Their places in the training file. */
  places: Uint32Array;
}

/** Everything but what is said of the test images. */
export type TrainingExploration = Omit<Exploration, "formatVersion" | "dataset" | "test" | "texts" | "duplicates"> & {
  duplicates: Exploration["duplicates"]["train"];
};

/** Told how far a step has come: its name and the share of it that is done. False asks to stop. */
export type OnStep = (step: string, share: number) => boolean;

// Of so many images the components are found, and so many meet each other in the search for the nearest.
const SAMPLE = 8000;
const COMPONENTS = 50;
const MAP_POINTS = 500;

/** Looks at training images. The same images and seed give the same result. @throws SiffraError "cancelled" */
export function exploreTraining(
  core: Core,
  training: TrainingImages,
  seed: number,
  onStep: OnStep,
): TrainingExploration {
  const step = stepper(onStep);
  const { labels, normalised, places } = training;
  const train = step("values", () => summarisePart(training));
  const duplicates = step("duplicates", () => findDuplicates(training, places));
  const images = step("digits", () => classImages(training));
  const shapes = step("shapes", () => describeShapes(training));
  const sample = stratifiedSplit(labels, Math.min(SAMPLE, labels.length), seed).heldOut;
  const components = step("components", () => fitComponents(core, training, sample, COMPONENTS));
  const map = mapOf(components, MAP_POINTS);
  const nearest = step("nearest", () => nearestAcross(components, training));
  const labelErrors = step("labels", (onShare) => findLabelErrors(core, normalised, labels, seed, onShare));
  const found = { seed, train, classImages: images, ...shapes, map, nearest, labelErrors };
  return { ...renumber(found, places), duplicates, thumbnails: thumbnailsOf(found, training) };
}

/** Runs steps one after the other and looks between them whether to stop. */
function stepper(onStep: OnStep) {
  return <T>(name: string, run: (onShare: OnShare) => T): T => {
    const onShare: OnShare = (share) => onStep(name, share);
    if (!onShare(0)) throw new SiffraError("cancelled", "Cancelled while exploring: nothing was kept.");
    return run(onShare);
  };
}

type Named = Pick<TrainingExploration, "map" | "nearest" | "labelErrors">;

/** Positions within the training images become places in the training file. */
function renumber<T extends Named>(found: T, places: Uint32Array): T {
  const place = (position: number) => places[position] as number;
  const renumbered = <P extends { image: number }>(items: P[]) => items.map((p) => ({ ...p, image: place(p.image) }));
  return {
    ...found,
    map: { ...found.map, points: renumbered(found.map.points) },
    nearest: {
      ...found.nearest,
      pairs: found.nearest.pairs.map((pair) => ({ ...pair, images: [place(pair.images[0]), place(pair.images[1])] })),
    },
    labelErrors: { ...found.labelErrors, suspects: renumbered(found.labelErrors.suspects) },
  };
}

/** Every image that is named, once, in the order of the file. */
function thumbnailsOf({ map, nearest, labelErrors }: Named, { images, places }: TrainingImages) {
  const named = new Set([
    ...map.points.map(({ image }) => image),
    ...nearest.pairs.flatMap((pair) => pair.images),
    ...labelErrors.suspects.map(({ image }) => image),
  ]);
  const positions = [...named].sort((a, b) => a - b);
  const pixels = new Uint8Array(positions.length * IMAGE_SIZE);
  for (const [i, position] of positions.entries()) pixels.set(imageAt(images, position), i * IMAGE_SIZE);
  return { images: positions.map((position) => places[position] as number), pixels: toBase64(pixels) };
}

/** Completes an exploration with the test images, which are counted and compared byte for byte. */
export function completeExploration(
  dataset: { name: DatasetName; sha256: string },
  found: TrainingExploration,
  training: Pick<TrainingImages, "images" | "places">,
  test: Samples & { places: Uint32Array },
): Exploration {
  const across = findAcross(training.images, test.images).map(([i, j]): [number, number] => [
    test.places[i] as number,
    training.places[j] as number,
  ]);
  const duplicates = {
    train: found.duplicates,
    test: findDuplicates(test, test.places),
    across: { images: across.length, pairs: across.slice(0, 100) },
  };
  const { name, sha256 } = dataset;
  const explored = {
    ...found,
    formatVersion: 1 as const,
    dataset: { name, sha256 },
    duplicates,
    test: summarisePart(test),
  };
  return { ...explored, texts: explainExploration(explored) };
}
