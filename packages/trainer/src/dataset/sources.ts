import * as v from "valibot";

/** The sums are of the uncompressed bytes, so that any gzip of the file passes. */
const SourceFileSchema = v.object({
  name: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/, "expected a plain file name")),
  gz: v.pipe(v.string(), v.regex(/^[a-z0-9-]+\.gz$/, "expected a plain file name that ends in .gz")),
  split: v.picklist(["train", "test"]),
  holds: v.picklist(["images", "labels"]),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 30)),
  md5: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, "expected 32 hex digits")),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "expected 64 hex digits")),
  mirrors: v.pipe(v.array(v.pipe(v.string(), v.url())), v.minLength(2, "expected at least two mirrors")),
});

/** datasets/sources.json: where the four IDX files can be had, and how to know that they are the right ones. */
export const SourcesSchema = v.object({
  name: v.literal("mnist"),
  files: v.pipe(
    v.array(SourceFileSchema),
    v.check(hasEachPartOnce, "expected images and labels of train and of test, each once"),
  ),
});

export type SourceFile = v.InferOutput<typeof SourceFileSchema>;
export type Sources = v.InferOutput<typeof SourcesSchema>;

function hasEachPartOnce(files: SourceFile[]): boolean {
  const parts = files.map((file) => `${file.split} ${file.holds}`).sort();
  return parts.join(", ") === "test images, test labels, train images, train labels";
}
