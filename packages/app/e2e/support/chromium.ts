import { existsSync } from "node:fs";
import { chromium, type LaunchOptions } from "@playwright/test";

/** Where systems put theirs. */
export const SYSTEM_CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser to use: SIFFRA_CHROMIUM, else Playwright's own where it is installed, else the system's. */
function executablePath(): string | undefined {
  if (process.env.SIFFRA_CHROMIUM) return process.env.SIFFRA_CHROMIUM;
  if (existsSync(chromium.executablePath())) return undefined;
  return SYSTEM_CHROMIUM.find(existsSync);
}

/** Launch options with the switches that every run needs, and `args` for this one. */
export function chromiumOptions(args: readonly string[] = []): LaunchOptions {
  const path = executablePath();
  // Chromium's sandbox refuses to run as root, which is who containers often are.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return {
    args: [...sandbox, "--disable-background-networking", "--disable-component-update", ...args],
    ...(path === undefined ? {} : { executablePath: path }),
  };
}
