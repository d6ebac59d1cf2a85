const en = {
  modelsIntro: "The same pixels, read by every model that comes with this page.",
  model: "Model",
  answer: "Says",
  certainty: "Certainty",
  time: "Time",
  milliseconds: (time: string) => `${time} ms`,
  asking: "reading",
  write: "Write a digit first.",
  occlusionIntro: (digit: string) =>
    `A small patch of ink is taken away, again and again, and the model is asked each time. The darker a place, the less sure it is of ${digit} without it.`,
  occlusionPicture: (digit: string, place: string) => `The places that decide for ${digit}; most of all ${place}`,
  occlusionNone: (digit: string) => `No single patch matters: whichever is taken away, it stays ${digit}.`,
  rows: ["the upper part", "the middle", "the lower part"],
  columns: ["to the left", "in the centre", "to the right"],
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
  occlusionIntro: (digit) =>
    `En liten fläck bläck tas bort, om och om igen, och modellen får frågan varje gång. Ju mörkare ett ställe är, desto osäkrare blir den på ${digit} utan det.`,
  occlusionPicture: (digit, place) => `Ställena som avgör för ${digit}; mest av allt ${place}`,
  occlusionNone: (digit) => `Ingen enskild fläck avgör: vilken som än tas bort förblir det ${digit}.`,
  rows: ["upptill", "i höjd med mitten", "nertill"],
  columns: ["till vänster", "mitt i", "till höger"],
};

export const TEXTS = { en, sv };
