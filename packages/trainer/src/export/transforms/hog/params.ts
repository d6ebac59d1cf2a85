import * as v from "valibot";

/** How the histograms of a block are normalised. */
const BlockNorm = v.picklist(["l1", "l1_sqrt", "l2", "l2_hys"]);
export type BlockNorm = v.InferOutput<typeof BlockNorm>;

const Level = v.object({ cell_size: v.number(), stride: v.number(), block_size: v.optional(v.number(), 1) });
/** A grid of cells. */
export type Level = v.InferOutput<typeof Level>;

/** The parameters of HOG with the core's defaults, see its features/hog/params.rs. */
export const HogParams = v.object({
  orientations: v.optional(v.number(), 9),
  levels: v.optional(v.array(Level), [
    { cell_size: 4, stride: 4 },
    { cell_size: 8, stride: 4 },
    { cell_size: 14, stride: 7 },
    { cell_size: 7, stride: 7 },
  ]),
  block_norm: v.optional(BlockNorm, "l2"),
  signed: v.optional(v.boolean(), false),
  gradient: v.optional(v.picklist(["central", "sobel"]), "central"),
  interpolate: v.optional(v.boolean(), false),
});
export type HogParams = v.InferOutput<typeof HogParams>;
