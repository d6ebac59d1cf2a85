const en = {
  label: "Drawing grid, 28 by 28 squares",
  row: (row: number) => `Row ${row}`,
  filled: "ink",
  empty: "paper",
};

const sv: typeof en = {
  label: "Rutnät att rita i, 28 gånger 28 rutor",
  row: (row) => `Rad ${row}`,
  filled: "bläck",
  empty: "papper",
};

export const TEXTS = { en, sv };
