export { isGzip, maxStoredBytes, refuseDifference, WrongFile, wrongSize } from "./check.ts";
export * from "./dataset.ts";
export { readMnistFiles } from "./files.ts";
export { nextTurn } from "./next-turn.ts";
export { parseMnist, type VerifiedFile } from "./parse.ts";
export * from "./sources.ts";
export { loadSynthetic, SYNTHETIC_SIZE, type SyntheticSize } from "./synthetic.ts";
