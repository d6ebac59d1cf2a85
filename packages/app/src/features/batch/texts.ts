const en = {
  title: (count: number) => `${count} pictures`,
  progress: (done: number, count: number) => `${done} of ${count} done`,
  file: "File",
  number: "Read as",
  share: "Certainty",
  note: "Note",
  unsure: (digits: string) => `Could also be ${digits}`,
  show: (name: string) => `Lay ${name} on the paper`,
  csv: "Save as CSV",
  close: "Close the table",
  tooMany: (limit: number) => `Only the first ${limit} were taken.`,
};

const sv: typeof en = {
  title: (count) => `${count} bilder`,
  progress: (done, count) => `${done} av ${count} klara`,
  file: "Fil",
  number: "Lästes som",
  share: "Säkerhet",
  note: "Anmärkning",
  unsure: (digits) => `Kan också vara ${digits}`,
  show: (name) => `Lägg ${name} på papperet`,
  csv: "Spara som CSV",
  close: "Stäng tabellen",
  tooMany: (limit) => `Bara de första ${limit} togs.`,
};

export const TEXTS = { en, sv };
