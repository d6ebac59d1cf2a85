import { readFileSync } from "node:fs";

/**
 * The most memory that this process has had, threads and all, in MB of 10^6 bytes. Linux tells it of the program itself;
 * what getrusage says of a child there includes what its parent had when it started it.
 */
export function peakMemoryMb(): number {
  return (1024 * (highWaterMark() ?? process.resourceUsage().maxRSS)) / 1e6;
}

/** In kB, where there is a /proc. */
function highWaterMark(): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes);
  } catch {
    return undefined;
  }
}
