export { tuneCommand } from "./command.ts";
