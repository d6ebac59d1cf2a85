import type { Diagnostics } from "@siffra/shared";
import { language, translate } from "../../../i18n/index.ts";
import { formatCount } from "../../../i18n/language.ts";
import { axisShare } from "../../../ui/chart/axisShare.ts";
import { ChartFigure } from "../../../ui/chart/ChartFigure.tsx";
import { TEXTS } from "../texts.ts";

const t = translate(TEXTS);

const share = (value: number) => axisShare(language(), value);
const count = (value: number) => formatCount(language(), value);

/** Accuracy by the number of images that were learnt from. */
export function LearningCurve(props: { points: Diagnostics["learningCurves"][number]["points"] }) {
  const validation = () => props.points.map(({ images, accuracy }) => ({ x: images, y: accuracy }));
  const training = () =>
    props.points.flatMap(({ images, trainAccuracy }) =>
      trainAccuracy === null ? [] : [{ x: images, y: trainAccuracy }],
    );
  const images = () => props.points.map(({ images }) => images);
  /** A twentieth that lies below all, so that the curves fill the picture. */
  const floor = () => {
    const least = Math.min(...[...validation(), ...training()].map(({ y }) => y));
    return Math.max(0, Math.floor(least * 20 - 0.2) / 20);
  };
  const summary = () => {
    const [first, last] = [validation()[0], validation().at(-1)];
    return first && last ? t().learning.summary(share(first.y), count(first.x), share(last.y), count(last.x)) : "";
  };
  return (
    <ChartFigure
      title={t().learning.title}
      summary={summary()}
      columns={[t().learning.images, t().learning.validation, t().learning.training]}
      tableLabel={t().asTable}
      series={[
        { name: t().learning.validation, points: validation() },
        { name: t().learning.training, points: training() },
      ]}
      x={[Math.min(...images()), Math.max(...images())]}
      isLogX
      y={[floor(), 1]}
      formatX={count}
      formatY={share}
    />
  );
}
