import type { Graph, Value } from "../../graph.ts";

// libm's atanf and atan2f, as the core has them (musl's, from FreeBSD's msun). ONNX's own Atan may be rounded otherwise.
const PI_LOW = -8.7422776573e-8;
/** A slope above this is upright. */
const STEEP = 2 ** 26;
/** Coefficients of the odd and of the even powers of the square, highest first. */
const ODD = [6.1687607318e-2, 1.4253635705e-1, 3.3333328366e-1];
const EVEN = [-1.0648017377e-1, -1.9999158382e-1];

/** Below `limit`, atan x is `high` + `low` (an angle in two parts) + the series at `above` / `below`. */
interface Piece {
  limit: number;
  high: number;
  low: number;
  above(graph: Graph, x: Value): Value;
  below(graph: Graph, x: Value): Value;
}

const PIECES: readonly Piece[] = [
  { limit: 7 / 16, high: 0, low: 0, above: (_, x) => x, below: (graph) => graph.scalar(1) },
  {
    limit: 11 / 16,
    high: 4.6364760399e-1,
    low: 5.012158244e-9,
    above: (graph, x) => graph.op("Sub", [times(graph, x, 2), graph.scalar(1)]),
    below: (graph, x) => plus(graph, x, 2),
  },
  {
    limit: 19 / 16,
    high: 7.8539812565e-1,
    low: 3.7748947079e-8,
    above: (graph, x) => plus(graph, x, -1),
    below: (graph, x) => plus(graph, x, 1),
  },
  {
    limit: 39 / 16,
    high: 9.8279368877e-1,
    low: 3.447321717e-8,
    above: (graph, x) => plus(graph, x, -1.5),
    below: (graph, x) => plus(graph, times(graph, x, 1.5), 1),
  },
  {
    limit: Number.POSITIVE_INFINITY,
    high: 1.5707962513,
    low: 7.5497894159e-8,
    above: (graph) => graph.scalar(-1),
    below: (_, x) => x,
  },
];

/** The angle of (x, y) in radians, -pi to pi; 0 where both are 0. */
export function addAtan2(graph: Graph, y: Value, x: Value): Value {
  const zero = graph.scalar(0);
  const [tall, wide] = [graph.op("Abs", [y]), graph.op("Abs", [x])];
  const isSteep = graph.op("Less", [times(graph, wide, STEEP), tall]);
  const isZero = graph.op("Equal", [x, zero]);
  const slope = graph.op("Div", [tall, graph.op("Where", [isZero, graph.scalar(1), wide])]);
  const angle = addAtan(graph, slope);
  const turned = graph.op("Sub", [graph.scalar(Math.PI), graph.op("Sub", [angle, graph.scalar(PI_LOW)])]);
  const sloping = graph.op("Where", [graph.op("Less", [x, zero]), turned, angle]);
  const above = graph.op("Where", [isSteep, graph.scalar(Math.PI / 2), sloping]);
  return graph.op("Where", [graph.op("Less", [y, zero]), graph.op("Neg", [above]), above]);
}

/** The arctangent of x, 0 to 2^26. */
function addAtan(graph: Graph, x: Value): Value {
  const isBelow = PIECES.map(({ limit }) => graph.op("Less", [x, graph.scalar(limit)]));
  const choose = (value: (piece: Piece) => Value) =>
    PIECES.map(value).reduceRight((otherwise, value, i) => graph.op("Where", [isBelow[i] as Value, value, otherwise]));
  const above = choose((piece) => piece.above(graph, x));
  const reduced = graph.op("Div", [above, choose((piece) => piece.below(graph, x))]);
  const square = graph.op("Mul", [reduced, reduced]);
  const fourth = graph.op("Mul", [square, square]);
  const odd = graph.op("Mul", [square, addPolynomial(graph, fourth, ODD)]);
  const even = graph.op("Mul", [fourth, addPolynomial(graph, fourth, EVEN)]);
  const series = graph.op("Mul", [reduced, graph.op("Add", [odd, even])]);
  const low = choose((piece) => graph.scalar(piece.low));
  const rest = graph.op("Sub", [graph.op("Sub", [series, low]), reduced]);
  return graph.op("Sub", [choose((piece) => graph.scalar(piece.high)), rest]);
}

/** By Horner's scheme, highest coefficient first. */
function addPolynomial(graph: Graph, x: Value, [highest = 0, ...lower]: readonly number[]): Value {
  return lower.reduce((sum, term) => plus(graph, graph.op("Mul", [sum, x]), term), graph.scalar(highest));
}

const plus = (graph: Graph, x: Value, term: number) => graph.op("Add", [x, graph.scalar(term)]);
const times = (graph: Graph, x: Value, factor: number) => graph.op("Mul", [x, graph.scalar(factor)]);
