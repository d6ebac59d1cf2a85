import type { TransformParams } from "@siffra/shared";
import * as v from "valibot";
import type { Graph, Value } from "../../graph.ts";
import { addSumInOrder } from "../sum.ts";
import { blocksOf, cellsOf, type Indices } from "./cells.ts";
import { NORMS } from "./norms.ts";
import { HogParams, type Level } from "./params.ts";
import { addVotes } from "./votes.ts";

/**
 * Histograms of oriented gradients, by the core's own operations one after another, so that a feature has the same bits here
 * as there: what follows may round it to whole numbers, and then a last bit counts.
 */
export function addHog(graph: Graph, x: Value, params: TransformParams): Value {
  const hog = v.parse(HogParams, params);
  const votes = addVotes(graph, x, hog);
  const features = hog.levels.map((level) => addBlocks(graph, addCells(graph, votes, level, hog), level, hog));
  return graph.op("Concat", features, { axis: { i: 1 } });
}

/** [n, orientations, 784] to the sums of the votes in each cell, [n, cells, orientations]. */
function addCells(graph: Graph, votes: Value, level: Level, { orientations, interpolate }: HogParams): Value {
  const { indices, weights } = cellsOf(level, interpolate);
  const gathered = addGather(graph, votes, indices, 2);
  const weighted = interpolate
    ? graph.op("Mul", [gathered, graph.floats([indices.rows, indices.columns], weights)])
    : gathered;
  const sums = graph.op("Reshape", [addSumInOrder(graph, weighted), graph.ints([-1, orientations, indices.rows])]);
  return graph.op("Transpose", [sums], { perm: { ints: [0, 2, 1] } });
}

/** Square blocks of neighbouring cells, each normalised as a whole, one after another. */
function addBlocks(graph: Graph, cells: Value, level: Level, { orientations, block_norm }: HogParams): Value {
  const indices = blocksOf(level);
  const values = indices.columns * orientations;
  const blocks = graph.op("Reshape", [addGather(graph, cells, indices, 1), graph.ints([-1, indices.rows, values])]);
  return graph.op("Reshape", [NORMS[block_norm](graph, blocks), graph.ints([-1, indices.rows * values])]);
}

function addGather(graph: Graph, from: Value, { rows, columns, values }: Indices, axis: number): Value {
  return graph.op("Gather", [from, graph.ints(values, [rows, columns])], { axis: { i: axis } });
}
