import type { Graph, Value } from "../../graph.ts";
import { SIDE } from "../side.ts";
import { addAtan2 } from "./atan2.ts";
import type { HogParams } from "./params.ts";

/**
 * [n, 784] to the votes of every pixel, [n, orientations, 784]: its gradient's length, shared between the two bins whose centres
 * are nearest to its orientation. As the core has it, see its features/hog/gradient.rs.
 */
export function addVotes(graph: Graph, x: Value, { gradient, signed, orientations }: HogParams): Value {
  const { dx, dy } = gradient === "central" ? addCentral(graph, x) : addSobel(graph, x);
  const squares = graph.op("Add", [graph.op("Mul", [dx, dx]), graph.op("Mul", [dy, dy])]);
  const length = graph.op("Sqrt", [squares]);
  const halfTurns = graph.op("Mul", [addAtan2(graph, dy, dx), graph.scalar(1 / Math.PI)]);
  const turns = signed ? graph.op("Div", [halfTurns, graph.scalar(2)]) : halfTurns;
  return addShares(graph, length, turns, orientations);
}

/** `turns` is an angle as a share of what the bins divide, -1 to 1, from 0 on; whole ones do not count. */
function addShares(graph: Graph, length: Value, turns: Value, orientations: number): Value {
  const [zero, one] = [graph.scalar(0), graph.scalar(1)];
  const positive = graph.op("Where", [graph.op("Less", [turns, zero]), graph.op("Add", [turns, one]), turns]);
  const bins = graph.op("Mul", [positive, graph.scalar(orientations)]);
  const position = graph.op("Add", [bins, graph.scalar(0.5)]);
  const whole = graph.op("Floor", [position]);
  const fraction = graph.op("Sub", [position, whole]);
  const isTurn = graph.op("Equal", [whole, graph.scalar(orientations)]);
  const upper = graph.op("Where", [isTurn, zero, whole]);
  const isFirst = graph.op("Equal", [upper, zero]);
  const lower = graph.op("Where", [isFirst, graph.scalar(orientations - 1), graph.op("Sub", [upper, one])]);
  const forUpper = graph.op("Mul", [length, fraction]);
  const forLower = graph.op("Mul", [length, graph.op("Sub", [one, fraction])]);
  const numbers = graph.floats(
    [1, orientations, 1],
    Array.from({ length: orientations }, (_, bin) => bin),
  );
  // [n, 784] beside [1, orientations, 1].
  const spread = (value: Value) => graph.op("Reshape", [value, graph.ints([-1, 1, SIDE * SIDE])]);
  const vote = (bin: Value, weight: Value, otherwise: Value) =>
    graph.op("Where", [graph.op("Equal", [spread(bin), numbers]), spread(weight), otherwise]);
  return vote(upper, forUpper, vote(lower, forLower, zero));
}

interface Gradient {
  dx: Value;
  dy: Value;
}

/** Differences of the neighbours. */
function addCentral(graph: Graph, x: Value): Gradient {
  const at = (right: number, down: number) => addNeighbour(graph, x, right, down);
  return { dx: graph.op("Sub", [at(1, 0), at(-1, 0)]), dy: graph.op("Sub", [at(0, 1), at(0, -1)]) };
}

/** The same, smoothed across by [1, 2, 1]. */
function addSobel(graph: Graph, x: Value): Gradient {
  const smooth = (places: [number, number][]) => {
    const [before, here, after] = places.map(([right, down]) => addNeighbour(graph, x, right, down)) as [
      Value,
      Value,
      Value,
    ];
    const twice = graph.op("Mul", [graph.scalar(2), here]);
    return graph.op("Add", [graph.op("Add", [before, twice]), after]);
  };
  const across = (right: number) => smooth([-1, 0, 1].map((down) => [right, down]));
  const along = (down: number) => smooth([-1, 0, 1].map((right) => [right, down]));
  return { dx: graph.op("Sub", [across(1), across(-1)]), dy: graph.op("Sub", [along(1), along(-1)]) };
}

/** For each pixel the one so far from it; beyond the border the image goes on as it ends. */
function addNeighbour(graph: Graph, x: Value, right: number, down: number): Value {
  const within = (place: number) => Math.min(Math.max(place, 0), SIDE - 1);
  const indices = Array.from({ length: SIDE * SIDE }, (_, at) => {
    return within(Math.floor(at / SIDE) + down) * SIDE + within((at % SIDE) + right);
  });
  return graph.op("Gather", [x, graph.ints(indices)], { axis: { i: 1 } });
}
