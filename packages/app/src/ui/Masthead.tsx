import { Show } from "solid-js";
import { language, switchLanguage, t } from "../i18n/index.ts";
import { MoonIcon, SunIcon } from "./icons.tsx";
import { Mark } from "./Mark.tsx";
import { switchTheme, theme } from "./theme.ts";

/** The name, the language and the theme. */
export function Masthead() {
  const themeLabel = () => (theme() === "dark" ? t().header.toLight : t().header.toDark);
  return (
    <header class="masthead">
      <Mark />
      <span class="name">Siffra</span>
      <button type="button" class="quiet" lang={language() === "sv" ? "en" : "sv"} onClick={switchLanguage}>
        {t().header.otherLanguage}
      </button>
      <button type="button" class="quiet" aria-label={themeLabel()} title={themeLabel()} onClick={switchTheme}>
        <Show when={theme() === "dark"} fallback={<MoonIcon />}>
          <SunIcon />
        </Show>
      </button>
    </header>
  );
}
