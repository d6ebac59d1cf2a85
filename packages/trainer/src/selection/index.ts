export * from "./select.ts";
export * from "./verdict.ts";
