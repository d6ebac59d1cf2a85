import type { Dictionary } from "./en.ts";

/** Allt som appen säger, på svenska. */
export const sv: Dictionary = {
  heading: "Siffra läser siffrorna du skriver",
  digits: [
    "en nolla",
    "en etta",
    "en tvåa",
    "en trea",
    "en fyra",
    "en femma",
    "en sexa",
    "en sjua",
    "en åtta",
    "en nia",
  ],

  pages: {
    read: { link: "Läs", title: "Siffra: läser handskrivna siffror" },
    about: { link: "Om", title: "Om Siffra" },
  },

  page: {
    loading: "Hämtar sidan",
    failed: {
      what: "Sidan gick inte att öppna.",
      next: "Kontrollera anslutningen och ladda den igen. Det du ritat finns kvar.",
      reload: "Ladda igen",
    },
  },

  notFound: {
    what: "Här finns ingen sida.",
    next: "Till ritytan",
  },

  header: {
    pages: "Sidor",
    otherLanguage: "English",
    toDark: "Mörkt tema",
    toLight: "Ljust tema",
  },

  surface: {
    region: "Papper",
    drawing: (strokes) => (strokes === 0 ? "Tom rityta" : `Din teckning, ${strokes} streck`),
    hint: "Skriv en siffra här",
    dropHint: "Släpp bilden här",
    picture: "Bilden som läses",
    camera: "Kamerans bild just nu",
    cameraHint: "Låt ett tal fylla rutan.",
    cameraNext: "Välj sedan Läs det här.",
    cameraStarting: "Startar kameran",
  },

  tools: {
    label: "Verktyg",
    undo: "Ångra",
    clear: "Rensa",
    picture: "Bild",
    camera: "Kamera",
    capture: "Läs det här",
    backToDrawing: "Till teckningen",
    close: "Stäng meddelandet",
    tryAgain: "Försök igen",
  },

  answer: {
    region: "Svar",
    loading: "Gör modellen klar",
    certain: (digit) => `Det är ${digit}.`,
    probable: (digit) => `Troligen ${digit}.`,
    unsure: (digit, others) => `Troligen ${digit}; kan också vara ${others}.`,
    odd: (digit) => `Svårt att säga; mest likt ${digit}.`,
    number: (number) => `Talet ${number}.`,
    unsureDigit: (position, others) => `Siffra ${position} kan också vara ${others}.`,
    unsureDigits: (count) => `${count} av siffrorna är osäkra.`,
    saw: "Det modellen såg",
    sawDigit: (digit) => `De 28 gånger 28 bildpunkter som lästes som ${digit}`,
    sawNothing: "Inget har nått modellen ännu",
    pickDigit: (position, digit) => `Siffra ${position}: ${digit}`,
    pickDigits: "Talets siffror",
    probabilities: "Sannolikhet för varje siffra",
  },

  stages: {
    region: "Från bläck till svar",
    intro: "Varje teckning och bild går samma väg som träningsbilderna gick.",
    picture: (name) => `Bild av steget: ${name}`,
    names: {
      input: "Dina streck",
      luminance: "Ljushet",
      flattened: "Utan skuggor",
      polarity: "Bläcket blir ljust",
      ink: "Bläcket hittat",
      digits: "Siffrorna kvar",
      width: "Streckbredd",
      fitted: "28 × 28",
    },
  },

  footer: {
    privacy: "Inget du ritar, väljer eller fotograferar lämnar din enhet.",
  },

  model: {
    measured: (model, accuracy, low, high, count) =>
      `${model}: läser ${accuracy} av ${count} testbilder rätt (95 %-intervall ${low} till ${high}).`,
    unmeasured: (model) => `${model}: inte mätt ännu.`,
    synthetic: "Tränad på syntetisk handstil, inte på MNIST.",
    more: "Mer om den",
  },

  refusals: {
    "no-ink": {
      what: "Inget bläck ännu.",
      drawing: "Skriv en siffra från 0 till 9, välj en bild eller använd kameran.",
      picture: "Det finns inget bläck i bilden. Gå närmare, med jämnt ljus på papperet.",
    },
    "too-little-ink": {
      what: "För lite bläck att läsa.",
      drawing: "Skriv siffran större.",
      picture: "Gå närmare, så att siffran fyller mer av bilden.",
    },
    "too-much-ink": {
      what: "För mycket bläck för att hitta en siffra.",
      drawing: "Rensa papperet och skriv ett tal.",
      picture: "Lämna tomt papper runt talet, eller skriv med en smalare penna.",
    },
    "not-a-digit": {
      what: "Det här liknar ingen siffra.",
      drawing: "Skriv en siffra från 0 till 9.",
      picture: "Ta en bild av bara talet, på tomt papper.",
    },
    other: {
      what: "Det här går inte att läsa.",
      drawing: "Rensa papperet och skriv ett tal.",
      picture: "Prova en bild av ett tal på tomt papper.",
    },
  },

  errors: {
    "webassembly-missing": {
      what: "Webbläsaren kör inte WebAssembly, som läser siffrorna.",
      next: "Uppdatera webbläsaren, eller tillåt WebAssembly för sidan.",
    },
    "model-missing": {
      what: "Modellen finns inte där den ska.",
      next: "Ladda om sidan. Hjälper inte det behöver webbplatsen lägga ut modellen igen.",
    },
    "model-unreachable": {
      what: "Modellen gick inte att hämta.",
      next: "Kontrollera anslutningen och försök igen.",
    },
    "model-broken": {
      what: "En av läsarens filer är skadad, så den används inte.",
      next: "Försök igen. Är den fortfarande skadad behöver webbplatsen lägga ut den igen.",
    },
    "bundle-preprocess-version": {
      what: "Modellen är gjord för en annan version av Siffra.",
      next: "Ladda om sidan för att få de två som hör ihop.",
    },
    "worker-crashed": {
      what: "Läsaren stannade två gånger.",
      next: "Det du ritat finns kvar. Försök igen, eller ladda om sidan.",
    },
    "file-not-picture": {
      what: "Filen är ingen bild i PNG, JPEG eller WebP.",
      next: "Välj en bild i något av de formaten.",
    },
    "file-unreadable": {
      what: "Bilden går inte att öppna.",
      next: "Välj en annan, eller spara den på nytt som PNG eller JPEG. Din teckning finns kvar.",
    },
    "file-too-large": {
      what: "Bilden är för stor.",
      next: "Välj en på högst 20 MB och 40 megapixlar.",
    },
    "one-at-a-time": {
      what: "En bild läses åt gången, så bara den första togs.",
      next: "Lägg till nästa när du har sett svaret.",
    },
    "strokes-too-many-points": {
      what: "Det är mer bläck här än som kan läsas på en gång.",
      next: "Rensa papperet och skriv talet igen.",
    },
    "camera-denied": {
      what: "Kameran är inte tillåten på sidan.",
      next: "Tillåt den i webbläsarens adressfält och försök igen, eller välj en bild.",
    },
    "camera-missing": {
      what: "Ingen kamera hittades.",
      next: "Anslut en och försök igen, eller välj en bild.",
    },
    "camera-busy": {
      what: "Kameran används av något annat.",
      next: "Stäng den andra appen eller fliken och försök igen.",
    },
    "camera-insecure": {
      what: "Webbläsare ger kameran bara till säkra sidor.",
      next: "Öppna sidan med https, eller välj en bild.",
    },
    "camera-failed": {
      what: "Kameran gav ingen bild.",
      next: "Försök igen, eller välj en bild.",
    },
    unexpected: {
      what: "Något gick fel som inte borde.",
      next: "Det du ritat finns kvar. Försök igen, eller ladda om sidan.",
    },
  },
};
