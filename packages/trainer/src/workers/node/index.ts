export { startPool } from "./start.ts";
