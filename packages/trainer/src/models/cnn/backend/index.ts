export { convStack, dense } from "./layers.ts";
export { openBackend } from "./open.ts";
export type { ConvStack } from "./register.ts";
