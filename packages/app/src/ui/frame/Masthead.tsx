import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { expectSwitch, otherLanguage, switchLanguage, t } from "../../i18n/index.ts";
import { PAGES } from "../../pages.ts";
import { MoonIcon, SunIcon } from "../controls/icons.tsx";
import { Mark } from "./Mark.tsx";
import { switchTheme, theme } from "./theme.ts";

/** The ways to the pages; the one that is open is underlined with ink. */
function Navigation() {
  return (
    <nav class="navigation" aria-label={t().header.pages}>
      <For each={PAGES}>
        {({ path, name }) => (
          <A href={path} end={path === "/"} class="navigation-link">
            {t().pages[name].link}
          </A>
        )}
      </For>
    </nav>
  );
}

/** The name, the pages, the language and the theme. */
export function Masthead() {
  const themeLabel = () => (theme() === "dark" ? t().header.toLight : t().header.toDark);
  return (
    <header class="masthead">
      <Mark />
      <span class="name">Siffra</span>
      <Navigation />
      <button
        type="button"
        class="quiet"
        lang={otherLanguage()}
        onPointerEnter={expectSwitch}
        onFocus={expectSwitch}
        onClick={switchLanguage}
      >
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
