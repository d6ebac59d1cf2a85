export { evaluateCommand } from "./command.ts";
