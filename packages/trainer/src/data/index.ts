export type { Dataset, Split } from "./dataset.ts";
export { type DataDescription, describeData, formatData } from "./describe.ts";
export { DownloadFailed } from "./download.ts";
export { type LoadOptions, loadDataset } from "./load.ts";
export { loadSynthetic } from "./synthetic.ts";
