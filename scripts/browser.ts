// Makes sure that there is a Chromium for the Playwright tests: Playwright's own, else Debian's.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { SYSTEM_CHROMIUM } from "../packages/app/e2e/support/chromium.ts";
import { capture, fail, run, say } from "./run.ts";

const app = fileURLToPath(new URL("../packages/app/", import.meta.url));
const { chromium } = createRequire(`${app}package.json`)("@playwright/test") as {
  chromium: { executablePath(): string };
};

const ready = () =>
  [process.env["SIFFRA_CHROMIUM"], chromium.executablePath(), ...SYSTEM_CHROMIUM].some(
    (path) => path && existsSync(path),
  );

if (!ready()) {
  say("Installing Playwright's Chromium");
  run("npx", ["playwright", "install", "chromium"], { cwd: app });
}
if (!ready() && capture("apt-get", ["--version"]) !== null) {
  say("Playwright's host cannot be reached. Installing Debian's chromium instead (apt-get)");
  const sudo = process.getuid?.() === 0 ? "" : "sudo -n ";
  run("sh", ["-c", `${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends chromium`]);
}
if (!ready())
  fail(
    "No Chromium could be installed.\nInstall Chromium or Google Chrome, or name one in SIFFRA_CHROMIUM, and run this again.",
  );
