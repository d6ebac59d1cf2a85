export { exploreCommand } from "./command.ts";
