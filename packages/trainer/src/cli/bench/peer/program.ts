import { existsSync } from "node:fs";
import { join } from "node:path";
import { BENCH_DIR } from "../../files/paths.ts";
import type { PeerProgram } from "./process.ts";

const VENV_PYTHON = join(BENCH_DIR, ".venv", "bin", "python");

/** The one command that makes a Python for the peer, from the repository's root. */
export const MAKE_VENV = "python3 -m venv bench/.venv && bench/.venv/bin/pip install -r bench/requirements.txt";

/** How to start bench/sklearn_peer.py with this Python or the one of bench/.venv, or why that cannot be. */
export function sklearnProgram(python = VENV_PYTHON): { program: PeerProgram } | { missing: string } {
  if (existsSync(python)) return { program: { command: python, args: [join(BENCH_DIR, "sklearn_peer.py")] } };
  const advice = `Make it with \`${MAKE_VENV}\`, or name one with --python.`;
  return { missing: `expected a Python at ${python}, found none. ${advice}` };
}
