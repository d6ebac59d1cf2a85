import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import subsetFont from "subset-font";

/**
 * Makes the font that a first visit loads: the letters of both languages, figures and punctuation, which is what the
 * page itself says. Other letters come with the whole font when somebody's text has them: base.css has the same ranges.
 * `npx --yes pnpm@12 --filter @siffra/app font`
 */

const WHOLE = createRequire(import.meta.url).resolve(
  "@fontsource-variable/familjen-grotesk/files/familjen-grotesk-latin-wght-normal.woff2",
);
const OUT = new URL("../src/ui/fonts/familjen-grotesk.woff2", import.meta.url);
const ASCII = String.fromCharCode(...Array.from({ length: 95 }, (_, i) => 0x20 + i));

const text = `${ASCII}ÄÅÉÖäåéö\u00a0·×–—‘’“”…`;
writeFileSync(OUT, await subsetFont(readFileSync(WHOLE), text, { targetFormat: "woff2" }));
