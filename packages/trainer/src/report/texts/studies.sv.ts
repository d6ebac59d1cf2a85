import type * as en from "./studies.en.ts";

/** Vad rapporten säger kring varje granskning av bilder och modeller, på svenska. */
export const exploration: typeof en.exploration = {
  documentTitle: "Siffra: bilderna",
  heading: "Hur bilderna är",
  lead: "Vad som går att se i data innan någon modell har tränats.",
  headings: {
    classes: "Hur många av varje siffra",
    classImages: "Medelsiffran, och hur händer skiljer sig",
    shapes: "Bläck, penna och läge",
    map: "Alla bilder på ett plan",
    nearest: "Olika siffror som liknar varandra",
    labelErrors: "Etiketter som kan vara fel",
  },
  values: {
    caption: "Bilderna så som filerna har dem",
    columns: ["Del", "Bilder", "Form", "Typ", "Värden", "Medel", "Standardavvikelse", "Tomma"],
  },
  pixels: (value) => `${value}\u202fbp`,
  classesLabel: "Andel av varje siffra bland träningsbilder och testbilder",
  classesCaption: "Andel av varje siffra: staplarna är träningsbilderna, punkterna testbilderna.",
  mean: (digit) => `Medelbild av ${digit}`,
  deviation: (digit) => `Var bilderna av ${digit} skiljer sig`,
  classImagesCaption:
    "Överst varje bildpunkts medelvärde, underst dess standardavvikelse, roten ur variansen, i en skala för alla siffror.",
  ink: {
    label: "Andel bläck i bilderna av varje siffra, median och nio tiondelar",
    caption:
      "Andel av en bild som är bläck, för varje siffra: median (punkt), mittersta hälften (stapel) och nio tiondelar av bilderna (linje).",
  },
  strokeWidth: {
    label: "Streckbredd för varje siffra, median och nio tiondelar",
    caption:
      "Streckets bredd i bildpunkter (bp), för varje siffra: median (punkt), mittersta hälften (stapel) och nio tiondelar av bilderna (linje).",
  },
  mapLabel: (points) =>
    `Karta över ${points} träningsbilder efter deras två första principalkomponenter; var och en är ritad som sin siffra, och siffrornas moln överlappar`,
  mapCaption: "Varje märke är en träningsbild, ritad som den siffra etiketten anger.",
  imageOf: (image, label) => `Träningsbild ${image}, märkt ${label}`,
  nearestCaption: "De mest lika paren, med sina etiketter.",
  suspect: (image, label, suggested, confidence) =>
    `Träningsbild ${image}: märkt ${label}, vilket har sannolikheten ${confidence}; läst som ${suggested}`,
  suspectsCaption: "De mest misstänkta först: etikett, och vad modellen läser.",
};

export const comparison: typeof en.comparison = {
  heading: "Jämförelse",
  plan: (n) =>
    `Före valet möttes modellerna i ${n.repeats} omgångar stratifierad korsvalidering med ${n.folds} delmängder av ${n.samples} träningsbilder (${n.fit} att träna på åt gången). Varje transformation anpassas inom sin delmängd. Spridningen mellan delmängder säger hur mycket andra bilder ändrar ett värde, spridningen mellan frön hur mycket en annan delning gör det; gapet är träffsäkerheten på bilder modellen lärt sig av minus den på andra.`,
  noPlan: "Profilen ber inte om korsvalidering: modellerna jämfördes enbart på valideringsbilderna.",
  caption: "Korsvalidering: träffsäkerhet, och spridning i procentenheter",
  columns: [
    "Delmängder",
    "Medel\u00adträffsäkerhet",
    "Standard\u00adavvikelse",
    "Mellan delmängder",
    "Mellan frön",
    "Gap",
  ],
  tTest:
    "Leder den bästa på riktigt? Delmängderna delar träningsbilder, så ett vanligt t-test skulle se försprång som inte finns; det korrigerade testet (Nadeau och Bengio 2003) tar hänsyn till det, och Holms korrektion till att frågan ställs flera gånger.",
  tTestCaption:
    "Den bästa över de delmängder som alla gick igenom mot var och en av de andra, över bådas (korrigerat t-test)",
  tTestColumns: ["Par", "Delmängder", "Försprång, procentenheter", "p", "p (Holm)", "Mer än slump"],
  mcNemar:
    "McNemars test ställer samma fråga till valideringsbilderna, utifrån dem som bara den ena av två modeller läser rätt. p-värdena är mid-p.",
  mcNemarCaption: "Valideringsbilder som bara den första eller bara den andra modellen läser rätt",
  mcNemarColumns: ["Par", "Bara första / andra", "p", "p (Holm)", "Mer än slump"],
  baselineCaption: (names) =>
    `${names.model}, och samma modell utan parametrarna ”${names.without}” (${names.baseline}), som tränades bara till jämförelse och inte kunde väljas. Träffsäkerheter med 95\u202f%-intervall; skillnaden i procentenheter med sitt eget (Agresti och Min 2005); p enligt McNemar, mid-p`,
  baselineColumns: ["Bilder", "Antal", "Med", "Utan", "Skillnad", "Rätt bara med / utan", "p"],
  onValidation: "Validering",
  onTest: "Test",
};

export const robustness: typeof en.robustness = {
  heading: "Hur mycket den tål",
  intro: (images) =>
    `${images} valideringsbilder, störda efter förbehandlingen, så att modellerna måste klara det på egen hand. I bruk tar förbehandlingen bort förskjutningar och jämnar ut pennor innan en modell ser något; vad den inte tar bort, som en vridning, är vad kurvorna varnar för.`,
  caption: "Träffsäkerhet utan störning, och under den värsta styrkan av varje slag",
  clean: "Utan störning",
  kinds: {
    shift: "Förskjutna diagonalt, i bildpunkter",
    rotation: "Vridna åt endera hållet, i grader",
    noise: "Brus, standardavvikelse i gråsteg av 255",
    blur: "Oskärpa, omgångar av ett medelvärde över 3 × 3",
    thickness: "En annan penna: smalare (negativt) eller bredare, i bildpunkter på var sida",
  },
  names: { shift: "Förskjutna", rotation: "Vridna", noise: "Brus", blur: "Oskärpa", thickness: "Penna" },
};

export const learning: typeof en.learning = {
  heading: "Vad fler bilder är värda",
  intro:
    "Varje modell tränad på mindre och mindre stratifierade urval av träningsbilderna, och mätt på valideringsbilderna. En kurva som ännu stiger längst till höger säger att fler bilder skulle hjälpa; en som är platt, att en annan sorts modell skulle göra det.",
  label: "Träffsäkerhet på valideringsbilder efter antal träningsbilder",
  caption: "Träffsäkerhet på valideringsbilderna mot antalet träningsbilder (logaritmiskt).",
  axis: "träningsbilder (logaritmiskt)",
  none: "Det fanns för få träningsbilder, eller bara modeller som tar för lång tid, för att rita inlärningskurvor.",
};
