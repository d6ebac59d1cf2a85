export { longestFirst, modelTitle } from "./families.ts";
