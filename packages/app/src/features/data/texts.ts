const en = {
  lead: "Sixty thousand digits taught the models that read here. Look at what they have in common, how handwriting differs, and where the labels themselves are in doubt.",
  asking: "Getting what was found",
  failed: "What was found could not be fetched. Check the connection and load the page again.",
  digit: "Digit",
  one: {
    title: (digit: number) => `How a ${digit} is written`,
    mean: (digit: number) => `The mean image of the ${digit}s`,
    deviation: (digit: number) => `How much each pixel differs among the ${digit}s`,
    meanCaption: "Mean",
    deviationCaption: "Spread",
    train: "Training images",
    test: "Test images",
    ink: "Ink",
    stroke: "Width of the stroke",
    pixels: (value: string) => `${value} pixels`,
    range: (middle: string, low: string, high: string) => `${middle} (${low} to ${high})`,
    rangeNote: "The middle value, and the range of nine in ten images.",
  },
  shapes: { title: "Ink and stroke" },
  spread: {
    ink: "Share of the paper that is ink, by digit",
    stroke: "Width of the stroke in pixels, by digit",
    help: "A thin line spans nine in ten images, the thick one half of them; the mark is the middle.",
  },
  map: {
    title: "A map of the images",
    label: (digit: number) => `Map of the images, the ${digit}s marked`,
    help: "Similar images lie near each other. Point at the map to see an image, or walk through those of the chosen digit.",
    walk: "From left to right",
    image: (image: string, label: number) => `Training image ${image}, a ${label}`,
  },
  pairs: {
    title: "Alike, yet different digits",
    pair: (first: number, second: number) => `${first} and ${second}`,
    image: (image: string, label: number) => `Training image ${image}, labelled ${label}`,
  },
  suspects: {
    title: "Labels in doubt",
    only: (digit: number) => `Only those labelled ${digit}`,
    none: (digit: number) => `Among the most doubtful there is none labelled ${digit}.`,
    image: (image: string, label: number, suggested: number) =>
      `Training image ${image}, labelled ${label}; looks like a ${suggested}`,
    caption: (label: number, suggested: number) => `${label} or ${suggested}?`,
  },
};

const sv: typeof en = {
  lead: "Modellerna som läser här har lärt sig av sextiotusen siffror. Se vad de har gemensamt, hur handstilar skiljer sig åt och var själva etiketterna är tveksamma.",
  asking: "Hämtar det som hittats",
  failed: "Det som hittats kunde inte hämtas. Kontrollera anslutningen och ladda om sidan.",
  digit: "Siffra",
  one: {
    title: (digit) => `Så skrivs en ${digit}`,
    mean: (digit) => `Medelbilden av alla ${digit}`,
    deviation: (digit) => `Hur mycket varje bildpunkt skiljer sig bland alla ${digit}`,
    meanCaption: "Medel",
    deviationCaption: "Spridning",
    train: "Träningsbilder",
    test: "Testbilder",
    ink: "Bläck",
    stroke: "Streckets bredd",
    pixels: (value) => `${value} bildpunkter`,
    range: (middle, low, high) => `${middle} (${low} till ${high})`,
    rangeNote: "Mittvärdet, och spannet för nio av tio bilder.",
  },
  shapes: { title: "Bläck och streck" },
  spread: {
    ink: "Andel av papperet som är bläck, efter siffra",
    stroke: "Streckets bredd i bildpunkter, efter siffra",
    help: "En tunn linje täcker nio av tio bilder, den tjocka hälften av dem; märket är mitten.",
  },
  map: {
    title: "En karta över bilderna",
    label: (digit) => `Karta över bilderna, med alla ${digit} märkta`,
    help: "Bilder som liknar varandra ligger nära varandra. Peka på kartan för att se en bild, eller gå igenom den valda siffrans bilder.",
    walk: "Från vänster till höger",
    image: (image, label) => `Träningsbild ${image}, en ${label}`,
  },
  pairs: {
    title: "Lika, men olika siffror",
    pair: (first, second) => `${first} och ${second}`,
    image: (image, label) => `Träningsbild ${image}, märkt ${label}`,
  },
  suspects: {
    title: "Tveksamma etiketter",
    only: (digit) => `Bara de som är märkta ${digit}`,
    none: (digit) => `Bland de mest tveksamma är ingen märkt ${digit}.`,
    image: (image, label, suggested) => `Träningsbild ${image}, märkt ${label}; ser ut som en ${suggested}`,
    caption: (label, suggested) => `${label} eller ${suggested}?`,
  },
};

export const TEXTS = { en, sv };
