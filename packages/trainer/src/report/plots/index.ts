export { accuracyPlot } from "./accuracy.ts";
export { confusionPlot } from "./confusion.ts";
export { costPlot } from "./cost.ts";
export { importancesPlot } from "./importances.ts";
export { perClassPlot } from "./per-class.ts";
