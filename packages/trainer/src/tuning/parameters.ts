import { type ParameterValue, type PipelineConfig, type SearchSpace, SiffraError } from "@siffra/shared";

/** What a search sets in one configuration, by name: `classifier.C`. */
export type Parameters = Record<string, ParameterValue>;

/**
 * The pipeline with these parameters in place of its own.
 * @throws SiffraError "search-parameter" when a name means no step of it, or several
 */
export function configure(pipeline: PipelineConfig, parameters: Parameters): PipelineConfig {
  const config = structuredClone(pipeline);
  for (const [name, value] of Object.entries(parameters)) stepOf(config, name)[lastOf(name)] = value;
  return config;
}

const lastOf = (name: string) => name.slice(name.lastIndexOf(".") + 1);

function stepOf({ transforms, classifier }: PipelineConfig, name: string): Record<string, unknown> {
  if (name.startsWith("classifier.")) return classifier;
  const kind = name.split(".")[1];
  const steps = transforms.filter((step) => step.kind === kind);
  if (steps.length === 1 && steps[0]) return steps[0];
  const kinds = transforms.map((step) => step.kind).join(", ") || "none";
  throw new SiffraError(
    "search-parameter",
    `${name}: expected exactly one transform ${kind}, found ${steps.length} among ${kinds}. Name another parameter.`,
  );
}

/** Names of the parameters that are not the same in all of these, in the space's order. */
export function differing({ parameters }: SearchSpace, trials: readonly { parameters: Parameters }[]): string[] {
  return Object.keys(parameters).filter((name) => new Set(trials.map((trial) => trial.parameters[name])).size > 1);
}
