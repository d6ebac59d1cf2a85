import { type Component, lazy } from "solid-js";
import { ReadPage } from "./features/read/ReadPage.tsx";
import type { Dictionary } from "./i18n/en.ts";

export interface PageRoute {
  path: string;
  /** Names the page's texts. */
  name: keyof Dictionary["pages"];
  component: Component;
}

/** The pages in the order of the navigation. Reading comes with the first load, the others when they are asked for. */
export const PAGES: readonly PageRoute[] = [
  { path: "/", name: "read", component: ReadPage },
  { path: "/data", name: "data", component: lazy(() => import("./features/data/DataPage.tsx")) },
  { path: "/models", name: "models", component: lazy(() => import("./features/models/ModelsPage.tsx")) },
  { path: "/train", name: "train", component: lazy(() => import("./features/train/TrainPage.tsx")) },
  { path: "/about", name: "about", component: lazy(() => import("./features/about/AboutPage.tsx")) },
];
