export { predictCommand } from "./command.ts";
