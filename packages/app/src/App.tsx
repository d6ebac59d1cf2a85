import { HashRouter, Route } from "@solidjs/router";
import { For, type ParentProps, Suspense } from "solid-js";
import { NotFoundPage } from "./features/notFound/NotFoundPage.tsx";
import { UpdateNotice } from "./features/update/UpdateNotice.tsx";
import { createDocumentLanguage, t } from "./i18n/index.ts";
import { PAGES } from "./pages.ts";
import { Footer } from "./ui/frame/Footer.tsx";
import { Masthead } from "./ui/frame/Masthead.tsx";
import { PageFailure } from "./ui/frame/PageFailure.tsx";
import { createDocumentTheme } from "./ui/frame/theme.ts";

/** What every page stands in. A page's code may come late, or not at all when the network is gone. */
function Frame(props: ParentProps) {
  return (
    <>
      <Masthead />
      <PageFailure>
        <Suspense fallback={<p class="page-loading">{t().page.loading}</p>}>{props.children}</Suspense>
      </PageFailure>
      <Footer />
      <UpdateNotice />
    </>
  );
}

/** The addresses live in the fragment, so that the built folder works under any path and from any server. */
export function App() {
  createDocumentLanguage();
  createDocumentTheme();
  return (
    <HashRouter root={Frame}>
      <For each={PAGES}>{({ path, component }) => <Route path={path} component={component} />}</For>
      <Route path="*" component={NotFoundPage} />
    </HashRouter>
  );
}
