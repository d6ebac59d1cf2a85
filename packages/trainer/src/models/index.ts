export { FAMILIES, longestFirst, modelTitle } from "./families.ts";
