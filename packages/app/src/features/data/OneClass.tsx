import type { Exploration } from "@siffra/shared";
import { language, translate } from "../../i18n/index.ts";
import { formatCount, formatShare } from "../../i18n/language.ts";
import { Facts } from "../../ui/Facts.tsx";
import { PixelPicture } from "../../ui/picture/PixelPicture.tsx";
import { asPicture, decodeBase64 } from "../run/thumbnails.ts";
import { pixelsOf, rangeOf } from "./quantities.ts";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

/** One digit: its mean and its spread, and its figures. */
export function OneClass(props: { found: Exploration; digit: number }) {
  const images = () => props.found.classImages[props.digit];
  const picture = (base64 = "") => asPicture(decodeBase64(base64));
  const counted = (part: "train" | "test") => {
    const { classes, images: all } = props.found[part];
    const count = classes[props.digit] ?? 0;
    return `${formatCount(language(), count)} (${formatShare(language(), count / Math.max(1, all), 1)})`;
  };
  const facts = (): [string, string][] => [
    [t().one.train, counted("train")],
    [t().one.test, counted("test")],
    [t().one.ink, rangeOf(props.found.ink, props.digit, (share) => formatShare(language(), share, 1))],
    [t().one.stroke, t().one.pixels(rangeOf(props.found.strokeWidth, props.digit, pixelsOf))],
  ];
  return (
    <section aria-labelledby="one-class-title" class="prose one-class">
      <h2 id="one-class-title">{t().one.title(props.digit)}</h2>
      <div class="class-pictures">
        <figure>
          <PixelPicture kind="ink" picture={picture(images()?.mean)} label={t().one.mean(props.digit)} />
          <figcaption class="caption">{t().one.meanCaption}</figcaption>
        </figure>
        <figure>
          <PixelPicture kind="ink" picture={picture(images()?.deviation)} label={t().one.deviation(props.digit)} />
          <figcaption class="caption">{t().one.deviationCaption}</figcaption>
        </figure>
      </div>
      <Facts facts={facts()} />
      <p class="caption">{t().one.rangeNote}</p>
    </section>
  );
}
