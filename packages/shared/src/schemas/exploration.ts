import * as v from "valibot";
import { Count, DatasetName, LocalText, Seed, Sha256, Share } from "./common.ts";

const Digit = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9));
const Finite = v.pipe(v.number(), v.finite());
const NonNegative = v.pipe(v.number(), v.minValue(0));
const Classes = v.pipe(v.array(Count), v.length(10));
/** base64 of 784 bytes, or of a multiple of that. */
const Pixels = v.pipe(v.string(), v.base64());

/** One part of a dataset, as its file has it: n images of 28 x 28 bytes. */
export const PartSummary = v.strictObject({
  images: Count,
  shape: v.tuple([Count, Count]),
  type: v.literal("uint8"),
  /** Smallest and largest pixel. */
  range: v.tuple([Count, Count]),
  /** Of all pixels, 0 to 255. */
  mean: NonNegative,
  standardDeviation: NonNegative,
  /** Images whose pixels are all the same: nothing was written. */
  blank: Count,
  /** Images of each digit. */
  classes: Classes,
});
export type PartSummary = v.InferOutput<typeof PartSummary>;

/** Images that are the same in every byte. `images` counts those that repeat an earlier one, groups the first hundred. */
export const Duplicates = v.strictObject({
  images: Count,
  /** Groups whose members have different labels. */
  contradictory: Count,
  groups: v.array(v.array(Count)),
});
export type Duplicates = v.InferOutput<typeof Duplicates>;

/** A number of every image: counts between `edges` (one more than counts; outliers in the outer bins), and by digit. */
export const Distribution = v.strictObject({
  edges: v.array(Finite),
  counts: v.array(Count),
  mean: Finite,
  standardDeviation: NonNegative,
  /** 5 %, 25 %, 50 %, 75 % and 95 % quantiles of each digit; zeros where there is none. */
  byClass: v.pipe(v.array(v.tuple([Finite, Finite, Finite, Finite, Finite])), v.length(10)),
});
export type Distribution = v.InferOutput<typeof Distribution>;

const MapPoint = v.strictObject({ image: Count, label: Digit, x: Finite, y: Finite });

const NearPair = v.strictObject({
  images: v.tuple([Count, Count]),
  labels: v.tuple([Digit, Digit]),
  /** Root mean square difference of the pixels, 0 to 255. */
  distance: NonNegative,
});

const Suspect = v.strictObject({
  image: Count,
  label: Digit,
  /** The digit that the model finds most probable. */
  suggested: Digit,
  /** Out-of-fold probability of the given label: the lower, the more suspect. */
  selfConfidence: Share,
  confidence: Share,
});

/**
 * explore.json: what the images are like, found before anything is fitted. Images are named by their place in the training
 * file (those of a pooled split by their place in both files, the test file's after the other's). What is said of the test images is counted and compared byte for byte: no model sees them.
 */
export const Exploration = v.strictObject({
  formatVersion: v.literal(1),
  dataset: v.strictObject({ name: DatasetName, sha256: Sha256 }),
  seed: Seed,
  train: PartSummary,
  test: PartSummary,
  duplicates: v.strictObject({
    train: Duplicates,
    test: Duplicates,
    /** Test images that are training images too: places in the test file, and in the training file. */
    across: v.strictObject({ images: Count, pairs: v.array(v.tuple([Count, Count])) }),
  }),
  /** Mean and standard deviation of every pixel, by digit; the latter so scaled that the largest of all is 255. */
  classImages: v.pipe(v.array(v.strictObject({ mean: Pixels, deviation: Pixels })), v.length(10)),
  /** Mean pixel over 255. */
  ink: Distribution,
  /** Pixels from the middle of the image, to the right and down. */
  centreX: Distribution,
  centreY: Distribution,
  /** Pixels: four times the mean distance of ink to paper, see `strokeWidth`. */
  strokeWidth: Distribution,
  /** The first two principal components of a sample's pixels. */
  map: v.strictObject({ fittedOn: Count, explained: v.tuple([Share, Share]), points: v.array(MapPoint) }),
  /** Most alike of those with different labels, in a sample. */
  nearest: v.strictObject({ searched: Count, pairs: v.array(NearPair) }),
  labelErrors: v.strictObject({
    /** What the probabilities come from. */
    model: LocalText,
    folds: Count,
    images: Count,
    /** Out-of-fold accuracy. */
    accuracy: Share,
    /** Images that confident learning takes for mislabelled. */
    likely: Count,
    suspects: v.array(Suspect),
  }),
  /** The images that are named above, each once: places in the training file and, in that order, 784 bytes each. */
  thumbnails: v.strictObject({ images: v.array(Count), pixels: v.string() }),
  /** A sentence or two for each picture. */
  texts: v.strictObject({
    parts: LocalText,
    duplicates: LocalText,
    classes: LocalText,
    classImages: LocalText,
    ink: LocalText,
    centre: LocalText,
    strokeWidth: LocalText,
    map: LocalText,
    nearest: LocalText,
    labelErrors: LocalText,
  }),
});
export type Exploration = v.InferOutput<typeof Exploration>;
