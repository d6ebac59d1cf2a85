export { accuracyPlot } from "./accuracy.ts";
export { confusionPlot } from "./confusion.ts";
export { costPlot } from "./cost.ts";
export { dashesOf, learningPlot, linesOf, reliabilityPlot, robustnessPlot } from "./curves.ts";
export { classesPlot, mapPlot, quantilesPlot } from "./exploration.ts";
export { importancesPlot } from "./importances.ts";
export { perClassPlot } from "./per-class.ts";
