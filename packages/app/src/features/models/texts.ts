const en = {
  lead: "Several kinds of model learnt from the same images. This is how they read the 10,000 test images, which none of them had seen.",
  asking: "Getting the figures",
  failed: "The figures could not be fetched. Check the connection and load the page again.",
  table: {
    caption: "All models of the run, the most accurate first",
    model: "Model",
    accuracy: "Right",
    interval: "95% interval",
    f1: "F1, mean",
    ece: "Calibration error",
    fit: "Training",
    predict: "One answer",
    size: "Size",
    chosen: "chosen",
    seconds: (value: string) => `${value} s`,
    milliseconds: (value: string) => `${value} ms`,
    kilobytes: (value: string) => `${value} kB`,
  },
  choice: { title: "The choice" },
  closer: { title: "A closer look", model: "Model" },
  asTable: "As a table",
  reliability: {
    title: "Whether its certainty holds",
    confidence: "Certainty",
    accuracy: "Right",
    summary: (images: string, ece: string) =>
      `Answers to ${images} test images by how sure the model was. On the dotted line it is as often right as it says; it is ${ece} away on average. The larger a dot, the more answers.`,
  },
  learning: {
    title: "What more images give",
    images: "Images",
    validation: "Right on held-out images",
    training: "Right on its own images",
    summary: (from: string, few: string, to: string, many: string) =>
      `From ${from} with ${few} images to ${to} with ${many}.`,
  },
  own: {
    lead: "The run in the folder that you opened, as siffra train left it.",
    // The command that makes a run stands between the two.
    help: {
      before: "Have you run ",
      after: " yourself? Open its folder, or drop it on this page. Nothing of it leaves your device.",
    },
    shown: "This is your own run.",
    drop: "Drop the folder to see its run.",
    open: "Open a run's folder",
    back: "Back to the shipped run",
    failures: {
      "run-missing": "This folder does not hold a whole run. Choose one in runs that siffra train has finished.",
      "run-size": "A file in this folder is too large to be of a run. Choose a folder that siffra train has left.",
      "run-json": "A file in this folder is damaged. Train again, or choose another run.",
      "run-schema": "A file in this folder is not of this version of Siffra. Run siffra train again, then open it.",
    } as Record<string, string>,
  },
  confusion: {
    title: "What is taken for what",
    help: "The row is the digit that was meant, the column what the model read. Choose a cell to see its images.",
    caption: (model: string) => `Test images by digit and answer: ${model}`,
    meant: "Meant",
    read: "read as",
    cell: (count: number, meant: number, read: number) =>
      meant === read ? `${count} times ${meant}, read right` : `${count} times ${meant}, read as ${read}`,
    pictures: (meant: number, read: number) => `A ${meant} that was read as ${read}`,
    picture: (meant: number, read: number, sure: string) => `A ${meant} that was read as ${read}, ${sure} sure`,
    more: (shown: number, all: number) => `The ${shown} surest of ${all}.`,
  },
};

const sv: typeof en = {
  lead: "Flera slags modeller har lärt sig av samma bilder. Så här läser de de 10 000 testbilderna, som ingen av dem hade sett.",
  asking: "Hämtar resultaten",
  failed: "Resultaten kunde inte hämtas. Kontrollera anslutningen och ladda om sidan.",
  table: {
    caption: "Körningens alla modeller, den träffsäkraste först",
    model: "Modell",
    accuracy: "Rätt",
    interval: "95 %-intervall",
    f1: "F1, medel",
    ece: "Kalibreringsfel",
    fit: "Träning",
    predict: "Ett svar",
    size: "Storlek",
    chosen: "vald",
    seconds: (value) => `${value} s`,
    milliseconds: (value) => `${value} ms`,
    kilobytes: (value) => `${value} kB`,
  },
  choice: { title: "Valet" },
  closer: { title: "En närmare titt", model: "Modell" },
  asTable: "Som tabell",
  reliability: {
    title: "Om säkerheten håller",
    confidence: "Säkerhet",
    accuracy: "Rätt",
    summary: (images, ece) =>
      `Svaren på ${images} testbilder efter hur säker modellen var. På den prickade linjen har den rätt så ofta som den säger; i genomsnitt skiljer det ${ece}. Ju större prick, desto fler svar.`,
  },
  learning: {
    title: "Vad fler bilder ger",
    images: "Bilder",
    validation: "Rätt på undanhållna bilder",
    training: "Rätt på sina egna bilder",
    summary: (from, few, to, many) => `Från ${from} med ${few} bilder till ${to} med ${many}.`,
  },
  own: {
    lead: "Körningen i mappen du öppnade, så som siffra train lämnade den.",
    help: {
      before: "Har du själv kört ",
      after: "? Öppna mappen, eller släpp den på sidan. Inget av den lämnar din enhet.",
    },
    shown: "Det här är din egen körning.",
    drop: "Släpp mappen för att se dess körning.",
    open: "Öppna en körningsmapp",
    back: "Till den medföljande körningen",
    failures: {
      "run-missing": "I mappen finns ingen hel körning. Välj en i runs som siffra train har gjort klar.",
      "run-size": "En fil i mappen är för stor för en körning. Välj en mapp som siffra train har lämnat.",
      "run-json": "En fil i mappen är skadad. Träna igen eller välj en annan körning.",
      "run-schema":
        "En fil i mappen hör inte till den här versionen av Siffra. Kör siffra train igen och öppna den sedan.",
    },
  },
  confusion: {
    title: "Vad som tas för vad",
    help: "Raden är siffran som menades, kolumnen vad modellen läste. Välj en ruta för att se bilderna.",
    caption: (model) => `Testbilder efter siffra och svar: ${model}`,
    meant: "Menad",
    read: "läst som",
    cell: (count, meant, read) =>
      meant === read ? `${count} gånger ${meant}, rätt läst` : `${count} gånger ${meant}, läst som ${read}`,
    pictures: (meant, read) => `En ${meant} som lästes som ${read}`,
    picture: (meant, read, sure) => `En ${meant} som lästes som ${read}, ${sure} säker`,
    more: (shown, all) => `De ${shown} säkraste av ${all}.`,
  },
};

export const TEXTS = { en, sv };
