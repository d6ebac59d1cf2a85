export { describeData, formatData } from "./describe.ts";
export { DownloadFailed } from "./download.ts";
export { type LoadOptions, loadDataset } from "./load.ts";
