export { convRelu, dense } from "./layers.ts";
export { openBackend } from "./open.ts";
