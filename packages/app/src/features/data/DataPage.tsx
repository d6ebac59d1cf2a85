import { createResource, createSignal, type JSX } from "solid-js";
import { t as common, language, translate } from "../../i18n/index.ts";
import { formatShare } from "../../i18n/language.ts";
import { Fetched } from "../../ui/Fetched.tsx";
import { PageHeading } from "../../ui/frame/PageHeading.tsx";
import "../about/about.css";
import "./data.css";
import { ClassPicker } from "./ClassPicker.tsx";
import { DigitMap } from "./DigitMap.tsx";
import { NearPairs, Suspects } from "./Doubts.tsx";
import { type Explored, fetchExploration } from "./fetchExploration.ts";
import { OneClass } from "./OneClass.tsx";
import { pixelsOf } from "./quantities.ts";
import { Spread } from "./Spread.tsx";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

/** What is in the images that the shipped models learnt from. One digit is chosen, and all pictures show it. */
export default function DataPage() {
  const [explored] = createResource(fetchExploration);
  return (
    <main class="about data">
      <PageHeading title={common().pages.data.title}>{common().pages.data.title}</PageHeading>
      <p class="lead">{t().lead}</p>
      <Fetched resource={explored} asking={t().asking} failed={t().failed}>
        {(ready) => <Findings explored={ready()} />}
      </Fetched>
    </main>
  );
}

function Findings(props: { explored: Explored }) {
  const [digit, setDigit] = createSignal(4);
  const found = () => props.explored.found;
  const say = (name: keyof Explored["found"]["texts"]) => <p>{found().texts[name][language()]}</p>;
  return (
    <>
      <div class="prose">
        {say("parts")}
        {say("duplicates")}
      </div>
      <ClassPicker digit={digit()} onPick={setDigit} />
      <OneClass found={found()} digit={digit()} />
      <Section id="shapes" title={t().shapes.title}>
        <div class="spreads">
          <div class="spread-part">
            {say("ink")}
            <Spread
              of={found().ink}
              digit={digit()}
              label={t().spread.ink}
              format={(value) => formatShare(language(), value)}
            />
          </div>
          <div class="spread-part">
            {say("strokeWidth")}
            <Spread of={found().strokeWidth} digit={digit()} label={t().spread.stroke} format={pixelsOf} />
          </div>
        </div>
        <p class="caption">{t().spread.help}</p>
      </Section>
      <Section id="map" title={t().map.title}>
        {say("map")}
        <p>{t().map.help}</p>
        <DigitMap explored={props.explored} digit={digit()} />
      </Section>
      <Section id="suspects" title={t().suspects.title}>
        {say("labelErrors")}
        <Suspects explored={props.explored} digit={digit()} />
      </Section>
      <Section id="pairs" title={t().pairs.title}>
        {say("nearest")}
        <NearPairs explored={props.explored} />
      </Section>
    </>
  );
}

function Section(props: { id: string; title: string; children: JSX.Element }) {
  return (
    <section aria-labelledby={`${props.id}-title`} class="prose">
      <h2 id={`${props.id}-title`}>{props.title}</h2>
      {props.children}
    </section>
  );
}
