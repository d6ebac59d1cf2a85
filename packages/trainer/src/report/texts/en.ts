import { comparison, exploration, learning, robustness } from "./studies.en.ts";

/** The report in English. Functions take numbers that are already written out. */
export const en = {
  exploration,
  comparison,
  robustness,
  learning,
  documentTitle: (run: string) => `Siffra: report of the run ${run}`,
  kicker: (run: string, when: string) => `Report of the run ${run}, ${when}`,
  headline: (accuracy: string) => `reads ${accuracy} of the test digits right`,
  headlineUnmeasured: "is chosen, but was not measured",
  lead: (n: { models: string; fit: string; validation: string; test: string }) =>
    `Siffra reads handwritten digits. This run trained ${n.models} on ${n.fit} images, calibrated and compared them on ${n.validation} others, and measured them once on ${n.test} test images that had no part in training, calibration or choice.`,
  question:
    "Which of several kinds of model reads handwritten digits best, at what cost, and how far can its answers be trusted?",
  models: (n: number) => (n === 1 ? "one model" : `${n} models`),
  syntheticHeading: "This is not MNIST",
  syntheticBody:
    "The digits were drawn by a program from a seed. The figures show that the whole way works. They say nothing about how well a model reads people’s handwriting.",
  contents: "Contents",
  accuracy: "Accuracy",
  interval: "95\u202f% interval",
  macroPrecision: "Macro precision",
  macroRecall: "Macro recall",
  macroF1: "Macro F1",
  logLoss: "Log loss",
  ece: "ECE",
  size: "Size",
  digit: "Digit",
  precision: "Precision",
  recall: "Recall",
  f1: "F1",
  support: "Images",
  model: "Model",
  chosenMark: "chosen",
  baselineMark: "for comparison only",
  notMeasured: "not measured",
  fitTime: "Fit",
  predictTime: "One image",
  all: "All",
  results: {
    heading: "Results",
    intro: (n: string) => `All on the same ${n} test images, each model loaded again from the file it was saved in.`,
    caption: "Every model on the test images, the most accurate first",
    othersCaption: (resamples: string) =>
      `The other measures on the test images, with their 95\u202f% intervals under them (bootstrap, ${resamples} resamples of the images)`,
    plotCaption:
      "Accuracy on the test images (dot) with its 95\u202f% Wilson interval (line). The open ring is the accuracy on the validation images. Where two intervals overlap widely, the order of the models could change with other images.",
    plotLabel: "Accuracy with its 95\u202f% interval, per model",
  },
  choice: {
    heading: "The choice",
    caption: (n: string) => `Accuracy on the ${n} validation images, which alone decide`,
    validationAccuracy: "Validation accuracy",
    within: "Within one standard error",
    yes: "yes",
    no: "no",
    mark: (threshold: string, error: string) => `The mark is ${threshold}: the best less one standard error, ${error}.`,
  },
  closeUp: {
    heading: (model: string) => `A closer look: ${model}`,
    confusionCaption:
      "Rows are the true digit, columns the answer. The diagonal is right answers. The stronger the tint of another cell, the larger the share of that digit’s images that was misread so.",
    confusionLabel: (model: string) => `Confusion matrix of ${model}`,
    trueDigit: "True digit",
    answer: "Answer",
    noMistakes: "It misread none of them.",
    mistakes: (n: string) => `It misread ${n} images. The most common mistakes:`,
    mistake: (from: number, to: number, times: number) =>
      `${from} read as ${to}, ${times === 1 ? "once" : `${times} times`}`,
    perClassCaption: "Precision, recall and F1 of each digit",
    misread: (image: number, truth: number, answer: number, confidence: string) =>
      `Test image ${image}: a ${truth} read as ${answer}, ${confidence} sure`,
    confidentCaption:
      "The misread test images about which it was surest: true digit, answer, and how sure it was. Some would divide people too.",
    missing: "The chosen model has no figures in this run: it stopped before they were measured.",
  },
  perClass: {
    heading: "Digit by digit",
    caption: "F1 of each digit, in per cent, for each model. The stronger the tint, the lower the F1.",
    label: "F1 of each digit, per model",
  },
  certainty: {
    heading: "How sure it is, and whether it should be",
    intro:
      "The probabilities are calibrated. ECE (expected calibration error, 15 bins) says how far the stated confidence is from the share of right answers. A prediction set holds every digit that could be meant: the 95\u202f% set should hold the true one for at least about 95\u202f% of images, with as few digits as possible.",
    caption: "Probabilities and prediction sets on the test images",
    holds: (level: string) => `${level} set holds the digit`,
    digits: "Digits in it",
    reliabilityLabel: (model: string) => `Stated confidence and share of right answers, in bins, for ${model}`,
    reliabilityCaption:
      "The chosen model on the test images. Each dot is a bin of answers with about the same stated confidence; the larger, the more images. On the dashed line a model is as often right as it says. Small dots are few images and scatter by chance.",
    confidence: "stated confidence",
  },
  cost: {
    heading: "What it costs",
    caption: "Time to fit, on a logarithmic scale, against accuracy on the test images. Up and to the left is better.",
    label: "Time to fit against accuracy, per model",
    axis: "time to fit (logarithmic)",
  },
  importances: {
    heading: "Which pixels count",
    intro: (model: string) => `What each of the 784 pixels is worth to this model: ${model}.`,
    impurity: "Splits",
    permutation: "Loss without it",
    label: (model: string, splits: string, lost: string) =>
      `The importance of each pixel to ${model}, as two images of 28 by 28. The middle, half of each side, has ${splits} of the importance by splits and ${lost} of that by what is lost.`,
    caption: (images: string, repeats: number) =>
      `The stronger the tint, the more a pixel counts. Left: how much purer its splits make the classes. Right: how much accuracy ${images} held-out images lose when the values of the pixel change places among them (mean of ${repeats} random orders); neighbours can stand in for each other, so single pixels lose little.`,
  },
  data: {
    heading: "Data",
    caption: "Images and what they were used for",
    source: "Source",
    train: "Training",
    testing: "Test",
    sum: "SHA-256 of pixels and labels",
    use: "Use",
    images: "Images",
    fit: "Training: fitted by the models",
    validation: "Validation: calibrate and choose",
    test: "Test: measure, once",
    available: (train: string, test: string) => `Available: ${train} for training and validation, ${test} for testing.`,
  },
  method: {
    heading: "Method",
    steps: (facts: { version: string; seed: string }) => [
      `Every image passes through the same preprocessing (version ${facts.version}) as a drawing, an upload or a camera frame: fitted into 20\u202f×\u202f20 pixels with its shape kept, its centre of mass in the middle of 28\u202f×\u202f28.`,
      `Training images are split at random, from seed ${facts.seed}, into training and validation, so that every digit has the same share of both.`,
      "Each model is fitted on the training images alone.",
      "On one half of the validation images a temperature is found that makes the probabilities honest without changing any answer; on the other half, the thresholds of the prediction sets. Validation figures are cross-fitted: no image is judged with a temperature that it helped to find.",
      "One model is chosen on the validation images by a rule that was written before.",
      "Each model is saved, loaded again and checked; that copy is measured on the test images. Nothing was changed afterwards.",
    ],
    caption: "The models as they were configured, and what their fits say of themselves",
    pipeline: "Steps",
    facts: "What the fit says",
  },
  limits: {
    heading: "Limits",
    mnist:
      "MNIST is the handwriting of American census employees and high-school students around 1990, neatly cut out. Other habits (a 1 with a long flag, a 7 with a bar), other pens and photographs are harder; this report does not measure them.",
    synthetic:
      "The test digits come from the same program as the training digits. Real handwriting will be read less well.",
    intervals:
      "The intervals say how much the accuracy may differ on other images of the same kind. They leave out what another seed or another split would change.",
    sets: "Prediction sets keep their promise on average over images like those of the validation set, not for each digit or each writer.",
    times:
      "Times were measured on one machine while models were trained side by side. The choice asks only whether a model answers within 10 ms an image.",
    notDigits:
      "A model knows digits only. What leaves it unsure is refused, but a letter that looks like a digit is read as one.",
  },
  reproduce: {
    heading: "Do it again",
    intro:
      "The same seed and data give the same bytes on every machine, with any number of workers. Compare the sums with those of your own run:",
    caption: "SHA-256 of each saved model",
    tensors: "model.safetensors",
    manifest: "manifest.json",
    facts: "The run",
    profile: "Profile",
    seed: "Seed",
    workers: "Workers",
    duration: "Duration",
    software: "Software",
    preprocess: "Preprocessing",
    version: (version: string) => `version ${version}`,
  },
};

export type Texts = typeof en;
