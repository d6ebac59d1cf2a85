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
    data: { link: "Bilder", title: "Hur bilderna ser ut" },
    models: { link: "Modeller", title: "Hur modellerna står sig" },
    train: { link: "Träna", title: "Träna en modell" },
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

  keep: {
    refused: "Webbläsaren sparar inget för den här sidan, så teckningen försvinner när sidan stängs.",
  },

  update: {
    ready: "En ny version av Siffra är klar.",
    load: "Uppdatera",
    later: "Senare",
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
    gridHelp:
      "Fyll rutor med fingret eller musen. Med tangentbordet: piltangenterna flyttar, mellanslag fyller, backsteg tömmer, och skift med en piltangent drar ett streck.",
    picture: "Bilden som läses",
    camera: "Kamerans bild just nu",
    cameraHint: "Låt ett tal fylla rutan.",
    cameraNext: "Det läses när bilden är stilla. Frys behåller den.",
    cameraStarting: "Startar kameran",
    cameraChoice: "Kamera att använda",
    cameraNumber: (position) => `Kamera ${position}`,
    cameraLight: "Lampa",
  },

  tools: {
    label: "Verktyg",
    undo: "Ångra",
    redo: "Gör om",
    eraser: "Sudd",
    clear: "Rensa",
    picture: "Bild",
    camera: "Kamera",
    capture: "Frys",
    grid: "Rita i ett rutnät, även med tangentbordet",
    share: "Spara och dela",
    backToDrawing: "Till teckningen",
    close: "Stäng meddelandet",
    tryAgain: "Försök igen",
  },

  answer: {
    region: "Svar",
    ready: "Redo att läsa.",
    loading: "Gör modellen klar",
    loadingSlowly: "Anslutningen är långsam. Rita redan nu: det läses så snart modellen är framme.",
    certain: (digit) => `Det är ${digit}.`,
    probable: (digit) => `Troligen ${digit}.`,
    unsure: (digit, others) => `Troligen ${digit}; kan också vara ${others}.`,
    odd: (digit) => `Svårt att säga; mest likt ${digit}.`,
    number: (number) => `Talet ${number}.`,
    numberShare: (share) => `Säkerhet för hela talet: ${share}.`,
    unsureDigit: (position, others) => `Siffra ${position} kan också vara ${others}.`,
    unsureDigits: (count) => `${count} av siffrorna är osäkra.`,
    saw: "Det modellen såg",
    sawDigit: (digit) => `De 28 gånger 28 bildpunkter som lästes som ${digit}`,
    sawNothing: "Inget har nått modellen ännu",
    pickDigit: (position, digit) => `Siffra ${position}: ${digit}`,
    pickDigits: "Talets siffror",
    guess: (digit, share) => `Närmast är ${digit}, med bara ${share}.`,
    noGuess: "Ingen siffra ligger närmare än de andra.",
    correct: "Fel? Rätta det",
    correctRefused: "En siffra? Säg vilken",
    keepAnswer: "Låt stå",
    whichDigit: "Vilken siffra är det?",
    itIs: (digit) => `Det är ${digit}`,
    taught: (digit) => `Som du lärt den. Modellen själv skulle säga ${digit}.`,
    probabilities: "Sannolikhet för varje siffra",
  },

  stages: {
    region: "Från bläck till svar",
    intro: "Varje teckning och bild går samma väg som träningsbilderna gick.",
    picture: (name) => `Bild av steget: ${name}`,
    explanations: {
      input: "Det du gav, innan något har gjorts med det.",
      luminance: "Färger blir grått, så ljust som ögat ser dem.",
      flattened: "Skuggor och ojämnt ljus på papperet tas bort.",
      polarity: "Mörkt bläck på ljust papper vänds: i MNIST är bläcket ljust.",
      ink: "Varje bildpunkt är bläck eller papper, efter en gräns som bilden själv sätter.",
      digits: "Fläckar och papperets linjer försvinner; det som hör ihop är en siffra.",
      width: "Strecken blir så breda som i MNIST, så att vilken penna som helst duger.",
      fitted: "Skalas till 20 gånger 20 bildpunkter, med tyngdpunkten i mitten. Det här ser modellen.",
    },
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

  more: {
    models: "Vad varje modell säger",
    occlusion: "Vilket bläck som avgör",
    nearest: "Träningsbilder som liknar den mest",
    hand: "Min handstil",
  },

  footer: {
    privacy: "Inget du ritar, väljer eller fotograferar lämnar din enhet.",
  },

  model: {
    measured: (model, accuracy, low, high, count) =>
      `${model}: läser ${accuracy} av ${count} testbilder rätt (95 %-intervall ${low} till ${high}).`,
    unmeasured: (model) => `${model}: inte mätt ännu.`,
    synthetic: "Tränad på syntetisk handstil, inte på MNIST.",
    more: "Mer om den",
    own: "Du har tränat den här modellen i webbläsaren.",
    useShipped: "Läs med den medföljande",
  },

  refusals: {
    "no-ink": {
      what: "Inget bläck hittades.",
      drawing: "Skriv en siffra, eller ett tal med flera. Bild och kamera går också bra.",
      picture: "Gå närmare, med jämnt ljus på papperet.",
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
      what: "Webbläsaren kör inte WebAssembly med SIMD, som läser siffrorna.",
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
      what: "Filen är ingen bild i PNG, JPEG, WebP, GIF eller BMP.",
      next: "Välj en bild i något av de formaten.",
    },
    "file-folder": {
      what: "Det här är en mapp, ingen bild.",
      next: "Öppna den och välj bilderna som ligger i den, gärna flera på en gång.",
    },
    "file-unreadable": {
      what: "Bilden går inte att öppna.",
      next: "Välj en annan, eller spara den på nytt som PNG eller JPEG. Din teckning finns kvar.",
    },
    "file-too-large": {
      what: "Bilden är för stor.",
      next: "Välj en på högst 20 MB och 40 megapixlar.",
    },
    "drawing-broken": {
      what: "Länken innehåller ingen teckning.",
      next: "Kopiera den igen där den kom ifrån. Din egen teckning finns kvar.",
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
    "storage-refused": {
      what: "Webbläsaren sparar inget för den här sidan.",
      next: "Det du gjorde gäller tills sidan stängs. Spara det som en fil för att behålla det.",
    },
    "storage-full": {
      what: "Webbläsarens lagring är full.",
      next: "Det du gjorde gäller tills sidan stängs. Frigör utrymme, eller spara det som en fil.",
    },
    "hand-broken": {
      what: "Filen innehåller inga rättelser.",
      next: "Välj en fil som Min handstil har sparat.",
    },
    "own-model-missing": {
      what: "Modellen som du tränade finns inte längre i webbläsaren.",
      next: "Försök igen för att läsa med den medföljande.",
    },
    "index-broken": {
      what: "Listan över modeller är skadad.",
      next: "Ladda om sidan. Svaret ovan berörs inte.",
    },
    unexpected: {
      what: "Något gick fel som inte borde ha gjort det.",
      next: "Det du ritat finns kvar. Försök igen, eller ladda om sidan.",
    },
  },
};
