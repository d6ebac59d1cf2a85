// Stands in for bench/sklearn_peer.py: what it does with a command stands in the command's own "params".
import { createInterface } from "node:readline";

interface Command {
  id: number;
  op: string;
  params?: { do?: string };
}

const [mode = "good"] = process.argv.slice(2);
const print = (text: string) => void process.stdout.write(`${text}\n`);
const send = (answer: object) => print(JSON.stringify(answer));

/** What is done with a command; anything else is answered as it should be. */
const BEHAVIOURS: Record<string, (id: number) => void> = {
  die: () => process.exit(3),
  hang: () => {},
  garbage: () => print("Traceback (most recent call last)"),
  late: (id) => send({ id: id - 1, ok: true, seconds: 1 }),
  huge: () => print("x".repeat(2_000_000)),
  refuse: (id) => send({ id, ok: false, error: { code: "bad-params", message: "no such thing" } }),
};

function answer(line: string): void {
  const { id, params }: Command = JSON.parse(line);
  const behave = BEHAVIOURS[params?.do ?? ""];
  if (behave) behave(id);
  else send({ id, ok: true, seconds: 2, iterations: null, warnings: [], peakMemoryMb: 5 });
}

if (mode === "silent") setInterval(() => {}, 1000);
else if (mode === "dead") {
  process.stderr.write("ModuleNotFoundError: No module named 'sklearn'\n");
  process.exitCode = 1;
} else {
  send({ id: 0, ok: true, versions: { python: "3", sklearn: "1", numpy: "2" } });
  createInterface({ input: process.stdin }).on("line", answer);
}
