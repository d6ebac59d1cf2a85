import { spawnSync } from "node:child_process";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createProgram } from "../../src/cli/program.ts";
import { runCli } from "../../src/cli/run.ts";

/** The script that `siffra completion SHELL` prints. */
async function script(shell: string): Promise<string> {
  const out: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => out.push(String(chunk)) > 0);
  expect(await runCli(["completion", shell])).toBe(0);
  return out.join("");
}
afterEach(() => vi.restoreAllMocks());

const hasShell = (shell: string) => spawnSync(shell, ["-c", "exit 0"]).status === 0;

describe("shell completion", () => {
  it.each(["bash", "zsh", "fish"])(
    "%s knows every command and option, and is a script that the shell accepts",
    async (shell) => {
      const text = await script(shell);
      for (const command of createProgram().commands) {
        expect(text).toContain(command.name());
        for (const { long } of command.options) expect(text).toContain(long?.slice(2));
      }
      if (!hasShell(shell)) return void process.stderr.write(`${shell} is not here: its script was not run\n`);
      expect(spawnSync(shell, ["-n"], { input: text })).toMatchObject({ status: 0 });
    },
  );

  it("bash completes commands, a command's options and an option's choices", async () => {
    const text = await script("bash");
    const complete = (...words: string[]) => {
      const line = `COMP_WORDS=(${words.map((word) => `"${word}"`).join(" ")}); COMP_CWORD=${words.length - 1}`;
      const { stdout } = spawnSync("bash", ["-c", `${text}\n${line}; _siffra; echo "\${COMPREPLY[@]}"`]);
      return String(stdout).trim().split(" ");
    };
    expect(complete("siffra", "exp")).toEqual(["explore", "export"]);
    expect(complete("siffra", "train", "--pro")).toEqual(["--profile"]);
    expect(complete("siffra", "export", "--format", "")).toEqual(["onnx", "json"]);
  });
});
