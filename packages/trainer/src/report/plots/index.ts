export { accuracyPlot } from "./accuracy.ts";
export { confusionPlot } from "./confusion.ts";
export { costPlot } from "./cost.ts";
export { perClassPlot } from "./per-class.ts";
