import type { CatalogEntry } from "@just-one/api";
import { type Client, JustOneError, toRequestKey, ValidationError } from "@just-one/core";
import { findNearest } from "@just-one/options/find-nearest";
import { readParameters } from "../arguments/read-parameters.ts";
import { ToolError } from "../results/tool-error.ts";
import type { AnyOperations } from "./ask-vendor.ts";

/** Parameters that may be sent, and the question that they are. */
export interface CheckedParams {
  readonly params: Record<string, unknown>;
  /** Core's own text for all calls that send the same. */
  readonly key: string;
}

/**
 * Looks at what an operation is to be called with, as the client itself does before it sends, and more forgiving where there is no
 * doubt. Sends nothing.
 *
 * @throws ToolError that names the parameter, and what was probably meant
 */
export async function checkCall(
  client: Client<AnyOperations>,
  entry: CatalogEntry,
  given: Readonly<Record<string, unknown>>,
): Promise<CheckedParams> {
  const params = readParameters(entry, given);
  try {
    const [estimate] = await client.estimate(entry.operation, [params]);
    if (estimate !== undefined && estimate.issues.length > 0) throw refuse(entry, estimate.issues);
    return { params, key: toRequestKey(entry.operation, params, [entry]) };
  } catch (error) {
    if (ValidationError.is(error)) throw refuse(entry, error.issues);
    if (!JustOneError.isInstance(error)) throw error;
    // What the vendor took away, or what no client can send.
    throw new ToolError({
      error: "invalid_parameters",
      fix: "you: look at describe_operation",
      say: `Not sent: ${error.message.replace(entry.operation, "the operation").slice(0, 300)}`,
    });
  }
}

function refuse(entry: CatalogEntry, issues: ValidationError["issues"]): ToolError {
  const names = entry.parameters.filter(({ removed }) => removed === undefined).map(({ name }) => name);
  const near = issues.flatMap(({ path }) => (names.includes(path) ? [] : (findNearest(path, names) ?? [])));
  return new ToolError({
    error: "invalid_parameters",
    fix: "you: correct params",
    say: `Not sent: ${issues
      .map(({ path, message }) => `${path.slice(0, 60)} ${message.slice(0, 300)}`.trim())
      .join("; ")
      .slice(0, 1500)}.`,
    near: near.length === 0 ? undefined : [...new Set(near)],
    issues: issues
      .slice(0, 20)
      .map(({ path, message }) => ({ path: path.slice(0, 60), message: message.slice(0, 200) })),
  });
}
