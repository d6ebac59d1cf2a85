import type { Page } from "@playwright/test";
import axe from "axe-core";

/** What axe finds wrong, as "rule: element". */
export async function violations(page: Page): Promise<string[]> {
  // Colours are measured when transitions have ended.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const results = await (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly: tags });
    return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}
