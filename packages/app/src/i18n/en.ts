/** Everything the app says, in English. Its type is the contract that every other language fulfils. */
export const en = {
  heading: "Siffra reads the digits you write",
  digits: ["a zero", "a one", "a two", "a three", "a four", "a five", "a six", "a seven", "an eight", "a nine"],

  pages: {
    read: { link: "Read", title: "Siffra: reads handwritten digits" },
    data: { link: "Data", title: "What the images are like" },
    models: { link: "Models", title: "How the models compare" },
    train: { link: "Train", title: "Train a model" },
    about: { link: "About", title: "About Siffra" },
  },

  page: {
    loading: "Getting the page",
    failed: {
      what: "This page could not be opened.",
      next: "Check the connection, then load it again. What you drew is still here.",
      reload: "Load again",
    },
  },

  keep: {
    refused: "This browser stores nothing for this page, so the drawing is lost when the page is closed.",
  },

  update: {
    ready: "A new version of Siffra is ready.",
    load: "Update",
    later: "Later",
  },

  notFound: {
    what: "There is no page here.",
    next: "Go to the drawing surface",
  },

  header: {
    pages: "Pages",
    otherLanguage: "Svenska",
    toDark: "Dark theme",
    toLight: "Light theme",
  },

  surface: {
    region: "Paper",
    drawing: (strokes: number) =>
      strokes === 0 ? "Empty drawing surface" : `Your drawing, ${strokes} ${strokes === 1 ? "stroke" : "strokes"}`,
    hint: "Write a digit here",
    dropHint: "Drop the picture here",
    gridHelp:
      "Fill squares with a finger or the mouse. By keyboard: the arrow keys move, space fills, backspace empties, and shift with an arrow key draws a line.",
    picture: "The picture that is read",
    camera: "Live view of the camera",
    cameraHint: "Let one number fill the frame.",
    cameraNext: "It is read when the view is steady. Freeze keeps the picture.",
    cameraStarting: "Starting the camera",
    cameraChoice: "Camera to use",
    cameraNumber: (position: number) => `Camera ${position}`,
    cameraLight: "Light",
  },

  tools: {
    label: "Tools",
    undo: "Undo",
    redo: "Redo",
    eraser: "Eraser",
    clear: "Clear",
    picture: "Picture",
    camera: "Camera",
    capture: "Freeze",
    grid: "Draw in a grid, also by keyboard",
    share: "Save and share",
    backToDrawing: "Back to drawing",
    close: "Close the message",
    tryAgain: "Try again",
  },

  answer: {
    region: "Answer",
    ready: "Ready to read.",
    loading: "Getting the model ready",
    loadingSlowly: "The connection is slow. You can draw already: it is read as soon as the model is here.",
    certain: (digit: string) => `It is ${digit}.`,
    probable: (digit: string) => `Probably ${digit}.`,
    unsure: (digit: string, others: string) => `Probably ${digit}; could also be ${others}.`,
    odd: (digit: string) => `Hard to say; closest to ${digit}.`,
    number: (number: string) => `The number ${number}.`,
    numberShare: (share: string) => `Certainty of the whole number: ${share}.`,
    unsureDigit: (position: number, others: string) => `Digit ${position} could also be ${others}.`,
    unsureDigits: (count: number) => `${count} of its digits are unsure.`,
    saw: "What the model saw",
    sawDigit: (digit: string) => `The 28 by 28 pixels that were read as ${digit}`,
    sawNothing: "Nothing has reached the model yet",
    pickDigit: (position: number, digit: string) => `Digit ${position}: ${digit}`,
    pickDigits: "The digits of the number",
    guess: (digit: string, share: string) => `The closest is ${digit}, at only ${share}.`,
    noGuess: "No digit comes closer than the others.",
    correct: "Wrong? Correct it",
    correctRefused: "Is it a digit? Say which",
    keepAnswer: "Leave it",
    whichDigit: "Which digit is it?",
    itIs: (digit: string) => `It is ${digit}`,
    taught: (digit: string) => `As you taught it. The model alone would say ${digit}.`,
    probabilities: "Probability of each digit",
  },

  stages: {
    region: "From ink to answer",
    intro: "Every drawing and picture goes the way that the training images went.",
    picture: (name: string) => `Picture of the stage: ${name}`,
    explanations: {
      input: "What you gave, before anything is done to it.",
      luminance: "Colours become grey, as bright as the eye sees them.",
      flattened: "Shadows and uneven light on the paper are taken out.",
      polarity: "Dark ink on light paper is turned round: MNIST's ink is bright.",
      ink: "Each pixel is ink or paper, by a threshold that the picture itself sets.",
      digits: "Specks and lines of the paper go; what stands together is one digit.",
      width: "Strokes are made as wide as MNIST's, so that any pen will do.",
      fitted: "Scaled into 20 by 20 pixels, its centre of mass in the middle. This is what the model sees.",
    } as Record<string, string>,
    names: {
      input: "Your strokes",
      luminance: "Lightness",
      flattened: "Shadows removed",
      polarity: "Ink made bright",
      ink: "Ink found",
      digits: "Digits kept",
      width: "Stroke width",
      fitted: "28 × 28",
    } as Record<string, string>,
  },

  more: {
    models: "What every model says",
    occlusion: "Which ink decides",
    nearest: "The most similar training images",
    hand: "My hand",
  },

  footer: {
    privacy: "Nothing you draw, choose or photograph leaves your device.",
  },

  model: {
    measured: (model: string, accuracy: string, low: string, high: string, count: string) =>
      `${model}: reads ${accuracy} of ${count} test images right (95 % interval ${low} to ${high}).`,
    unmeasured: (model: string) => `${model}: not measured yet.`,
    synthetic: "Trained on synthetic handwriting, not on MNIST.",
    more: "More about it",
    own: "You trained this model in this browser.",
    useShipped: "Read with the shipped one",
  },

  /** Why there is no answer, by the core's code: what is so, and the next step for a drawing and for a picture. */
  refusals: {
    "no-ink": {
      what: "No ink found.",
      drawing: "Write a digit, or a number of several. Pictures and the camera work too.",
      picture: "Go closer, with even light on the paper.",
    },
    "too-little-ink": {
      what: "Too little ink to read.",
      drawing: "Write the digit larger.",
      picture: "Go closer, so that the digit fills more of the picture.",
    },
    "too-much-ink": {
      what: "Too much ink to find a digit in.",
      drawing: "Clear the paper and write one number.",
      picture: "Leave plain paper around the number, or write with a thinner pen.",
    },
    "not-a-digit": {
      what: "This does not look like a digit.",
      drawing: "Write a digit from 0 to 9.",
      picture: "Take a picture of the number alone, on plain paper.",
    },
    other: {
      what: "This cannot be read.",
      drawing: "Clear the paper and write one number.",
      picture: "Try a picture of one number on plain paper.",
    },
  },

  /** What went wrong, by the error's code, and the next step. */
  errors: {
    "webassembly-missing": {
      what: "This browser does not run WebAssembly with SIMD, which reads the digits.",
      next: "Update the browser, or allow WebAssembly for this page.",
    },
    "model-missing": {
      what: "The model is not where it should be.",
      next: "Reload the page. If that does not help, the site needs to publish its model again.",
    },
    "model-unreachable": {
      what: "The model could not be fetched.",
      next: "Check the connection, then try again.",
    },
    "model-broken": {
      what: "A file of the reader is damaged, so it is not used.",
      next: "Try again. If it stays damaged, the site needs to publish it again.",
    },
    "bundle-preprocess-version": {
      what: "The model was made for another version of Siffra.",
      next: "Reload the page to get the two that belong together.",
    },
    "worker-crashed": {
      what: "The reader stopped twice.",
      next: "What you drew is still here. Try again, or reload the page.",
    },
    "file-not-picture": {
      what: "This file is not a PNG, JPEG, WebP, GIF or BMP picture.",
      next: "Choose a picture in one of these formats.",
    },
    "file-folder": {
      what: "This is a folder, not a picture.",
      next: "Open it and choose the pictures in it; several at a time will do.",
    },
    "file-unreadable": {
      what: "This picture cannot be opened.",
      next: "Choose another one, or save it again as PNG or JPEG. Your drawing is still here.",
    },
    "file-too-large": {
      what: "This picture is too large.",
      next: "Choose one of at most 20 MB and 40 megapixels.",
    },
    "drawing-broken": {
      what: "The link does not hold a drawing.",
      next: "Copy it again from where it came. Your own drawing is still here.",
    },
    "strokes-too-many-points": {
      what: "There is more ink here than can be read at once.",
      next: "Clear the paper and write the number again.",
    },
    "camera-denied": {
      what: "The camera is not allowed on this page.",
      next: "Allow it in the browser's address bar and try again, or choose a picture.",
    },
    "camera-missing": {
      what: "No camera was found.",
      next: "Connect one and try again, or choose a picture.",
    },
    "camera-busy": {
      what: "The camera is used by something else.",
      next: "Close the other app or tab and try again.",
    },
    "camera-insecure": {
      what: "Browsers give the camera only to secure pages.",
      next: "Open this page by https, or choose a picture.",
    },
    "camera-failed": {
      what: "The camera gave no picture.",
      next: "Try again, or choose a picture.",
    },
    "storage-refused": {
      what: "This browser stores nothing for this page.",
      next: "What you did counts until the page is closed. Save it as a file to keep it.",
    },
    "storage-full": {
      what: "There is no room left in the browser's storage.",
      next: "What you did counts until the page is closed. Free some space, or save it as a file.",
    },
    "hand-broken": {
      what: "This file does not hold corrections.",
      next: "Choose a file that My hand has saved.",
    },
    "own-model-missing": {
      what: "The model that you trained is no longer in this browser.",
      next: "Try again to read with the shipped one.",
    },
    "index-broken": {
      what: "The list of models is damaged.",
      next: "Reload the page. The answer above is not touched by it.",
    },
    unexpected: {
      what: "Something went wrong that should not have.",
      next: "What you drew is still here. Try again, or reload the page.",
    },
  },
};

export type Dictionary = typeof en;
