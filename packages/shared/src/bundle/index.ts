export { MAX_MANIFEST_BYTES, MAX_TENSORS_BYTES } from "./limits.ts";
export * from "./read.ts";
export * from "./write.ts";
