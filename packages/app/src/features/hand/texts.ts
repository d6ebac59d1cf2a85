const en = {
  intro:
    "When an answer is wrong, correct it. Siffra then knows your way of writing, from now on. Your corrections stay on this device.",
  none: "Nothing corrected yet.",
  count: (count: number) => (count === 1 ? "1 correction" : `${count} corrections`),
  picture: (digit: string) => `Written by you, and corrected to ${digit}`,
  remove: (digit: string) => `Forget this one, ${digit}`,
  save: "Save the corrections",
  open: "Open saved corrections",
  opened: (count: number) => `${count === 1 ? "1 correction" : `${count} corrections`} added.`,
  forget: "Forget all",
  sure: "Forget all corrections on this device? This cannot be undone.",
  yes: "Yes, forget them",
  no: "No, keep them",
  forgotten: "All corrections are forgotten.",
};

const sv: typeof en = {
  intro:
    "Rätta när ett svar är fel. Då känner Siffra igen ditt sätt att skriva, från och med nu. Rättelserna stannar på den här enheten.",
  none: "Inget rättat ännu.",
  count: (count) => (count === 1 ? "1 rättelse" : `${count} rättelser`),
  picture: (digit) => `Skrivet av dig och rättat till ${digit}`,
  remove: (digit) => `Glöm den här, ${digit}`,
  save: "Spara rättelserna",
  open: "Öppna sparade rättelser",
  opened: (count) => `${count === 1 ? "1 rättelse" : `${count} rättelser`} tillagda.`,
  forget: "Glöm alla",
  sure: "Glömma alla rättelser på den här enheten? Det går inte att ångra.",
  yes: "Ja, glöm dem",
  no: "Nej, behåll dem",
  forgotten: "Alla rättelser är glömda.",
};

export const TEXTS = { en, sv };
