import type { Reading } from "@siffra/shared";
import { describe, expect, it } from "vitest";
import { type Row, toCsv } from "./rows.ts";

const file = (name: string) => ({ name }) as File;

function reading(labels: number[], refused: string | null = null): Reading {
  const digits = labels.map((label) => ({
    label,
    probabilities: Array.from({ length: 10 }, (_, i) => (i === label ? 0.5 : 0)),
    set: [label],
    box: [0, 0, 1, 1] as [number, number, number, number],
    pixels: new Uint8Array(784),
  }));
  const why = refused === null ? null : { code: refused, message: refused };
  return { digits, guesses: [], refused: why, model: "m", preprocessVersion: 1, stages: [] };
}

describe("toCsv", () => {
  it("has a line for each picture, with what was read or why not", () => {
    const rows: Row[] = [
      { file: file("a.png"), result: { kind: "read", reading: reading([0, 4, 7]) } },
      { file: file("b.png"), result: { kind: "read", reading: reading([], "no-ink") } },
      { file: file("c.txt"), result: { kind: "failed", code: "image-unsupported-format" } },
    ];
    expect(toCsv(rows)).toBe(
      "file,number,certainty,refused\r\na.png,047,0.1250,\r\nb.png,,,no-ink\r\nc.txt,,,image-unsupported-format\r\n",
    );
  });

  it("lets no file name break the table or become a formula", () => {
    const rows: Row[] = [
      { file: file('a,"b".png'), result: { kind: "waiting" } },
      { file: file("=cmd.png"), result: { kind: "waiting" } },
    ];
    expect(toCsv(rows).split("\r\n").slice(1, 3)).toEqual(['"a,""b"".png",,,', "'=cmd.png,,,"]);
  });
});
