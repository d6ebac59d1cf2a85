import type { Texts } from "./en.ts";
import { comparison, exploration, learning, robustness } from "./studies.sv.ts";

/** Rapporten på svenska. */
export const sv: Texts = {
  exploration,
  comparison,
  robustness,
  learning,
  documentTitle: (run) => `Siffra: rapport om körningen ${run}`,
  kicker: (run, when) => `Rapport om körningen ${run}, ${when}`,
  headline: (accuracy) => `läser ${accuracy} av testsiffrorna rätt`,
  headlineUnmeasured: "är vald, men mättes inte",
  lead: (n) =>
    `Siffra läser handskrivna siffror. Den här körningen tränade ${n.models} på ${n.fit} bilder, kalibrerade och jämförde dem på ${n.validation} andra och mätte dem en enda gång på ${n.test} testbilder, som inte haft någon del i träning, kalibrering eller val.`,
  question:
    "Vilken av flera sorters modeller läser handskrivna siffror bäst, till vilket pris, och hur långt kan man lita på dess svar?",
  models: (n) => (n === 1 ? "en modell" : `${n} modeller`),
  syntheticHeading: "Detta är inte MNIST",
  syntheticBody:
    "Siffrorna är ritade av ett program från ett frö. Talen visar att hela vägen fungerar. De säger ingenting om hur väl en modell läser människors handstil.",
  contents: "Innehåll",
  accuracy: "Träffsäkerhet",
  interval: "95\u202f%-intervall",
  macroPrecision: "Makro\u00adprecision",
  macroRecall: "Makro\u00adtäckning",
  macroF1: "Makro-F1",
  logLoss: "Log-förlust",
  ece: "ECE",
  size: "Storlek",
  digit: "Siffra",
  precision: "Precision",
  recall: "Täckning (recall)",
  f1: "F1",
  support: "Bilder",
  model: "Modell",
  chosenMark: "vald",
  baselineMark: "bara till jämförelse",
  notMeasured: "inte mätt",
  fitTime: "Träning",
  predictTime: "En bild",
  all: "Alla",
  results: {
    heading: "Resultat",
    intro: (n) => `Alla på samma ${n} testbilder, varje modell inläst igen från filen den sparades i.`,
    caption: "Alla modeller på testbilderna, den träffsäkraste först",
    othersCaption: (resamples) =>
      `De övriga måtten på testbilderna, med sina 95\u202f%-intervall under (bootstrap, ${resamples} nya urval av bilderna)`,
    plotCaption:
      "Träffsäkerhet på testbilderna (punkt) med Wilsons 95\u202f%-intervall (linje). Den öppna ringen är träffsäkerheten på valideringsbilderna. Där två intervall till stor del täcker varandra kan modellernas ordning bli en annan med andra bilder.",
    plotLabel: "Träffsäkerhet med 95\u202f%-intervall, per modell",
  },
  choice: {
    heading: "Valet",
    caption: (n) => `Träffsäkerhet på de ${n} valideringsbilderna, som ensamma avgör`,
    validationAccuracy: "Träffsäkerhet, validering",
    within: "Inom ett medelfel",
    yes: "ja",
    no: "nej",
    mark: (threshold, error) => `Ribban ligger på ${threshold}: det bästa resultatet minus ett medelfel, ${error}.`,
  },
  closeUp: {
    heading: (model) => `Närmare på: ${model}`,
    confusionCaption:
      "Raderna är den sanna siffran, kolumnerna svaret. Diagonalen är rätta svar. Ju starkare ton en annan ruta har, desto större andel av den siffrans bilder lästes fel på det viset.",
    confusionLabel: (model) => `Förväxlingsmatris för ${model}`,
    trueDigit: "Sann siffra",
    answer: "Svar",
    noMistakes: "Den läste ingen av dem fel.",
    mistakes: (n) => `Den läste ${n} bilder fel. De vanligaste misstagen:`,
    mistake: (from, to, times) => `${from} läst som ${to}, ${times === 1 ? "en gång" : `${times} gånger`}`,
    perClassCaption: "Precision, täckning och F1 för varje siffra",
    misread: (image, truth, answer, confidence) =>
      `Testbild ${image}: en ${truth}:a läst som ${answer}, ${confidence} säker`,
    confidentCaption:
      "De fellästa testbilder som den var säkrast på: sann siffra, svar och hur säker den var. Några av dem skulle dela också människor.",
    missing: "Den valda modellen har inga tal i den här körningen: den avbröts innan de hade mätts.",
  },
  perClass: {
    heading: "Siffra för siffra",
    caption: "F1 för varje siffra, i procent, för varje modell. Ju starkare ton, desto lägre F1.",
    label: "F1 för varje siffra, per modell",
  },
  certainty: {
    heading: "Hur säker den är, och om den borde vara det",
    intro:
      "Sannolikheterna är kalibrerade. ECE (förväntat kalibreringsfel, 15 klasser) säger hur långt den uppgivna säkerheten ligger från andelen rätta svar. En prediktionsmängd rymmer varje siffra som kan vara menad: 95\u202f%-mängden bör rymma den sanna för minst ungefär 95\u202f% av bilderna, med så få siffror som möjligt.",
    caption: "Sannolikheter och prediktionsmängder på testbilderna",
    holds: (level) => `${level}-mängden rymmer siffran`,
    digits: "Siffror i den",
    reliabilityLabel: (model) => `Uppgiven säkerhet och andel rätta svar, i klasser, för ${model}`,
    reliabilityCaption:
      "Den valda modellen på testbilderna. Varje punkt är en klass av svar med ungefär samma uppgivna säkerhet; ju större, desto fler bilder. På den streckade linjen har en modell rätt så ofta som den säger. Små punkter är få bilder och sprids av slumpen.",
    confidence: "uppgiven säkerhet",
  },
  cost: {
    heading: "Vad det kostar",
    caption: "Träningstid, i logaritmisk skala, mot träffsäkerhet på testbilderna. Uppåt och åt vänster är bättre.",
    label: "Träningstid mot träffsäkerhet, per modell",
    axis: "träningstid (logaritmisk)",
  },
  importances: {
    heading: "Vilka bildpunkter som räknas",
    intro: (model) => `Vad var och en av de 784 bildpunkterna är värd för modellen ${model}.`,
    impurity: "Delningar",
    permutation: "Förlust utan den",
    label: (model, splits, lost) =>
      `Varje bildpunkts betydelse för ${model}, som två bilder på 28 gånger 28. Mitten, halva sidan åt varje håll, har ${splits} av betydelsen efter delningar och ${lost} av den efter vad som går förlorat.`,
    caption: (images, repeats) =>
      `Ju starkare ton, desto mer räknas bildpunkten. Till vänster: hur mycket renare dess delningar gör klasserna. Till höger: hur mycket träffsäkerhet ${images} undanhållna bilder förlorar när bildpunktens värden byter plats mellan dem (medel av ${repeats} slumpvisa ordningar); grannar kan träda in för varandra, så enstaka punkter förlorar lite.`,
  },
  data: {
    heading: "Data",
    caption: "Bilderna och vad de användes till",
    source: "Källa",
    train: "Träning",
    testing: "Test",
    sum: "SHA-256 av bildpunkter och etiketter",
    use: "Användning",
    images: "Bilder",
    fit: "Träning: det modellerna lär sig av",
    validation: "Validering: kalibrera och välja",
    test: "Test: mäta, en gång",
    available: (train, test) => `Tillgängliga: ${train} för träning och validering, ${test} för test.`,
  },
  method: {
    heading: "Metod",
    steps: ({ version, seed }) => [
      `Varje bild går genom samma förbehandling (version ${version}) som en ritad siffra, en uppladdad bild eller en kamerabild: anpassad till 20\u202f×\u202f20 bildpunkter med formen i behåll, med tyngdpunkten mitt i 28\u202f×\u202f28.`,
      `Träningsbilderna delas slumpmässigt, från frö ${seed}, i träning och validering, så att varje siffra har samma andel av båda.`,
      "Varje modell tränas enbart på träningsbilderna.",
      "På ena halvan av valideringsbilderna bestäms en temperatur som gör sannolikheterna ärliga utan att ändra något svar; på den andra halvan bestäms prediktionsmängdernas trösklar. Valideringstalen är korsvis beräknade: ingen bild bedöms med en temperatur som den själv varit med om att bestämma.",
      "En modell väljs på valideringsbilderna enligt en regel som skrevs i förväg.",
      "Varje modell sparas, läses in igen och kontrolleras; den kopian mäts på testbilderna. Ingenting ändrades efteråt.",
    ],
    caption: "Modellerna så som de var inställda, och vad deras träning säger om sig själv",
    pipeline: "Steg",
    facts: "Vad träningen säger",
  },
  limits: {
    heading: "Begränsningar",
    mnist:
      "MNIST är handstil från anställda vid USA:s folkräkning och gymnasieelever omkring 1990, prydligt utklippt. Andra vanor (en etta med lång flagga, en sjua med streck), andra pennor och fotografier är svårare; den här rapporten mäter dem inte.",
    synthetic:
      "Testsiffrorna kommer från samma program som träningssiffrorna. Verklig handstil kommer att läsas sämre.",
    intervals:
      "Intervallen säger hur mycket träffsäkerheten kan skilja sig på andra bilder av samma slag. De utelämnar vad ett annat frö eller en annan delning skulle ändra.",
    sets: "Prediktionsmängderna håller sitt löfte i genomsnitt över bilder som valideringsbilderna, inte för varje siffra eller varje skribent.",
    times:
      "Tiderna mättes på en dator medan modeller tränades sida vid sida. Valet frågar bara om en modell svarar inom 10 ms per bild.",
    notDigits:
      "En modell känner bara siffror. Det som gör den osäker avvisas, men en bokstav som liknar en siffra läses som en.",
  },
  reproduce: {
    heading: "Gör om det",
    intro:
      "Samma frö och data ger samma byte på varje dator, med vilket antal arbetstrådar som helst. Jämför summorna med dem från en egen körning:",
    caption: "SHA-256 för varje sparad modell",
    tensors: "model.safetensors",
    manifest: "manifest.json",
    facts: "Körningen",
    profile: "Profil",
    seed: "Frö",
    workers: "Arbetstrådar",
    duration: "Varaktighet",
    software: "Programvara",
    preprocess: "Förbehandling",
    version: (version) => `version ${version}`,
  },
};
