import {
  createRng,
  type ParameterRange,
  type ParameterValue,
  type Rng,
  type SearchSpace,
  SiffraError,
} from "@siffra/shared";
import { configure, type Parameters } from "./parameters.ts";

const MOST_GRID_TRIALS = 10_000;
// Steps that a uniform number is drawn in.
const RESOLUTION = 2 ** 30;
// Draws of a configuration that is there already before a space counts as exhausted.
const MOST_REPEATS = 1000;

/**
 * The configurations that a search tries first, in order: a function of the space and the seed. No two are equal, so
 * a random search of a small space may have fewer than it asks for.
 * @throws SiffraError "search-parameter", "search-grid"
 */
export function drawConfigurations(space: SearchSpace, seed: number): Parameters[] {
  const drawn = space.strategy.kind === "grid" ? listGrid(space) : drawAtRandom(space, space.strategy.trials, seed);
  for (const parameters of drawn.slice(0, 1)) configure(space.pipeline, parameters); // a wrong name shows before any work
  return drawn;
}

/** Every combination of the lists; the last parameter changes fastest. */
function listGrid({ parameters }: SearchSpace): Parameters[] {
  let grid: Parameters[] = [{}];
  for (const [name, range] of Object.entries(parameters)) {
    if (range.kind !== "list") {
      const advice = "Write the values out, or search at random.";
      throw new SiffraError("search-grid", `${name}: expected a list for a grid, found ${range.kind}. ${advice}`);
    }
    if (grid.length * range.values.length > MOST_GRID_TRIALS) {
      const advice = "Shorten the lists, or search at random.";
      throw new SiffraError("search-grid", `Expected at most ${MOST_GRID_TRIALS} combinations, found more. ${advice}`);
    }
    grid = grid.flatMap((parameters) => range.values.map((value) => ({ ...parameters, [name]: value })));
  }
  return grid;
}

function drawAtRandom({ parameters }: SearchSpace, count: number, seed: number): Parameters[] {
  const rng = createRng(seed);
  const drawn = new Map<string, Parameters>();
  for (let repeats = 0; drawn.size < count && repeats < MOST_REPEATS; ) {
    const one = Object.fromEntries(Object.entries(parameters).map(([name, range]) => [name, drawValue(range, rng)]));
    const key = JSON.stringify(one);
    repeats = drawn.has(key) ? repeats + 1 : 0;
    drawn.set(key, one);
  }
  return [...drawn.values()];
}

function drawValue(range: ParameterRange, rng: Rng): ParameterValue {
  switch (range.kind) {
    case "list":
      return range.values[rng.below(range.values.length)] as ParameterValue;
    case "integer":
      return range.low + rng.below(range.high - range.low + 1);
    case "uniform":
      return rounded(range.low + (range.high - range.low) * share(rng), range);
    case "log-uniform":
      return rounded(range.low * (range.high / range.low) ** share(rng), range);
  }
}

/** 0 to 1, both included. */
const share = (rng: Rng) => rng.below(RESOLUTION + 1) / RESOLUTION;

/** Four digits, which a person can read and type; the last bits of a power are not the same on every machine. */
function rounded(value: number, { low, high }: { low: number; high: number }): number {
  return Math.min(high, Math.max(low, Number(value.toPrecision(4))));
}
