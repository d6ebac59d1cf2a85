import pc from "picocolors";

/** Colours only where a person looks: not in pipes, not with NO_COLOR, not in a terminal that has none. */
const coloursFor = (stream: NodeJS.WriteStream) =>
  pc.createColors(stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb");

/** For text on stdout. */
export const bold = (text: string) => coloursFor(process.stdout).bold(text);

/** For errors on stderr. */
export const red = (text: string) => coloursFor(process.stderr).red(text);
