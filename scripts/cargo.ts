// `tsx scripts/cargo.ts ARGS`: cargo with the toolchain that scripts/toolchain.ts settled on.

import { run } from "./run.ts";
import { cargoEnv } from "./toolchain-env.ts";

process.exit(run("cargo", process.argv.slice(2), { env: cargoEnv() }) ? 0 : 1);
