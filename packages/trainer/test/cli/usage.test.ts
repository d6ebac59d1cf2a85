import { afterEach, describe, expect, it, vi } from "vitest";
import { runCli } from "../../src/cli/run.ts";

/** Runs a command in this process, which is quicker than a process of its own, and gives what it printed. */
async function run(...args: string[]) {
  const out: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((chunk) => out.push(String(chunk)) > 0);
  }
  return { code: await runCli(args), text: out.join("") };
}
afterEach(() => vi.restoreAllMocks());

describe("wrong usage ends with 2 and a sentence", () => {
  const cases: [string, string[], RegExp][] = [
    ["no command", [], /Usage: siffra/],
    ["an unknown command", ["trian"], /unknown command 'trian'/],
    ["an unknown option", ["train", "--fast"], /unknown option '--fast'/],
    ["a seed that is none", ["train", "--seed", "-1"], /whole number from 0 to 4294967295/],
    ["no workers", ["train", "--workers", "0"], /whole number from 1 to 64/],
    ["an unknown profile", ["train", "--profile", "huge"], /expected one of committee, full, quick, standard/],
    ["an unknown model", ["train", "--profile", "quick", "--models", "svm,gpt"], /--models gpt: expected names out of/],
    ["one seed", ["seeds", "--count", "1"], /whole number from 2 to 100/],
    ["nothing to predict", ["predict"], /expected a picture/],
    ["a row that is none", ["bench", "--rows", "svm"], /--rows svm: expected names out of svm-raw, /],
    ["a peer that is none", ["bench", "--peer", "weka"], /Allowed choices are sklearn/],
    ["a Python without a peer", ["bench", "--python", "python3"], /expected --peer sklearn/],
    ["too few images", ["bench", "--train", "9"], /whole number from 100 to 60000/],
    ["no search", ["tune"], /missing required argument 'search'/],
    ["an unknown search", ["tune", "svn"], /expected one of linear-svm, random-forest, svm/],
    ["a run that is none", ["report", "nowhere"], /expected the folder of a finished run/],
    ["a format that is none", ["export", "--format", "pmml"], /Allowed choices are onnx, json/],
    ["a shell that is none", ["completion", "tcsh"], /Allowed choices are bash, zsh, fish/],
    ["nothing to compare", ["compare", "nowhere"], /expected a model's folder/],
    ["a bundle that is not there", ["predict", "--model", "nowhere", "x.png"], /found no manifest\.json/],
  ];
  it.each(cases)("%s", async (_, args, message) => {
    const { code, text } = await run(...args);
    expect(text).toMatch(message);
    expect(code).toBe(2);
  });
});

it.each(["train", "tune", "seeds", "evaluate", "compare", "predict", "data", "bench"])(
  "%s --help ends with an example",
  async (command) => {
    const { code, text } = await run(command, "--help");
    expect(code).toBe(0);
    expect(text).toMatch(/Examples?:\n {2}.*siffra/);
  },
);
