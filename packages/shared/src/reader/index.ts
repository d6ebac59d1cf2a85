export * from "./answer.ts";
export * from "./reader.ts";
