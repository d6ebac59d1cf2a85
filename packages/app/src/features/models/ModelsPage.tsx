import { createResource, createSignal, Show } from "solid-js";
import { t as common, language, translate } from "../../i18n/index.ts";
import { keepSigns } from "../../i18n/language.ts";
import { Fetched } from "../../ui/Fetched.tsx";
import { PageHeading } from "../../ui/frame/PageHeading.tsx";
import "../about/about.css";
import "./models.css";
import { ComparisonTable } from "./ComparisonTable.tsx";
import { Closer } from "./closer/Closer.tsx";
import { OpenRun } from "./run/OpenRun.tsx";
import { openShippedRun, type Run } from "./run/run.ts";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

/** How the models of the shipped run compare, which was chosen and why, and what each takes for what. */
export default function ModelsPage() {
  const [shipped] = createResource(openShippedRun);
  const [own, setOwn] = createSignal<Run>();
  return (
    <main class="about models">
      <PageHeading title={common().pages.models.title}>{common().pages.models.title}</PageHeading>
      <p class="lead">{own() ? t().own.lead : t().lead}</p>
      <OpenRun isOwn={own() !== undefined} onRun={setOwn} />
      <Show
        when={own()}
        keyed
        fallback={
          <Fetched resource={shipped} asking={t().asking} failed={t().failed}>
            {(found) => <RunView run={found()} />}
          </Fetched>
        }
      >
        {(run) => <RunView run={run} />}
      </Show>
    </main>
  );
}

function RunView(props: { run: Run }) {
  return (
    <>
      <ComparisonTable models={props.run.metrics.models} chosen={props.run.selection.chosen} />
      <section aria-labelledby="choice-title" class="prose">
        <h2 id="choice-title">{t().choice.title}</h2>
        <p>{props.run.selection.rule[language()]}</p>
        <p>{keepSigns(props.run.selection.explanation[language()])}</p>
        <p>{keepSigns(props.run.metrics.verdict.text[language()])}</p>
      </section>
      <Closer run={props.run} />
    </>
  );
}
