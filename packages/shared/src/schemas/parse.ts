import * as v from "valibot";
import { SiffraError } from "../errors.ts";

/** How one kind of JSON text is read: what it is called and which codes its errors carry. */
export interface JsonKind {
  /** For the message: "manifest.json of the bundle". */
  what: string;
  /** Code when the text is not JSON. */
  jsonCode: string;
  /** Code when the JSON is not what was expected. */
  schemaCode: string;
  /** For the message: what the person should do. */
  advice: string;
}

/** The first thing that a schema found wrong, with the path to it. */
function firstIssue(issues: readonly v.BaseIssue<unknown>[]): string {
  const [issue] = issues;
  if (!issue) return "unknown";
  return `${v.getDotPath(issue) ?? "the whole"}: ${issue.message}`;
}

/** JSON text that must match `schema`. @throws SiffraError with one of the codes of `kind` */
export function parseJson<S extends v.GenericSchema>(schema: S, text: string, kind: JsonKind): v.InferOutput<S> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new SiffraError(kind.jsonCode, `${kind.what} is not JSON: ${(cause as Error).message}. ${kind.advice}`, {
      cause,
    });
  }
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  throw new SiffraError(kind.schemaCode, `${kind.what}: ${firstIssue(result.issues)}. ${kind.advice}`);
}
