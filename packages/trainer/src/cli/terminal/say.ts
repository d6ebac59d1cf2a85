let isQuiet = false;

/** --quiet: from now on only results and errors are printed. */
export function beQuiet(): void {
  isQuiet = true;
}

/** Whether notices and progress are wanted. */
export const isTalkative = () => !isQuiet;

/** A line for people on stderr, which --quiet leaves out. */
export function say(line: string): void {
  if (!isQuiet) process.stderr.write(`${line}\n`);
}
