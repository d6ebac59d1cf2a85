export { renderSearch } from "./render.ts";
