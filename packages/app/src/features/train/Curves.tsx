import { language, translate } from "../../i18n/index.ts";
import { formatCount, formatDecimal } from "../../i18n/language.ts";
import { axisShare } from "../../ui/chart/axisShare.ts";
import { ChartFigure } from "../../ui/chart/ChartFigure.tsx";
import type { Epoch } from "./createTraining.ts";
import { byNetwork } from "./networks.ts";
import { TEXTS } from "./texts.ts";

const t = translate(TEXTS);

const loss = (value: number) => formatDecimal(language(), value, 2);
const share = (value: number) => axisShare(language(), value);

/** How the newest epoch went, in a sentence or two. */
export function describeEpoch(epochs: readonly Epoch[]): string {
  const last = epochs.at(-1);
  if (!last) return "";
  const { member } = last;
  const network = member ? `${t().curves.networkOf(member.number, member.of)} ` : "";
  const speed = formatCount(language(), Math.round(last.imagesPerSecond));
  return network + t().curves.epoch(last.epoch, last.epochs, loss(last.loss), share(last.validationAccuracy), speed);
}

/** Loss and accuracy by epoch, a curve for each network of a committee; one figure at least has come. */
export function Curves(props: { epochs: readonly Epoch[] }) {
  const networks = () => byNetwork(props.epochs);
  /** What the summaries tell of. */
  const newest = () => networks()[0] as Epoch[];
  const first = () => newest()[0] as Epoch;
  const last = () => newest().at(-1) as Epoch;
  const of = (name: string, value: (epoch: Epoch) => number) =>
    networks().map((epochs) => {
      const member = epochs[0]?.member;
      return {
        name: member ? t().curves.network(member.number) : name,
        points: epochs.map((epoch) => ({ x: epoch.epoch, y: value(epoch) })),
      };
    });
  const losses = () => of(t().curves.loss, (epoch) => epoch.loss);
  const accuracies = () => of(t().curves.accuracy, (epoch) => epoch.validationAccuracy);
  const x = (): [number, number] => [1, Math.max(2, last().epochs)];
  const common = () => ({
    x: x(),
    leastX: 1,
    formatX: (value: number) => formatCount(language(), value),
    tableLabel: t().curves.table,
  });
  /** A twentieth that lies below all, so that the curve fills the picture. */
  const accuracyFloor = () => {
    const least = Math.min(...props.epochs.map((epoch) => epoch.validationAccuracy));
    return Math.max(0, Math.floor(least * 20 - 0.2) / 20);
  };
  return (
    <div class="chart-figures">
      <ChartFigure
        {...common()}
        title={t().curves.loss}
        summary={t().curves.fromTo(loss(first().loss), loss(last().loss))}
        columns={[t().curves.epochs, ...losses().map(({ name }) => name)]}
        series={losses()}
        y={[0, Math.max(...props.epochs.map((epoch) => epoch.loss)) * 1.05]}
        formatY={loss}
      />
      <ChartFigure
        {...common()}
        title={t().curves.accuracy}
        summary={t().curves.fromTo(share(first().validationAccuracy), share(last().validationAccuracy))}
        columns={[t().curves.epochs, ...accuracies().map(({ name }) => name)]}
        series={accuracies()}
        y={[accuracyFloor(), 1]}
        formatY={share}
      />
    </div>
  );
}
