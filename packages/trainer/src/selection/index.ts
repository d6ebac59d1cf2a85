export { RULE } from "./explain.ts";
export * from "./select.ts";
export * from "./verdict.ts";
