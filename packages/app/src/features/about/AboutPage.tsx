import { For } from "solid-js";
import { t as common, translate } from "../../i18n/index.ts";
import { PageHeading } from "../../ui/frame/PageHeading.tsx";
import { Install } from "../install/Install.tsx";
import "./about.css";
import { ModelCard } from "./ModelCard.tsx";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

/** What Siffra is, how it works, what it cannot do, and what is known of its model. */
export default function AboutPage() {
  return (
    <main class="about">
      <PageHeading title={common().pages.about.title}>{common().pages.about.title}</PageHeading>
      <p class="lead">{t().lead}</p>
      <section aria-labelledby="how-title" class="prose">
        <h2 id="how-title">{t().how.title}</h2>
        <ol class="steps">
          <For each={t().how.steps}>{(step) => <li>{step}</li>}</For>
        </ol>
      </section>
      <section aria-labelledby="limits-title" class="prose">
        <h2 id="limits-title">{t().limits.title}</h2>
        <ul class="bullets">
          <For each={t().limits.items}>{(item) => <li>{item}</li>}</For>
        </ul>
      </section>
      <section aria-labelledby="privacy-title" class="prose">
        <h2 id="privacy-title">{t().privacy.title}</h2>
        <For each={t().privacy.paragraphs}>{(paragraph) => <p>{paragraph}</p>}</For>
      </section>
      <Install />
      <ModelCard />
    </main>
  );
}
