import { VERSION } from "@siffra/shared";
import { Command, Option } from "commander";
import { benchCommand } from "./bench/index.ts";
import { compareCommand } from "./compare/index.ts";
import { completionCommand } from "./completion.ts";
import { dataCommand } from "./data.ts";
import { evaluateCommand } from "./evaluate/index.ts";
import { exploreCommand } from "./explore/index.ts";
import { exportCommand } from "./export/index.ts";
import { predictCommand } from "./predict/index.ts";
import { reportCommand } from "./report.ts";
import { seedsCommand } from "./seeds/index.ts";
import { beQuiet } from "./terminal/index.ts";
import { trainCommand } from "./train/index.ts";
import { tuneCommand } from "./tune/index.ts";

/** The whole command line. Its errors are thrown, so that main.ts alone decides on exit codes. */
export function createProgram(): Command {
  const program = new Command("siffra")
    .description("Reads handwritten digits: data, training, evaluation and answers")
    .version(VERSION)
    .addOption(new Option("-q, --quiet", "print results and errors only"))
    .hook("preAction", (program) => {
      if (program.opts().quiet) beQuiet();
    })
    .addHelpText("after", "\nExit codes: 0 done, 1 failed, 2 wrong usage, 130 cancelled.")
    .exitOverride();
  for (const command of [
    dataCommand(),
    exploreCommand(),
    trainCommand(),
    tuneCommand(),
    seedsCommand(),
    evaluateCommand(),
    compareCommand(),
    predictCommand(),
    exportCommand(),
    reportCommand(),
    benchCommand(),
    completionCommand(program),
  ]) {
    program.addCommand(command.exitOverride().showHelpAfterError("(siffra COMMAND --help says more)"));
  }
  return program;
}
