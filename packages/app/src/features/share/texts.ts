const en = {
  title: "Save and share",
  link: "Copy link",
  linkNote: "The link holds the drawing itself; nothing is stored anywhere.",
  picture: "Copy picture",
  png: "PNG picture",
  svg: "SVG drawing",
  idx: "IDX file, as in MNIST",
  json: "JSON with the answer",
  copied: "Copied.",
  saved: (name: string) => `Saved as ${name}.`,
  refused: "The browser did not allow it. Save a file instead.",
  tooLong: "This drawing is too long for a link. Save it as SVG or JSON instead.",
  failed: "This did not work. Try again.",
  nothing: "There is nothing on the paper yet. Write a digit first.",
  close: "Close",
};

const sv: typeof en = {
  title: "Spara och dela",
  link: "Kopiera länk",
  linkNote: "Länken innehåller själva teckningen; inget sparas någon annanstans.",
  picture: "Kopiera bild",
  png: "Bild som PNG",
  svg: "Teckning som SVG",
  idx: "IDX-fil som i MNIST",
  json: "JSON med svaret",
  copied: "Kopierat.",
  saved: (name) => `Sparat som ${name}.`,
  refused: "Webbläsaren tillät det inte. Spara en fil i stället.",
  tooLong: "Teckningen är för lång för en länk. Spara den som SVG eller JSON i stället.",
  failed: "Det gick inte. Försök igen.",
  nothing: "Det finns inget på papperet ännu. Skriv en siffra först.",
  close: "Stäng",
};

export const TEXTS = { en, sv };
