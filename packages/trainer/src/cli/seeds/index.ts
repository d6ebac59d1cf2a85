export { seedsCommand } from "./command.ts";
