const en = {
  lead: "Siffra reads handwritten digits: drawn, photographed or scanned, one or several at a time. It does so on your own device, and shows how it came to its answer.",
  how: {
    title: "How it works",
    steps: [
      "What you give is brought into the form of MNIST, the 70,000 handwritten digits that computers have learnt to read from since the nineties: ink is found, strokes get the usual width, each digit is scaled into 28 by 28 pixels.",
      "A model that has seen tens of thousands of such images gives each of the ten digits a probability. The probabilities are calibrated: of the answers that it calls 90 % certain, about nine in ten are right.",
      "Where it wavers it says so, and names every digit that is likely. What does not look like a digit is refused.",
    ],
  },
  limits: {
    title: "What it does not do well",
    items: [
      "MNIST's writers were American. A one with a long flag or a foot, a seven with a bar, or a nine like a g is read less well. Correct it once: My hand remembers.",
      "Digits that touch each other are hard to tell apart. Leave some space between them.",
      "Some letters and doodles look enough like a digit to be taken for one.",
      "A photo in bad light is harder than a drawing. Even light on plain paper helps.",
      "It is no judge: do not let it decide about people on its own.",
    ],
  },
  privacy: {
    title: "Privacy",
    paragraphs: [
      "There is no server that reads. What you draw, choose or photograph is worked on in this browser and leaves the device only if you share it yourself. A link that you copy holds the drawing itself, in the part of the address that browsers send to nobody.",
      "The browser keeps your last drawing, your corrections, a model that you have trained and read with, the language and the theme, on this device. Clearing the site's data in the browser forgets them. Nothing is counted or measured, and nothing is fetched from anybody else.",
    ],
  },
  card: {
    title: "The shipped model",
    asking: "Getting its card",
    failed: "The card could not be fetched. Check the connection and load the page again.",
    kind: "Kind",
    accuracy: "Right, of test images",
    accuracyValue: (share: string, count: string) => `${share} of ${count}`,
    interval: "95 % interval",
    intervalValue: (low: string, high: string) => `${low} to ${high}`,
    calibration: "Calibration error",
    trained: "Trained on",
    trainedValue: (count: string, name: string) => `${count} images (${name})`,
    size: "Size",
    sizeValue: (kilobytes: string) => `${kilobytes} kB`,
    full: "The full card, as it was written when the model was trained",
  },
};

const sv: typeof en = {
  lead: "Siffra läser handskrivna siffror: ritade, fotograferade eller skannade, en eller flera åt gången. Det sker på din egen enhet, och du ser hur svaret kom till.",
  how: {
    title: "Så fungerar det",
    steps: [
      "Det du ger görs om till samma form som MNIST, de 70 000 handskrivna siffror som läsande datorer har tränats på sedan nittiotalet: bläcket hittas, strecken får normal bredd och varje siffra skalas till 28 gånger 28 bildpunkter.",
      "En modell som har sett tiotusentals sådana bilder ger var och en av de tio siffrorna en sannolikhet. Sannolikheterna är kalibrerade: av de svar som den är 90 % säker på är ungefär nio av tio rätt.",
      "När den tvekar säger den det och nämner varje trolig siffra. Det som inte liknar en siffra avvisas.",
    ],
  },
  limits: {
    title: "Det den inte är bra på",
    items: [
      "De som skrev MNIST var amerikaner. En etta med lång flagga eller fot, en sjua med tvärstreck eller en nia som ett g läses sämre. Rätta en gång, så minns Min handstil.",
      "Siffror som rör vid varandra är svåra att skilja åt. Lämna lite plats mellan dem.",
      "En del bokstäver och krumelurer är så lika en siffra att de tas för en.",
      "Ett foto i dåligt ljus är svårare än en teckning. Jämnt ljus på vanligt papper hjälper.",
      "Den är ingen domare: låt den inte på egen hand avgöra något om människor.",
    ],
  },
  privacy: {
    title: "Integritet",
    paragraphs: [
      "Det finns ingen server som läser. Det du ritar, väljer eller fotograferar behandlas i den här webbläsaren och lämnar enheten bara om du själv delar det. En länk som du kopierar innehåller själva teckningen, i den del av adressen som webbläsare inte skickar till någon.",
      "Webbläsaren sparar din senaste teckning, dina rättelser, en modell som du har tränat och läser med, språket och temat på den här enheten. Rensar du webbplatsens data i webbläsaren är de glömda. Inget räknas eller mäts, och inget hämtas från någon annan.",
    ],
  },
  card: {
    title: "Den medföljande modellen",
    asking: "Hämtar modellkortet",
    failed: "Modellkortet gick inte att hämta. Kontrollera anslutningen och ladda om sidan.",
    kind: "Slag",
    accuracy: "Rätt, av testbilderna",
    accuracyValue: (share, count) => `${share} av ${count}`,
    interval: "95 %-intervall",
    intervalValue: (low, high) => `${low} till ${high}`,
    calibration: "Kalibreringsfel",
    trained: "Tränad på",
    trainedValue: (count, name) => `${count} bilder (${name})`,
    size: "Storlek",
    sizeValue: (kilobytes) => `${kilobytes} kB`,
    full: "Hela modellkortet på engelska, som det skrevs när modellen tränades",
  },
};

export const TEXTS = { en, sv };
