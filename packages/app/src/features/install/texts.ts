const en = {
  title: "Siffra as an app",
  help: "Siffra can stand among your other apps and open in a window of its own. It works there without a network, as here.",
  install: "Install Siffra",
  done: "Siffra is installed.",
};

const sv: typeof en = {
  title: "Siffra som app",
  help: "Siffra kan ligga bland dina andra appar och öppnas i ett eget fönster. Även där fungerar den utan nät.",
  install: "Installera Siffra",
  done: "Siffra är installerad.",
};

export const TEXTS = { en, sv };
