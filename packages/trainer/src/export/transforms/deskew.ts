import type { Graph, Value } from "../graph.ts";
import { SIDE } from "./side.ts";
import { addSumInOrder } from "./sum.ts";

/** A row with as much emptiness on both sides as it can be shifted, and one pixel more. */
const PADDED = 3 * SIDE + 1;

/**
 * Shears every image upright about its centre of mass, by its second moments: the core's own operations one after another, so
 * that a pixel has the same bits here as there.
 */
export function addDeskew(graph: Graph, x: Value): Value {
  const rows = graph.op("Reshape", [x, graph.ints([-1, SIDE, SIDE])]);
  const offset = addOffsets(graph, rows);
  const whole = graph.op("Floor", [offset]);
  const fraction = graph.op("Sub", [offset, whole]);
  const within = graph.op("Clip", [whole, graph.scalar(-SIDE), graph.scalar(SIDE)]);
  const start = graph.cast(graph.op("Add", [within, graph.scalar(SIDE)]), "int64");
  const padded = graph.op("Pad", [rows, graph.ints([0, 0, SIDE, 0, 0, PADDED - 2 * SIDE])]);
  // Pixel x of a row is between those at start + x and start + x + 1.
  const at = (step: number) => {
    const columns = Array.from({ length: SIDE }, (_, x) => x + step);
    const places = graph.op("Add", [start, graph.ints(columns, [1, 1, SIDE])]);
    return graph.op("GatherElements", [padded, places], { axis: { i: 2 } });
  };
  const left = graph.op("Mul", [graph.op("Sub", [graph.scalar(1), fraction]), at(0)]);
  const sheared = graph.op("Add", [left, graph.op("Mul", [fraction, at(1)])]);
  return graph.op("Reshape", [sheared, graph.ints([-1, SIDE * SIDE])]);
}

/** How far each row is shifted, [n, rows, 1]. */
function addOffsets(graph: Graph, rows: Value): Value {
  const steps = Array.from({ length: SIDE }, (_, i) => i);
  // Of each row, [n, 1, rows], in the core's precision.
  const ofRows = (pixels: Value) =>
    graph.op("Reshape", [graph.cast(addSumInOrder(graph, pixels), "double"), graph.ints([-1, 1, SIDE])]);
  const mass = ofRows(rows);
  const x = ofRows(graph.op("Mul", [rows, graph.floats([1, 1, SIDE], steps)]));
  const y = graph.doubles([1, 1, SIDE], steps);
  const squares = graph.doubles(
    [1, 1, SIDE],
    steps.map((y) => y * y),
  );
  const sum = (values: Value, weights?: Value) =>
    addSumInOrder(graph, weights ? graph.op("Mul", [weights, values]) : values);
  const centre = graph.op("Div", [sum(mass, y), sum(mass)]);
  const about = (moment: Value, first: Value) => graph.op("Sub", [moment, graph.op("Mul", [centre, first])]);
  const slant = graph.op("Div", [about(sum(x, y), sum(x)), about(sum(mass, squares), sum(mass, y))]);
  // Not so of blank images, whose slant is not a number.
  const isInk = graph.op("Less", [graph.op("Abs", [slant]), graph.doubles([], [SIDE])]);
  const ofInk = (value: Value) => graph.op("Where", [isInk, graph.cast(value, "float"), graph.scalar(0)]);
  const fromCentre = graph.op("Sub", [graph.floats([1, SIDE, 1], steps), ofInk(centre)]);
  return graph.op("Mul", [ofInk(slant), fromCentre]);
}
