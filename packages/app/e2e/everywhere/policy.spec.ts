import { expect, test } from "../support/test.ts";

test.use({ expectedErrors: /Content Security Policy|Failed to load resource/ });

test("the page runs only its own code and talks to nobody else", async ({ app, page }) => {
  const response = await page.goto("./");
  expect(await response?.text()).toContain('http-equiv="Content-Security-Policy"');
  await app.answered();
  const { fetched, title } = await page.evaluate(async () => {
    const fetched = await fetch("http://127.0.0.2:9/").then(
      () => "answered",
      () => "blocked",
    );
    document.body.insertAdjacentHTML("beforeend", "<img src='x:' onerror='document.title = `handler ran`'>");
    const script = document.createElement("script");
    script.textContent = "document.title = 'script ran'";
    document.body.append(script);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { fetched, title: document.title };
  });
  expect(fetched).toBe("blocked");
  expect(title).toBe("Siffra: reads handwritten digits");
});
