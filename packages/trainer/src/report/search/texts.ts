import type { Language } from "../formats.ts";

/** Words of the page about a search. Functions take numbers that are already written out. */
const en = {
  title: (name: string) => `Siffra: the search ${name}`,
  heading: (name: string) => `The search ${name}`,
  lead: (n: { trials: string; configurations: string; score: string; images: string }) =>
    `${n.trials} trials of ${n.configurations} configurations, on training images alone. The best reads ${n.score} of the held-out images right; it was fitted to ${n.images}.`,
  synthetic: "The digits were drawn by a program from a seed: the figures say nothing about handwriting.",
  setting: "The best settings",
  parameter: "Parameter",
  value: "Value",
  plots: "What each setting is worth",
  plotLabel: (name: string) => `Share of images misread in each trial against ${name}, and the accuracy of the best`,
  plotCaption: (name: string, rungs: number) =>
    `${name}: share of the held-out images that was misread, on a logarithmic scale with the best at the top, one dot a trial${rungs > 1 ? "; the larger the dot, the more images it was fitted to" : ""}. The best is in the accent. Other settings differ from dot to dot as well.`,
  table: "The trials, the best of the last rung first",
  trial: "Trial",
  images: "Images",
  accuracy: "Accuracy",
};

const sv: typeof en = {
  title: (name) => `Siffra: sökningen ${name}`,
  heading: (name) => `Sökningen ${name}`,
  lead: (n) =>
    `${n.trials} försök med ${n.configurations} inställningar, enbart på träningsbilder. Den bästa läser ${n.score} av de undanhållna bilderna rätt; den tränades på ${n.images}.`,
  synthetic: "Siffrorna är ritade av ett program från ett frö: talen säger ingenting om handstil.",
  setting: "De bästa inställningarna",
  parameter: "Parameter",
  value: "Värde",
  plots: "Vad varje inställning är värd",
  plotLabel: (name) => `Andel fellästa bilder i varje försök mot ${name}, och det bästas träffsäkerhet`,
  plotCaption: (name, rungs) =>
    `${name}: andel av de undanhållna bilderna som lästes fel, i logaritmisk skala med det bästa överst, en punkt per försök${rungs > 1 ? "; ju större punkt, desto fler bilder tränades det på" : ""}. Det bästa har accentfärgen. Även andra inställningar skiljer sig från punkt till punkt.`,
  table: "Försöken, det bästa i sista omgången först",
  trial: "Försök",
  images: "Bilder",
  accuracy: "Träffsäkerhet",
};

export type SearchTexts = typeof en;
export const SEARCH_TEXTS: Record<Language, SearchTexts> = { en, sv };
