import type { Diagnostics } from "@siffra/shared";
import { language, translate } from "../../../i18n/index.ts";
import { formatCount, formatShare } from "../../../i18n/language.ts";
import { axisShare } from "../../../ui/chart/axisShare.ts";
import { ChartFigure } from "../../../ui/chart/ChartFigure.tsx";
import { TEXTS } from "../texts.ts";

const t = translate(TEXTS);

const share = (value: number) => axisShare(language(), value);

/** Whether answers that are given 80 % are right eight times of ten. */
export function Reliability(props: { bins: Diagnostics["reliability"][number]["bins"]; ece: number }) {
  const images = () => props.bins.reduce((sum, bin) => sum + bin.images, 0);
  return (
    <ChartFigure
      title={t().reliability.title}
      summary={t().reliability.summary(formatCount(language(), images()), formatShare(language(), props.ece, 2))}
      columns={[t().reliability.confidence, t().reliability.accuracy]}
      tableLabel={t().asTable}
      series={[
        {
          name: t().reliability.accuracy,
          points: props.bins.map((bin) => ({ x: bin.confidence, y: bin.accuracy, weight: bin.images / images() })),
        },
      ]}
      x={[0, 1]}
      y={[0, 1]}
      formatX={share}
      formatY={share}
      hasDiagonal
    />
  );
}
