export { isQuicklyPrepared, longestFirst, modelTitle } from "./families.ts";
