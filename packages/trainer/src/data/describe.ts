import type { Dataset, FileRecord, Split } from "../dataset/index.ts";

/** What `siffra data --json` prints. */
export interface DataDescription {
  name: Dataset["name"];
  source: string;
  sha256: string;
  files: FileRecord[];
  /** Images of each class, 0 to 9. */
  classes: { train: number[]; test: number[] };
  samples: { train: number; test: number };
}

export function describeData({ name, source, sha256, files, train, test }: Dataset): DataDescription {
  return {
    name,
    source,
    sha256,
    files,
    classes: { train: countClasses(train), test: countClasses(test) },
    samples: { train: train.labels.length, test: test.labels.length },
  };
}

function countClasses({ labels }: Split): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/** The description as text for a terminal: source, files with their sums, and an aligned table of the classes. */
export function formatData(data: DataDescription): string {
  const head = `${data.source}\nSHA-256 of pixels and labels: ${data.sha256}`;
  return [head, ...data.files.map(formatFile), formatClasses(data)].join("\n\n");
}

function formatFile({ name, path, bytes, md5, sha256 }: FileRecord): string {
  return [
    name,
    `  path     ${path}`,
    `  bytes    expected ${bytes.expected}, found ${bytes.found}`,
    `  MD5      expected ${md5.expected}`,
    `           found    ${md5.found}`,
    `  SHA-256  expected ${sha256.expected}`,
    `           found    ${sha256.found}`,
  ].join("\n");
}

function formatClasses({ classes, samples }: DataDescription): string {
  const share = (count: number, total: number) => `${((100 * count) / total).toFixed(1)} %`;
  const row = (name: string, train: number, test: number) => [
    name,
    String(train),
    share(train, samples.train),
    String(test),
    share(test, samples.test),
  ];
  const digits = classes.train.map((train, digit) => row(String(digit), train, classes.test[digit] ?? 0));
  return alignRight([["digit", "train", "", "test", ""], ...digits, row("all", samples.train, samples.test)]);
}

function alignRight(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padStart(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
