const en = {
  modelsIntro: "The same pixels, read by every model that comes with this page.",
  model: "Model",
  answer: "Says",
  certainty: "Certainty",
  time: "Time",
  milliseconds: (time: string) => `${time} ms`,
  asking: "reading",
  write: "Write a digit first.",
  nearestIntro:
    "Of 2,000 images that people wrote for MNIST, these ten have the strokes most like yours, in place and direction. Models learn from images like these.",
  nearestFailed: "The training images could not be fetched. Check the connection, then close this and open it again.",
  neighbour: (digit: string) => `Training image of ${digit}`,
  occlusionIntro: (digit: string) =>
    `A small patch of ink is taken away, again and again, and the model is asked each time. The stronger the colour, the less sure it is of ${digit} without that ink.`,
  occlusionPicture: (digit: string, place: string) => `The ink that decides for ${digit}, most of all ${place}.`,
  occlusionNone: (digit: string) => `No single patch matters: whichever is taken away, it stays ${digit}.`,
  places: [
    ["at the upper left", "at the top", "at the upper right"],
    ["on the left", "in the middle", "on the right"],
    ["at the lower left", "at the bottom", "at the lower right"],
  ],
};

const sv: typeof en = {
  modelsIntro: "Samma bildpunkter, lästa av varje modell som följer med sidan.",
  model: "Modell",
  answer: "Säger",
  certainty: "Säkerhet",
  time: "Tid",
  milliseconds: (time) => `${time} ms`,
  asking: "läser",
  write: "Skriv en siffra först.",
  nearestIntro:
    "Av 2 000 bilder som människor skrivit till MNIST är det här de tio vars streck mest liknar dina, i läge och riktning. Av sådana bilder lär sig modellerna.",
  nearestFailed:
    "Träningsbilderna gick inte att hämta. Kontrollera anslutningen, stäng sedan det här och öppna det igen.",
  neighbour: (digit) => `Träningsbild av ${digit}`,
  occlusionIntro: (digit) =>
    `En liten fläck bläck tas bort, om och om igen, och modellen får frågan varje gång. Ju starkare färg, desto osäkrare blir den på ${digit} utan det bläcket.`,
  occlusionPicture: (digit, place) => `Bläcket som avgör för ${digit}, mest av allt ${place}.`,
  occlusionNone: (digit) => `Ingen enskild fläck avgör: vilken som än tas bort förblir det ${digit}.`,
  places: [
    ["uppe till vänster", "högst upp", "uppe till höger"],
    ["till vänster", "i mitten", "till höger"],
    ["nere till vänster", "längst ner", "nere till höger"],
  ],
};

export const TEXTS = { en, sv };
