export { type MeasuredModel, measureAll } from "./measure.ts";
export { chooseModel, fitAll, importancesOf, type SavedModel, saveAll } from "./models.ts";
export { type TestFigures, type Trained, trainOne } from "./one.ts";
export { normalise, type PreparedData, prepareData } from "./samples.ts";
export type { CheckpointStore, Emit } from "./store.ts";
