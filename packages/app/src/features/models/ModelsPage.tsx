import { createResource } from "solid-js";
import { t as common, language, translate } from "../../i18n/index.ts";
import { Fetched } from "../../ui/Fetched.tsx";
import { PageHeading } from "../../ui/PageHeading.tsx";
import "../about/about.css";
import "./models.css";
import { ComparisonTable } from "./ComparisonTable.tsx";
import { Confusion } from "./Confusion.tsx";
import { fetchRun } from "./fetchRun.ts";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

/** How the models of the shipped run compare, which was chosen and why, and what each takes for what. */
export default function ModelsPage() {
  const [run] = createResource(fetchRun);
  return (
    <main class="about models">
      <PageHeading title={common().pages.models.title}>{common().pages.models.title}</PageHeading>
      <p class="lead">{t().lead}</p>
      <Fetched resource={run} asking={t().asking} failed={t().failed}>
        {(found) => (
          <>
            <ComparisonTable models={found().metrics.models} chosen={found().selection.chosen} />
            <section aria-labelledby="choice-title" class="prose">
              <h2 id="choice-title">{t().choice.title}</h2>
              <p>{found().selection.rule[language()]}</p>
              <p>{found().selection.explanation[language()]}</p>
              <p>{found().metrics.verdict.text[language()]}</p>
            </section>
            <Confusion models={found().metrics.models} first={found().selection.chosen} />
          </>
        )}
      </Fetched>
    </main>
  );
}
