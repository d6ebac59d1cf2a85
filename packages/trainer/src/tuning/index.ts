export { differing } from "./parameters.ts";
export { ranked } from "./rungs.ts";
export * from "./search.ts";
