import { test as base, expect } from "@playwright/test";
import { ReadPage } from "./readPage.ts";

interface Fixtures {
  app: ReadPage;
  /** The console errors that a test provokes on purpose. */
  expectedErrors: RegExp | undefined;
}

/** The page, watched: no error in the console and no request to anybody else, unless the test says so. */
export const test = base.extend<Fixtures>({
  expectedErrors: [undefined, { option: true }],
  app: async ({ page, baseURL, expectedErrors }, use) => {
    const errors: string[] = [];
    const strangers: string[] = [];
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith("http") && origin !== new URL(baseURL ?? "").origin) strangers.push(request.url());
    });
    await use(new ReadPage(page));
    expect(errors.filter((text) => !expectedErrors?.test(text))).toEqual([]);
    expect(strangers).toEqual([]);
  },
});

export { expect };
