const en = {
  label: "Drawing grid, 28 by 28 squares",
  help: "Arrow keys move, Space fills a square, Backspace empties it. Hold Shift and an arrow key to draw a line.",
  row: (row: number) => `Row ${row}`,
  filled: "ink",
  empty: "paper",
};

const sv: typeof en = {
  label: "Rutnät att rita i, 28 gånger 28 rutor",
  help: "Piltangenterna flyttar, mellanslag fyller en ruta, backsteg tömmer den. Håll skift och en piltangent för att dra ett streck.",
  row: (row) => `Rad ${row}`,
  filled: "bläck",
  empty: "papper",
};

export const TEXTS = { en, sv };
