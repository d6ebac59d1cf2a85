import type { Perturbation } from "@siffra/shared";

/** What the report says around each look at images and models, in English. */
export const exploration = {
  documentTitle: "Siffra: the images",
  heading: "What the images are like",
  lead: "What can be seen of the data before any model is fitted.",
  headings: {
    classes: "How many of each digit",
    classImages: "The mean digit, and how hands differ",
    shapes: "Ink, pen and place",
    map: "All images on a plane",
    nearest: "Different digits that look alike",
    labelErrors: "Labels that may be wrong",
  },
  values: {
    caption: "The images as their files have them",
    columns: ["Part", "Images", "Shape", "Type", "Range", "Mean", "Standard deviation", "Blank"],
  },
  pixels: (value: string) => `${value}\u202fpx`,
  classesLabel: "Share of each digit among training and test images",
  classesCaption: "Share of each digit: bars are the training images, dots the test images.",
  mean: (digit: number) => `Mean image of ${digit}`,
  deviation: (digit: number) => `Where the images of ${digit} differ`,
  classImagesCaption:
    "Above, the mean of every pixel; below, its standard deviation, the square root of its variance, on one scale for all digits.",
  ink: {
    label: "Share of ink in the images of each digit, median and nine tenths",
    caption:
      "Share of an image that is ink, by digit: median (dot), middle half (bar) and nine tenths of the images (line).",
  },
  strokeWidth: {
    label: "Stroke width of each digit, median and nine tenths",
    caption:
      "Width of the stroke in pixels, by digit: median (dot), middle half (bar) and nine tenths of the images (line).",
  },
  mapLabel: (points: number) =>
    `Map of ${points} training images by their first two principal components; each is drawn as its digit, and the clouds of the digits overlap`,
  mapCaption: "Each mark is a training image, drawn as the digit that its label says.",
  imageOf: (image: number, label: number) => `Training image ${image}, labelled ${label}`,
  nearestCaption: "The most alike pairs, with their labels.",
  suspect: (image: number, label: number, suggested: number, confidence: string) =>
    `Training image ${image}: labelled ${label}, which has probability ${confidence}; read as ${suggested}`,
  suspectsCaption: "The most suspect first: label, and what the model reads.",
};

export const comparison = {
  heading: "Comparison",
  plan: (n: { repeats: number; folds: number; samples: string; fit: string }) =>
    `Before the choice the models met in ${n.repeats} rounds of ${n.folds}-fold stratified cross-validation on ${n.samples} of the training images (${n.fit} to fit at a time). Every transform is fitted inside its fold. The spread over folds says how much other images change a score, the spread over seeds how much another division does; the gap is the accuracy on images it learnt from less that on others.`,
  noPlan: "The profile asks for no cross-validation: the models were compared on the validation images alone.",
  caption: "Cross-validation: accuracy, and spreads in percentage points",
  columns: ["Folds", "Mean accuracy", "Standard deviation", "Over folds", "Over seeds", "Gap"],
  tTest:
    "Is the best really ahead? The folds share training images, so an ordinary t-test would see leads that are not there; the corrected resampled test (Nadeau and Bengio 2003) allows for it, and Holm’s correction for asking more than once.",
  tTestCaption:
    "The best over the folds that all went through against each of the others, over those of both (corrected resampled t-test)",
  tTestColumns: ["Pair", "Folds", "Lead, points", "p", "p (Holm)", "More than chance"],
  mcNemar:
    "McNemar’s test asks the same of the validation images, by those that only one of two models reads right. The p values are mid-p.",
  mcNemarCaption: "Validation images that only the first or only the second model reads right",
  mcNemarColumns: ["Pair", "Only first / second", "p", "p (Holm)", "More than chance"],
  baselineCaption: (names: { model: string; baseline: string; without: string }) =>
    `${names.model}, and the same without its parameters “${names.without}” (${names.baseline}), which was trained for comparison only and could not be chosen. Accuracies with 95\u202f% intervals; the difference in percentage points with its own (Agresti and Min 2005); p by McNemar, mid-p`,
  baselineColumns: ["Images", "How many", "With", "Without", "Difference", "Right only with / without", "p"],
  onValidation: "Validation",
  onTest: "Test",
};

const kinds: Record<Perturbation, string> = {
  shift: "Shifted diagonally, by pixels",
  rotation: "Turned to either side, by degrees",
  noise: "Noise, standard deviation in grey levels of 255",
  blur: "Blurred, passes of a 3 × 3 mean",
  thickness: "Another pen: thinner (negative) or thicker, by pixels on each side",
};
const names: Record<Perturbation, string> = {
  shift: "Shifted",
  rotation: "Turned",
  noise: "Noise",
  blur: "Blurred",
  thickness: "Pen",
};

export const robustness = {
  heading: "How much it can stand",
  intro: (images: string) =>
    `${images} validation images, perturbed after the preprocessing, so that the models have to cope with it by themselves. In use the preprocessing takes shifts away and evens pens out before a model sees anything; what it does not take away, such as a turn, is what these curves warn of.`,
  caption: "Accuracy as they are, and under the worst strength of each kind",
  clean: "As they are",
  kinds,
  names,
};

export const learning = {
  heading: "What more images are worth",
  intro:
    "Each model fitted on smaller and smaller stratified samples of the training images, and measured on the validation images. A curve that still rises at its right end says that more images would help; one that is flat, that another kind of model would.",
  label: "Accuracy on validation images by number of training images",
  caption: "Accuracy on the validation images against the number of training images (logarithmic).",
  axis: "training images (logarithmic)",
  none: "There were too few training images, or only models that take too long, to draw learning curves.",
};
