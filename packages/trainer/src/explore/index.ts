export { fromBase64, toBase64 } from "./base64.ts";
export * from "./explore.ts";
export { imageAt } from "./parts.ts";
export { strokeWidth } from "./stroke.ts";
