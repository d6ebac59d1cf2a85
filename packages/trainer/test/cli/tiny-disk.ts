import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll } from "vitest";
import { makeFolder } from "./siffra.ts";

const mounted: string[] = [];
afterAll(() => {
  for (const path of mounted) execFileSync("umount", [path]);
});

/** A file system of its own, if this machine lets us make one: they need root. */
export function mountTiny(options: string): string | undefined {
  const path = join(makeFolder(), "disk");
  mkdirSync(path);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", path], { stdio: "ignore" });
  } catch {
    process.stderr.write("No tmpfs can be mounted here: skipped\n");
    return undefined;
  }
  mounted.push(path);
  return path;
}

/** Changes a mounted one: its size, or whether it may be written to. */
export function remount(path: string, options: string): void {
  execFileSync("mount", ["-o", `remount,${options}`, path]);
}
