import { parseJson } from "@siffra/shared";
import { createMemo, For } from "solid-js";
import * as v from "valibot";
import sourcesText from "../../../../../datasets/sources.json?raw";
import { translate } from "../../i18n/index.ts";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

/** What the links need of datasets/sources.json. */
const Links = v.object({
  files: v.array(v.object({ gz: v.string(), mirrors: v.array(v.pipe(v.string(), v.url())) })),
});

const KIND = {
  what: "datasets/sources.json",
  jsonCode: "data-sources",
  schemaCode: "data-sources",
  advice: "Reload.",
};

/** Where MNIST's files are: links that the person follows, because the page itself asks nobody else for anything. */
export function MnistLinks() {
  const files = createMemo(() => parseJson(Links, sourcesText, KIND).files);
  return (
    <ul class="bullets" aria-label={t().downloads}>
      <For each={files()}>
        {({ gz, mirrors: [first, second] }) => (
          <li>
            <a href={first} rel="noreferrer" target="_blank">
              {gz}
            </a>{" "}
            <a href={second} rel="noreferrer" target="_blank" class="caption" aria-label={`${gz}, ${t().otherMirror}`}>
              {t().otherMirror}
            </a>
          </li>
        )}
      </For>
    </ul>
  );
}
